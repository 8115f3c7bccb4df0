"""What is published is found; what is not public is not. Publishing never fails with the index."""

import shutil
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from innovations.models import InnovationPage, Tag
from search.finding import find, still_public
from search.indexer import drain, drain_or_build, rebuild, verify
from search.models import IndexEvent
from search.parameters import Parameters
from tests.factories import CaseFactory, DraftFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index():
    """An index that was built before anything was published."""
    rebuild()


def hits(q):
    now = timezone.now()
    return still_public(find(Parameters(q=q, page_size=100), now), now)


def found(q: str) -> set[str]:
    drain()
    return {one.hit.document.name for one in hits(q)}


def test_a_published_case_is_found_by_another_form_of_its_words():
    CaseFactory(title="Roda Dukcapil", plain_title="Layanan berkeliling ke desa terpencil")
    assert found("keliling desa") == {"Roda Dukcapil"}


def test_indexing_follows_the_commit_at_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        CaseFactory(title="Perahu Pintar")
    assert not IndexEvent.waiting().exists()


def test_a_draft_is_not_found_until_it_is_published():
    case = DraftFactory(title="Perahu Pintar")
    assert found("perahu") == set()
    case.save_revision().publish()
    assert found("perahu") == {"Perahu Pintar"}


def test_saving_a_draft_of_a_live_case_gives_the_index_nothing_to_do():
    case = CaseFactory(title="Perahu Pintar")
    drain()
    case.save_revision()
    assert not IndexEvent.waiting().exists()


def test_an_edit_of_a_live_case_shows_only_when_it_is_published():
    case = CaseFactory(title="Perahu Pintar")
    case.summary = "Guru berlayar membawa buku."
    revision = case.save_revision()
    assert found("berlayar") == set()
    revision.publish()
    assert found("layar buku") == {"Perahu Pintar"}


@pytest.mark.parametrize(
    "hide",
    [
        lambda case: case.unpublish(),
        lambda case: case.delete(),
        lambda case: PageViewRestriction.objects.create(page=case, restriction_type="login"),
        lambda case: PageViewRestriction.objects.create(page=case.get_parent(), restriction_type="login"),
        lambda case: PageViewRestriction.objects.create(
            page=case.get_parent().get_parent(), restriction_type="password"
        ),
        lambda case: InnovationPage.objects.get(pk=case.pk).get_parent().specific.delete(),
    ],
    ids=["unpublished", "deleted", "private", "unit private", "agency private", "unit page deleted"],
)
def test_what_is_no_longer_public_leaves_the_index(hide):
    case = CaseFactory(title="Perahu Pintar")
    assert found("perahu") == {"Perahu Pintar"}
    hide(case)
    assert found("perahu") == set()
    assert verify() == []
    assert not IndexEvent.waiting().exists()


def test_an_expired_case_is_not_found_though_its_page_is_still_live():
    case = CaseFactory(title="Perahu Pintar")
    case.expire_at = timezone.now() + timedelta(days=1)
    case.save_revision().publish()
    assert found("perahu") == {"Perahu Pintar"}
    later = find(Parameters(q="perahu"), timezone.now() + timedelta(days=2))
    assert (later.result.total, later.hits) == (0, ())


def test_a_renamed_unit_and_tag_are_found_by_their_new_names():
    unit = UnitFactory(name="Puskesmas Melati")
    case = CaseFactory(title="Perahu Pintar", unit=unit)
    case.tags = [Tag.objects.create(name="pulau kecil")]
    case.save_revision().publish()
    assert found("melati") == found("pulau kecil") == {"Perahu Pintar"}
    unit.name = "Puskesmas Kenanga"
    unit.save()
    Tag.objects.get().delete()
    assert found("kenanga") == {"Perahu Pintar"}
    assert found("melati") == set()
    assert found("pulau") == set()


def test_a_case_that_moves_to_another_unit_is_found_at_its_new_address():
    case = CaseFactory(title="Perahu Pintar")
    unit = UnitFactory(name="Puskesmas Kenanga")
    case.move(unit.page, pos="last-child")
    drain()
    [hit] = find(Parameters(q="perahu"), timezone.now()).hits
    assert hit.hit.document.url == InnovationPage.objects.get(pk=case.pk).get_url()


def test_a_unit_page_with_a_new_slug_gives_its_cases_new_addresses():
    case = CaseFactory(title="Perahu Pintar")
    page = case.get_parent().specific
    page.slug = "alamat-baru"
    page.save()
    drain()
    [hit] = find(Parameters(q="perahu"), timezone.now()).hits
    assert "/alamat-baru/" in hit.hit.document.url


def test_publishing_succeeds_while_the_index_can_not_be_written(settings, django_capture_on_commit_callbacks):
    shutil.rmtree(settings.SEARCH_INDEX_DIR)
    settings.SEARCH_INDEX_DIR.write_text("a file in the index's place")
    with django_capture_on_commit_callbacks(execute=True):
        CaseFactory(title="Perahu Pintar")
    assert InnovationPage.objects.live().count() == 1
    assert IndexEvent.waiting().exists()
    settings.SEARCH_INDEX_DIR.unlink()
    assert drain_or_build().pages > 0
    assert found("perahu") == {"Perahu Pintar"}
    assert not IndexEvent.waiting().exists()
