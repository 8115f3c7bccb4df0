"""Why a case stands where it does, and what other weights would do: the command and the moderators' pages."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from innovations.models import InnovationPage
from search.cms.weights import WeightsForm
from search.indexer import rebuild
from search.weights import DECLARED
from tests.factories import CaseFactory, MemberFactory, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _cases(module_index):
    made = [
        CaseFactory(title="Perahu Pintar", summary="Sekolah di laut.", record_id="uji-1"),
        CaseFactory(title="Sekolah Keliling", summary="Guru naik perahu.", record_id="uji-2"),
        CaseFactory(title="Loket", summary="Antre tanpa kertas.", record_id="uji-3"),
    ]
    rebuild()
    return made


@pytest.fixture
def cases(_cases, indexed):
    return [InnovationPage.objects.get(pk=case.pk) for case in _cases]


@pytest.fixture
def moderator(client):
    log_in(client, MemberFactory(role="moderator").user)
    return client


def explained(*arguments, capsys):
    call_command("search_explain", *arguments)
    return capsys.readouterr().out


def test_the_command_prints_what_was_read_and_the_parts(cases, capsys):
    CaseFactory(title="Dermaga", summary="Kapal singgah.")
    rebuild()
    out = explained("perahu", "uji-1", capsys=capsys)
    assert out.startswith("perahu: ")
    assert "kapal" in out.splitlines()[0]
    assert "nama: perahu" in out
    assert "jumlah" in out.splitlines()[-1]


def test_the_command_says_that_a_case_is_not_found(cases, capsys):
    assert "tidak menemukannya" in explained("perahu", "uji-3", capsys=capsys)


@pytest.mark.parametrize("ruin", ["no such case", "no index"])
def test_the_command_says_why_it_cannot(cases, settings, tmp_path, ruin):
    if ruin == "no index":
        settings.SEARCH_INDEX_DIR = tmp_path / "elsewhere"
    with pytest.raises(CommandError, match="x-9" if ruin == "no such case" else "dibangun"):
        call_command("search_explain", "perahu", "x-9" if ruin == "no such case" else "uji-1")


def test_the_page_lists_hits_and_explains_the_chosen_one(moderator, cases):
    page = moderator.get(reverse("scores:index"), {"q": "perahu"})
    assert [one.hit.document.name for one in page.context["found"].hits] == ["Perahu Pintar", "Sekolah Keliling"]
    page = moderator.get(reverse("scores:index"), {"q": "perahu", "case": cases[0].pk})
    assert page.context["score"].found
    assert "perahu" in {word for _label, word, _score, _places in page.context["parts"]}
    assert "Perahu Pintar" in page.content.decode()


def test_a_case_that_the_search_misses_is_explained_too(moderator, cases):
    page = moderator.get(reverse("scores:index"), {"q": "perahu", "case": cases[2].pk})
    assert page.context["score"].found is False


@pytest.mark.parametrize("asked", [{}, {"q": ""}, {"q": "x", "case": "99999"}, {"q": "x", "case": "y"}])
def test_what_can_not_be_explained_is_no_error(moderator, cases, asked):
    assert moderator.get(reverse("scores:index"), asked).status_code == 200


def test_without_an_engine_the_page_says_why(moderator):
    assert moderator.get(reverse("scores:index"), {"q": "perahu"}).context["reason"]


@pytest.fixture
def judged(tmp_path, settings):
    file = tmp_path / "judged.jsonl"
    lines = [
        {"query": "perahu", "kind": "word", "grades": {"uji-2": 3, "elsewhere": 3}},
        {"query": "kereta", "kind": "word", "grades": {"elsewhere": 3}},
    ]
    file.write_text("\n".join(map(json.dumps, lines)))
    settings.SEARCH_JUDGED = file
    return file


def declared():
    return {name: str(field.initial) for name, field in WeightsForm().fields.items()}


def test_the_form_has_every_weight_and_gives_them_back():
    form = WeightsForm(declared())
    assert form.is_valid()
    assert form.weights() == DECLARED


def test_other_weights_are_tried_on_the_judged_queries_that_this_site_can_answer(moderator, cases, judged):
    page = moderator.post(reverse("weights:index"), declared() | {"fields.summary": "90"})
    [word, together] = page.context["compared"]
    assert (word.kind, word.before.queries, str(together.kind)) == ("word", 1, "semuanya")
    assert (round(word.before.ndcg, 2), word.after.ndcg) == (0.63, 1.0)
    assert [query for query, _before, _after in page.context["changed"]] == ["perahu"]
    assert moderator.post(reverse("weights:index"), declared()).context["compared"][0].change == 0


@pytest.mark.parametrize("value", ["", "-1", "101", "x", "nan", "inf"])
def test_no_weight_is_taken_that_is_no_weight(moderator, judged, value):
    page = moderator.post(reverse("weights:index"), declared() | {"whole_name.": value})
    assert "whole_name." in page.context["form"].errors
    assert "compared" not in page.context


def test_where_nothing_is_judged_the_page_says_so(moderator, judged, cases):
    judged.unlink()
    assert moderator.post(reverse("weights:index"), declared()).context["reason"]


@pytest.mark.parametrize("role", ["contributor", "verifier", "head", "local_admin"])
@pytest.mark.parametrize("name", ["scores:index", "weights:index"])
def test_members_reach_none_of_it(client, role, name):
    log_in(client, MemberFactory(role=role).user)
    assert client.get(reverse(name)).status_code == 404
