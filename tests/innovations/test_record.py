"""The case record: what is imported comes out again, from pages, drafts and in bulk."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from innovations.exporting import export_cases, export_to, exported_cases
from innovations.models import InnovationPage
from innovations.record import QUERIES_A_BATCH, canonical_json, record_sha256, to_record, to_records
from tests.innovations.records import import_all, read_data, record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["innovations.jsonl", "demo_cases.jsonl"])
def test_export_gives_back_what_was_imported(name: str) -> None:
    given = read_data(name)
    assert import_all(*given).problems == []
    found = {each["id"]: each for each in to_records(InnovationPage.objects.all())}
    assert len(found) == len(given)
    for each in given:
        assert found[each["id"]] == each


def test_keys_stand_in_the_order_of_the_case_record() -> None:
    import_all(read_data("demo_cases.jsonl")[0])
    found = to_record(InnovationPage.objects.get())
    assert list(found)[:6] == ["id", "name", "spelled_out", "plain_title", "summary", "unit"]
    assert list(found)[-1] == "sources"


def test_what_is_unknown_is_left_out_and_zero_is_not() -> None:
    import_all(record(cost={"setup_idr": 0}, digital=False, staff=0))
    found = to_record(InnovationPage.objects.get())
    assert found == record(cost={"setup_idr": 0}, digital=False, staff=0)


def test_figures_keep_their_kind() -> None:
    outcome = {"indicator": "x", "unit": "y", "baseline": 114.9, "value": 2700, "value_max": 2700.000001}
    import_all(record(outcomes=[outcome], staff=2.5))
    found = to_record(InnovationPage.objects.get())
    assert found["outcomes"] == [outcome]
    assert isinstance(found["outcomes"][0]["value"], int)
    assert found["staff"] == 2.5


def test_a_draft_is_a_record_as_well() -> None:
    import_all(read_data("demo_cases.jsonl")[0])
    page = InnovationPage.objects.get()
    draft = page.latest_revision.as_object()
    draft.plain_title = "Judul baru"
    draft.section_idea = "Baris satu\r\nBaris dua"
    draft.outcomes.set([])
    found = to_record(draft)
    assert (found["plain_title"], found["sections"]["idea"]) == ("Judul baru", "Baris satu\nBaris dua")
    assert "outcomes" not in found
    assert sorted(found["sectors"]) == sorted(to_record(page)["sectors"])


def test_an_unsaved_page_is_a_record_as_well() -> None:
    import_all(record())
    unit = InnovationPage.objects.get().unit
    assert to_record(InnovationPage(title="Baru", unit=unit))["name"] == "Baru"


def test_many_records_cost_a_known_number_of_queries() -> None:
    import_all(*read_data("innovations.jsonl"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        many = list(to_records(InnovationPage.objects.order_by("pk")))
    assert len(many) == 78
    assert len(queries) <= 1 + QUERIES_A_BATCH
    assert many == [to_record(page) for page in InnovationPage.objects.order_by("pk")]


def test_the_canonical_text_does_not_depend_on_order() -> None:
    first: dict[str, Any] = {"id": "a", "sectors": ["health", "social"], "name": "é"}
    second: dict[str, Any] = {"name": "é", "sectors": ["social", "health"], "id": "a"}
    assert canonical_json(first) == canonical_json(second) == '{"id":"a","name":"é","sectors":["health","social"]}'
    assert record_sha256(first) == record_sha256(second)
    assert record_sha256(first) != record_sha256({**first, "name": "e"})


def test_only_what_everyone_may_read_is_exported() -> None:
    import_all(record("a"), record("b", unit={"name": "Lain"}))
    InnovationPage.objects.get(record_id="b").unpublish()
    assert [line[:10] for line in export_cases(exported_cases())] == ['{"id": "a"']
    assert len(list(export_cases(exported_cases(unpublished=True)))) == 2
    assert len(list(export_cases(exported_cases("lain", unpublished=True)))) == 1


def test_an_export_that_fails_leaves_no_half_file(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import_all(record())
    target = tmp_path / "a" / "kasus.jsonl"
    target.parent.mkdir()
    target.write_text("lama")

    def fail(record: dict[str, Any], folder: Any) -> int:
        raise OSError("penuh")

    monkeypatch.setattr("innovations.exporting._copy_files", fail)
    with pytest.raises(OSError, match="penuh"):
        export_to(exported_cases(), target)
    assert target.read_text() == "lama"
