"""Between database and index: whatever happens in any order, they end up equal."""

import shutil
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from innovations.models import InnovationPage
from innovations.signals import cases_changed
from search import indexer, projection
from search.engines import get_engine
from search.engines.base import Removal
from search.finding import find, still_public, suggest
from search.indexer import MOST_TRIES, drain, drain_inline, drain_or_build, rebuild, verify
from search.models import IndexEvent
from search.parameters import Parameters
from search.queries import index_status
from tests.factories import CaseFactory, DraftFactory, UnitFactory

pytestmark = pytest.mark.django_db


def hits(q):
    now = timezone.now()
    return still_public(find(Parameters(q=q, page_size=100), now), now)


def found(q="perahu"):
    return {one.hit.document.page_id for one in hits(q)}


def public():
    """The public cases, reckoned without the product's own query for them."""
    restricted = [one.page.path for one in PageViewRestriction.objects.select_related("page")]
    return {
        case.pk
        for case in InnovationPage.objects.all()
        if case.live
        and not (case.expire_at and case.expire_at <= timezone.now())
        and not any(case.path.startswith(path) for path in restricted)
    }


def _case(choose):
    cases = list(InnovationPage.objects.order_by("pk"))
    return cases[choose % len(cases)] if cases else CaseFactory(title="Perahu")


def _edit(choose):
    case = _case(choose)
    case.summary = f"Perahu keluaran {choose}."
    case.save_revision()


def _publish(choose):
    case = _case(choose)
    case.summary = f"Perahu keluaran {choose}."
    case.save_revision().publish()


def _move(choose):
    case = _case(choose)
    case.move(UnitFactory().page, pos="last-child")


def _expire(choose):
    case = _case(choose)
    case.expire_at = timezone.now() + timedelta(days=choose % 3 - 1)
    case.save_revision().publish()


def _hide(choose):
    page = _case(choose)
    for _level in range(choose % 3):
        page = page.get_parent()
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def _show(_choose):
    for restriction in PageViewRestriction.objects.all():
        restriction.delete()


def _hide_unit(choose):
    _case(choose).get_parent().specific.unpublish(set_expired=False)


STEPS = {
    "make": lambda _choose: CaseFactory(title="Perahu"),
    "draft": lambda _choose: DraftFactory(title="Perahu"),
    "edit": _edit,
    "publish": _publish,
    "unpublish": lambda choose: _case(choose).unpublish(),
    "move": _move,
    "expire": _expire,
    "hide": _hide,
    "show": _show,
    "delete": lambda choose: _case(choose).delete(),
    "delete unit": lambda choose: _case(choose).get_parent().specific.delete(),
    "index": lambda _choose: drain(),
}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 20)), min_size=3, max_size=12))
def test_whatever_happens_only_public_cases_are_found(steps):
    with transaction.atomic():
        rebuild()
        CaseFactory(title="Perahu")
        for name, choose in steps:
            STEPS[name](choose)
            assert found() <= public(), "what is not public never shows, indexed or not"
        drain()
        assert found() == found("") == public()
        names = suggest("per", 100, timezone.now()).cases
        assert {one.document.page_id for one in names} == public()
        assert verify() == []
        transaction.set_rollback(True)


@pytest.fixture
def index():
    rebuild()


def test_a_poison_case_is_set_aside_and_stops_nobody(index, monkeypatch):
    poison, good = CaseFactory(title="Racun"), CaseFactory(title="Perahu")
    whole = projection._document

    def fails(page, *known):
        if page.pk == poison.pk:
            raise ValueError("not to be read")
        return whole(page, *known)

    monkeypatch.setattr(projection, "_document", fails)
    for _run in range(MOST_TRIES + 1):
        drain()
    assert found("") == {good.pk}
    assert not IndexEvent.waiting().exists()
    assert index_status().failed == IndexEvent.objects.filter(page_id=poison.pk).count()
    assert "not to be read" in IndexEvent.objects.filter(set_aside=True).first().error
    monkeypatch.undo()
    poison.save_revision().publish()
    drain()
    assert found("") == {good.pk, poison.pk}


def test_a_case_that_the_engine_chokes_on_stops_nobody(index, monkeypatch):
    poison, good = CaseFactory(title="Racun"), CaseFactory(title="Perahu")
    engine = get_engine()
    whole = engine.apply

    def chokes(changes):
        if any(change.page_id == poison.pk for change in changes):
            raise ValueError("too long")
        whole(changes)

    monkeypatch.setattr(engine, "apply", chokes)
    assert drain().failed == 1
    assert found("") == {good.pk}


def test_bulk_changes_are_indexed_after_the_commit(index, django_capture_on_commit_callbacks):
    case = CaseFactory(title="Kereta")
    drain()
    InnovationPage.objects.filter(pk=case.pk).update(title="Perahu")
    with django_capture_on_commit_callbacks(execute=True):
        cases_changed.send(InnovationPage, page_ids=[case.pk])
    assert found() == {case.pk}


def test_a_bulk_of_any_size_costs_what_it_brings_and_not_what_is_here(index):
    case = CaseFactory(title="Perahu")
    before = get_engine().status().generation
    IndexEvent.objects.bulk_create(IndexEvent(page_id=case.pk) for _number in range(1_000))
    drain_inline(patient=True)
    assert get_engine().status().generation == before
    assert not IndexEvent.waiting().exists()


def test_a_missing_index_is_built_by_the_process_that_publishes():
    case = CaseFactory(title="Perahu")
    drain_inline()
    assert found() == {case.pk}
    assert not IndexEvent.waiting().exists()


def test_what_is_published_during_a_rebuild_is_in_the_new_index(index, monkeypatch):
    CaseFactory(title="Perahu Satu")
    drain()
    whole = indexer.public_ids
    late = []

    def and_meanwhile():
        ids = whole()
        late.append(CaseFactory(title="Perahu Dua").pk)
        InnovationPage.objects.get(title="Perahu Satu").unpublish()
        drain()
        return ids

    monkeypatch.setattr(indexer, "public_ids", and_meanwhile)
    rebuild()
    assert found() == set(late)
    monkeypatch.undo()
    assert verify() == []


def test_verify_finds_a_tampered_index_and_mends_it(index, capsys):
    kept, lost = CaseFactory(title="Perahu"), CaseFactory(title="Kereta")
    drain()
    get_engine().apply([Removal(lost.pk, 10**9)])
    InnovationPage.objects.filter(pk=kept.pk).update(plain_title="Diubah tanpa jejak")
    ghost = CaseFactory(title="Hantu")
    drain()
    InnovationPage.objects.filter(pk=ghost.pk).update(live=False)
    assert {one.page_id for one in verify()} == {kept.pk, lost.pk, ghost.pk}
    with pytest.raises(CommandError):
        call_command("search_verify")
    call_command("search_verify", "--repair")
    assert verify() == []
    assert found("") == {kept.pk, lost.pk}


def test_verify_mends_an_index_that_can_not_be_opened(index, settings):
    CaseFactory(title="Perahu")
    drain()
    place = settings.SEARCH_INDEX_DIR
    (place / (place / "current").read_text() / "meta.json").write_text("{")
    with pytest.raises(CommandError):
        call_command("search_verify")
    call_command("search_verify", "--repair")
    assert found() == public()


def test_commands_say_how_the_index_stands(capsys):
    CaseFactory(title="Perahu")
    with pytest.raises(CommandError):
        call_command("search_status")
    call_command("search_index")
    call_command("search_status")
    assert _("cases: %(count)s") % {"count": 1} in capsys.readouterr().out
    assert drain_or_build().pages == 0


def test_rows_that_were_done_long_ago_are_forgotten(index):
    CaseFactory(title="Perahu")
    drain_or_build()
    old, *_rest = IndexEvent.objects.order_by("id")
    IndexEvent.objects.filter(pk=old.pk).update(done_at=timezone.now() - timedelta(days=8))
    drain_or_build()
    assert not IndexEvent.objects.filter(pk=old.pk).exists()
    assert verify() == []


def test_mending_says_why_it_cannot(index, settings):
    shutil.rmtree(settings.SEARCH_INDEX_DIR)
    settings.SEARCH_INDEX_DIR.write_text("no folder")
    with pytest.raises(CommandError, match=r"File exists|Not a directory"):
        call_command("search_verify", "--repair")
