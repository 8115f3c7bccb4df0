"""The latest texts of many cases, read together."""

import pytest

from innovations.drafts import latest_drafts
from innovations.models import Award, CaseFile, CasePicture, InnovationPage, Tag
from innovations.models.taxonomy import Goal
from innovations.record import to_record
from tests.factories import AttachmentFactory, CaseFactory, PictureFactory
from tests.innovations.editing import ready_case

pytestmark = pytest.mark.django_db


def changed_draft(unit, number, **fields):
    """Return a live case whose draft differs from it in every part."""
    case = ready_case(unit, title=f"Kasus {number}", **fields)
    case.get_latest_revision().publish()
    draft = case.get_latest_revision_as_object()
    draft.plain_title = f"Judul baru {number}"
    draft.tags = [Tag.objects.get_or_create(name="KTP-el")[0], Tag.objects.create(name=f"tag {number}")]
    draft.sdgs = [Goal.objects.first()]
    draft.awards = [Award(scheme="kipp", year=2020)]
    draft.pictures = [CasePicture(image=PictureFactory(), title="Perahu", alt="Perahu di dermaga")]
    draft.documents = [CaseFile(document=AttachmentFactory(), title="SOP")]
    draft.replicates = CaseFactory(unit=unit)
    draft.save_revision()
    case.refresh_from_db()
    return case


def test_they_say_what_each_revision_says(unit):
    cases = [changed_draft(unit, number) for number in range(3)]
    cases.append(ready_case(unit, title="Belum terbit"))
    records = [to_record(case.get_latest_revision_as_object()) for case in cases]
    assert [to_record(draft) for draft in latest_drafts(cases)] == records
    assert records[0]["plain_title"] == "Judul baru 0"


def test_many_cost_what_one_costs(unit, django_assert_num_queries):
    keys = [changed_draft(unit, number).pk for number in range(4)]
    cases = list(InnovationPage.objects.select_related("unit__agency").filter(pk__in=keys))
    for some in (cases[:1], cases):
        with django_assert_num_queries(9):
            drafts = latest_drafts(some)
        with django_assert_num_queries(0):
            assert [to_record(draft)["documents"][0]["title"] for draft in drafts] == ["SOP"] * len(some)


def test_a_file_that_is_gone_is_left_out(unit):
    case = changed_draft(unit, 1)
    draft = case.get_latest_revision_as_object()
    draft.pictures.get().image.delete()
    draft.documents.get().document.delete()
    (read,) = latest_drafts([case])
    assert (read.pictures.count(), read.documents.count(), read.awards.count()) == (0, 0, 1)


def test_a_case_without_a_revision_is_returned_as_it_is(unit):
    case = ready_case(unit)
    case.latest_revision = None
    assert latest_drafts([case]) == [case]
