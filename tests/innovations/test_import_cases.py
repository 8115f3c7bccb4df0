"""What an import does: all or nothing, published at once, nothing twice, nothing edited here lost."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from common.models import Event
from innovations.models import ImportedRecord, InnovationPage, Tag
from innovations.record import PART_MODELS, canonical_json, to_record
from innovations.signals import cases_changed
from tests.innovations.records import import_all, read_data, record
from units.models import Agency, ServiceUnit

pytestmark = pytest.mark.django_db


def the_case(record_id: str = "uji-1") -> InnovationPage:
    return InnovationPage.objects.get(record_id=record_id)


def test_a_case_is_published_under_its_unit() -> None:
    report = import_all(read_data("demo_cases.jsonl")[0])
    case = InnovationPage.objects.get()
    assert (report.created, report.new_units, report.written) == (1, 1, True)
    assert case.live
    assert case.get_url().startswith("/unit/pemerintah-kabupaten-contoh-seribu-karang/")
    assert case.get_parent().specific.unit == case.unit
    assert case.first_published_at is not None
    case.full_clean()
    assert Page.find_problems() == ([], [], [], [], [])
    assert case.get_parent().numchild == 1


def test_an_imported_case_has_what_the_editor_needs() -> None:
    import_all(read_data("demo_cases.jsonl")[0])
    case = InnovationPage.objects.get()
    assert case.latest_revision == case.live_revision
    assert not case.has_unpublished_changes
    draft = case.get_latest_revision_as_object()
    draft.title = "Nama baru"
    draft.save_revision().publish()
    case.refresh_from_db()
    assert case.title == "Nama baru"
    assert case.outcomes.count() == len(read_data("demo_cases.jsonl")[0]["outcomes"])
    actions = PageLogEntry.objects.filter(page=case.pk).values_list("action", flat=True)
    assert {"wagtail.create", "wagtail.publish"} <= set(actions)


def test_the_index_of_references_is_as_wagtail_would_write_it() -> None:
    given = read_data("demo_cases.jsonl")
    import_all(*given)
    cases = InnovationPage.objects.all()[:3]
    assert len(cases) == 3
    for case in cases:
        rows = ReferenceIndex.objects.filter(object_id=str(case.pk))
        before = set(rows.values_list("to_object_id", "content_path", "content_type", "to_content_type"))
        assert before
        ReferenceIndex.create_or_update_for_object(case)
        assert set(rows.values_list("to_object_id", "content_path", "content_type", "to_content_type")) == before


def test_the_same_file_twice_changes_nothing() -> None:
    given = read_data("innovations.jsonl")
    import_all(*given)
    heard: list[int] = []
    cases_changed.connect(lambda page_ids, **kwargs: heard.extend(page_ids), weak=False, dispatch_uid="test")
    before = (Revision.objects.count(), Page.objects.count(), Event.objects.count(), PageLogEntry.objects.count())
    report = import_all(*given)
    cases_changed.disconnect(dispatch_uid="test")
    after = (Revision.objects.count(), Page.objects.count(), Event.objects.count(), PageLogEntry.objects.count())
    assert (report.unchanged, report.writes, heard) == (78, 0, [])
    assert after == before


def test_a_changed_record_updates_the_case_and_keeps_its_address() -> None:
    import_all(record(sectors=["health"], tags=["jiwa"]))
    url, published = the_case().get_url(), the_case().first_published_at
    report = import_all(record(name="Nama Lain", sectors=["social"], started_on="2019"))
    case = the_case()
    assert (report.updated, report.created) == (1, 0)
    assert (case.title, case.draft_title, case.started_on) == ("Nama Lain", "Nama Lain", "2019")
    assert ([term.pk for term in case.sectors.all()], case.tags.count()) == (["social"], 0)
    assert (case.get_url(), case.first_published_at) == (url, published)
    assert case.latest_revision.as_object().title == "Nama Lain"


def test_search_hears_of_every_case_that_was_written() -> None:
    heard: list[int] = []
    cases_changed.connect(lambda page_ids, **kwargs: heard.extend(page_ids), weak=False, dispatch_uid="test")
    import_all(record("a"), record("b"))
    cases_changed.disconnect(dispatch_uid="test")
    assert sorted(heard) == sorted(InnovationPage.objects.values_list("pk", flat=True))


def _edit(case: InnovationPage, *, publish: bool) -> None:
    draft = case.get_latest_revision_as_object()
    draft.plain_title = "Diubah di sini"
    revision = draft.save_revision()
    if publish:
        revision.publish()


@pytest.mark.parametrize("publish", [True, False])
def test_a_case_edited_here_is_reported_and_left(publish: bool) -> None:
    import_all(record())
    _edit(the_case(), publish=publish)
    report = import_all(record(plain_title="Dari berkas"))
    assert (report.left, report.updated) == (["uji-1"], 0)
    assert the_case().get_latest_revision_as_object().plain_title == "Diubah di sini"
    report = import_all(record(plain_title="Dari berkas"), overwrite=True)
    case = the_case()
    assert (report.left, report.updated) == ([], 1)
    assert (case.plain_title, case.has_unpublished_changes) == ("Dari berkas", False)


def test_a_case_taken_offline_here_stays_offline() -> None:
    import_all(record())
    the_case().unpublish()
    assert import_all(record()).left == ["uji-1"]
    assert not the_case().live
    import_all(record(), overwrite=True)
    assert the_case().live


def test_opening_and_saving_without_a_change_is_no_edit() -> None:
    import_all(record(service_modes=["online", "outreach"], sections={"idea": "Satu.\n\nDua."}))
    draft = the_case().get_latest_revision_as_object()
    draft.section_idea = draft.section_idea.replace("\n", "\r\n")
    draft.save_revision().publish()
    assert import_all(record(plain_title="Dari berkas")).updated == 1


def test_a_case_that_was_made_here_is_not_overwritten() -> None:
    import_all(record())
    ImportedRecord.objects.all().delete()
    assert import_all(record(plain_title="Dari berkas")).left == ["uji-1"]


def test_one_fault_stops_all_unless_asked() -> None:
    bad = record("b", stage="x")
    assert not import_all(record("a"), bad).written
    assert InnovationPage.objects.count() == ServiceUnit.objects.count() == Agency.objects.count() == 0
    report = import_all(record("a"), bad, partial=True)
    assert (report.created, report.refused, len(report.problems)) == (1, 1, 1)


def test_a_copy_of_a_faulty_record_is_not_imported_alone() -> None:
    report = import_all(record("a", replicates="b"), record("b", stage="x"), record("c"), partial=True)
    assert [(problem.record_id, problem.key) for problem in report.problems] == [("a", "replicates"), ("b", "stage")]
    assert report.created == 1


def test_copies_may_stand_before_their_originals() -> None:
    import_all(record("c", replicates="b"), record("b", replicates="a"), record("a"))
    assert the_case("c").replicates.record_id == "b"
    assert the_case("b").replicates.record_id == "a"
    assert to_record(the_case("c").latest_revision.as_object())["replicates"] == "b"


def test_a_dry_run_reports_and_writes_nothing() -> None:
    report = import_all(*read_data("innovations.jsonl"), dry_run=True)
    assert (report.created, report.new_units, report.written) == (78, 60, False)
    assert InnovationPage.objects.count() == ServiceUnit.objects.count() == 0


def test_blanks_of_a_known_unit_are_filled() -> None:
    name = {"name": "RSJD, contoh", "region": "33.72"}
    import_all(record("a", unit=name))
    report = import_all(record("b", unit={**name, "name": "RSJD Contoh", "type": "hospital"}))
    unit = ServiceUnit.objects.get()
    assert (unit.name, unit.type, report.new_units) == ("RSJD, contoh", "hospital", 0)
    assert import_all(record("a", unit=name)).unchanged == 1


def test_units_of_one_name_in_two_places_are_two() -> None:
    import_all(record("a", unit={"name": "Satpol", "region": "33.72"}), record("b", unit={"name": "Satpol"}))
    assert ServiceUnit.objects.count() == 2


def test_one_name_twice_in_a_unit_gets_two_addresses() -> None:
    import_all(record("a"), record("b"), record("c"))
    assert [the_case(key).slug for key in "abc"] == [f"payjem-pas-ngamuk{end}" for end in ("", "-2", "-3")]


def test_a_case_moves_with_its_unit() -> None:
    import_all(record(), record("lain"))
    report = import_all(record(unit={"name": "Unit Baru"}))
    case = the_case()
    assert (report.updated, case.unit.name, case.get_parent().title) == (1, "Unit Baru", "Unit Baru")
    assert Page.find_problems() == ([], [], [], [], [])


def test_tags_have_one_spelling() -> None:
    import_all(record("a", tags=["KTP-el"]), record("b", tags=["ktp el"]))
    assert Tag.objects.get().cases.count() == 2


def test_an_imported_case_is_as_one_that_was_published_by_hand() -> None:
    given = read_data("demo_cases.jsonl")[0]
    import_all(given)
    imported = InnovationPage.objects.get()
    data = {**imported.serializable_data(), "pk": None, "path": "", "live": False, "slug": "tangan"}
    data |= {"record_id": "tangan", "translation_key": str(uuid.uuid4()), "url_path": "", "live_revision": None}
    for name in PART_MODELS:
        data[name] = [{**part, "pk": None, "page": None} for part in data[name]]
    by_hand = InnovationPage.from_serializable_data(data)
    imported.get_parent().add_child(instance=by_hand)
    by_hand.save_revision(log_action=True).publish()
    by_hand.refresh_from_db()
    imported.refresh_from_db()
    own = {"id", "page_ptr", "path", "slug", "url_path", "record_id", "translation_key", "index_entries"}
    for column in InnovationPage._meta.concrete_fields:
        if column.name not in own and not column.name.endswith(("_at", "revision")):
            assert getattr(imported, column.attname) == getattr(by_hand, column.attname), column.name
    assert set(imported.latest_revision.content) == set(by_hand.latest_revision.content)
    assert imported.latest_revision.object_str == by_hand.latest_revision.object_str
    assert canonical_json({**to_record(imported), "id": ""}) == canonical_json({**to_record(by_hand), "id": ""})
    assert imported.get_url().rsplit("/", 2)[0] == by_hand.get_url().rsplit("/", 2)[0]


def _queries(*records: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert import_all(*records).created == len(records)
    return len(captured)


def test_the_cost_of_a_record_stays_flat() -> None:
    def many(count: int, start: int) -> list[Any]:
        return [record(f"uji-{number}", sectors=["health"]) for number in range(start, start + count)]

    first = _queries(*many(10, 0))
    assert _queries(*many(60, 100)) <= first + 10
    assert _queries(*many(10, 200)) <= first + 10


def test_units_that_have_cases_already_cost_no_query_each() -> None:
    def of_units(count: int, name: str) -> list[Any]:
        return [record(f"{name}-{number}", unit={"name": f"Unit {number}"}) for number in range(count)]

    _queries(*of_units(60, "a"))
    assert _queries(*of_units(60, "b")) <= _queries(*of_units(10, "c")) + 5
