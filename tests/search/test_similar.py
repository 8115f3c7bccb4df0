"""Cases like a case, and like what is being written."""

import pytest
from django.urls import reverse
from django.utils import timezone

from innovations.similar import similar_cases, texts_of
from search import similar
from search.errors import SearchUnavailable
from search.indexer import rebuild
from tests.factories import CaseFactory, DraftFactory, MemberFactory, log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cases():
    """Three boats that bring health, one record office, one draft."""
    made = {
        "perahu": CaseFactory(
            title="Klotok", plain_title="Perahu imunisasi bagi desa sungai", summary="Perahu pasang."
        ),
        "kapal": CaseFactory(title="Kole", plain_title="Perahu kecil untuk imunisasi kampung rawa", summary="Perahu."),
        "akta": CaseFactory(title="Jadi", plain_title="Akta selesai dalam satu jam", summary="Loket cepat."),
        "draf": DraftFactory(title="Rahasia", plain_title="Perahu imunisasi bagi desa danau", summary="Perahu."),
    }
    rebuild()
    return made


def test_a_case_page_names_the_cases_like_it_and_not_itself(client, cases):
    html = client.get(cases["perahu"].url).content.decode()
    section = html[html.index('id="similar-title"') :]
    assert "Perahu kecil untuk imunisasi kampung rawa" in section
    for other in ("Perahu imunisasi bagi desa sungai", "Akta selesai dalam satu jam", "desa danau"):
        assert other not in section.partition("</section>")[0]


def test_a_case_like_no_other_says_nothing(client, cases):
    assert 'id="similar-title"' not in client.get(cases["akta"].url).content.decode()


def test_a_draft_finds_what_is_published(cases):
    draft = cases["draf"]
    assert [card.name for card in similar_cases(texts_of(draft, draft.tags.all()), draft.pk)] == ["Klotok", "Kole"]


def test_what_expired_or_was_hidden_a_moment_ago_is_left_out(cases):
    kapal = cases["kapal"]
    type(kapal).objects.filter(pk=kapal.pk).update(expire_at=timezone.now())
    perahu = cases["perahu"]
    assert similar_cases(texts_of(perahu, perahu.tags.all()), perahu.pk) == []


def test_without_an_engine_nothing_is_alike_and_the_page_stands(client, cases, monkeypatch):
    def broken():
        raise SearchUnavailable("uji")

    monkeypatch.setattr(similar, "get_engine", broken)
    answer = client.get(cases["perahu"].url)
    assert answer.status_code == 200
    assert 'id="similar-title"' not in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"plain_title": "Imunisasi dengan perahu"}, {"Klotok", "Kole"}),
        ({"plain_title": "Imunisasi dengan perahu", "page": "OWN"}, {"Kole"}),
        ({"plain_title": "Imunisasi dengan perahu", "page": "12 OR 1"}, {"Klotok", "Kole"}),
        ({"plain_title": "\x00", "summary": "perahu " * 5_000}, {"Klotok", "Kole"}),
        ({"plain_title": ""}, set()),
        ({}, set()),
    ],
)
def test_the_editor_is_told_while_writing(client, cases, typed, found):
    log_in(client, MemberFactory().user)
    own = str(cases["perahu"].pk)
    answer = client.post(reverse("similar_cases"), {key: own if text == "OWN" else text for key, text in typed.items()})
    assert answer.status_code == 200
    assert {title for title in ("Klotok", "Kole", "Jadi", "Rahasia") if title in answer.content.decode()} == found


def test_the_editor_of_a_saved_draft_shows_them(client, cases):
    draft = cases["draf"]
    log_in(client, MemberFactory(unit=draft.unit).user)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "Perahu kecil untuk imunisasi kampung rawa" in html
    assert f'data-page="{draft.pk}"' in html


def test_strangers_ask_in_vain(client):
    assert client.post(reverse("similar_cases"), {"plain_title": "perahu"}).status_code == 302
