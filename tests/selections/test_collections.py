"""Collections: kept by buttons and lists, read by their owner and, where shared, by the unit's members."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from selections.collecting import actions
from selections.collecting.actions import add_cases, move_case, open_collection
from selections.collecting.errors import CollectionError
from selections.models import CollectedCase, Collection
from tests.factories import CaseFactory, DraftFactory, MemberFactory, UserFactory, log_in
from tests.site.pages import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def case():
    return CaseFactory(title="Perahu Sehat")


@pytest.fixture
def collection(member, case):
    """A collection of a unit's member with one case."""
    kept = open_collection(member.user, "Jemput bola")
    add_cases(kept, [case.pk])
    return kept


def _soup(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def _sent(form):
    return {field["name"]: field["value"] for field in form.select("input[name], button[name]")}


def _kept(person):
    return list(CollectedCase.objects.filter(collection__owner=person).values_list("collection__name", "case"))


def test_the_button_of_a_case_keeps_it_once_and_takes_it_out_again(client, case):
    assert _soup(client, case.url).select(".collect") == [], "without an account there is nothing to press"
    person = log_in(client, UserFactory())
    (form,) = _soup(client, case.url).select(".collect form")
    for _twice in range(2):
        assert client.post(form["action"], _sent(form))["Location"] == case.url
    assert _kept(person) == [("Simpanan saya", case.pk)]
    (form,) = _soup(client, case.url).select(".collect form")
    assert client.post(form["action"], _sent(form))["Location"] == case.url
    assert _kept(person) == []


def test_cases_that_are_ticked_in_a_list_are_kept_in_a_collection_of_choice(client, collection, member):
    others = [CaseFactory(), CaseFactory()]
    log_in(client, member.user)
    assert len(_soup(client, "/inovasi/").select("input[name=kasus][form=picked]")) == 3
    page = _soup(client, f"/koleksi/tambah/?kasus={others[1].pk}&kasus={others[0].pk}&kasus=x")
    assert "tidak dipublikasikan di sini" in page.text
    assert len(page.select("main input[name=kasus]")) == 2
    keys = [one.pk for one in others]
    client.post("/koleksi/tambah/", {"kasus": keys, "collection": collection.pk})
    assert list(collection.items.values_list("case", flat=True))[1:] == keys
    client.post("/koleksi/tambah/", {"kasus": keys, "name": "Lain"})
    assert Collection.objects.get(name="Lain").items.count() == 2


def test_what_is_not_public_cannot_be_kept(client, member):
    log_in(client, member.user)
    draft = DraftFactory(unit=member.unit)
    for key in (draft.pk, "x", "²", "9" * 30, ""):
        assert client.post("/koleksi/tambah/", {"kasus": key}).status_code == 200
    assert _kept(member.user) == []


def test_keeping_in_the_collection_of_another_is_refused(client, collection):
    log_in(client, UserFactory())
    answer = client.post("/koleksi/tambah/", {"kasus": CaseFactory().pk, "collection": collection.pk})
    assert answer.status_code == 200
    assert collection.items.count() == 1


def test_a_case_that_is_no_longer_public_says_so_without_its_content(client, collection, member, case):
    CollectedCase.objects.update(note="Tanya biayanya")
    case.unpublish()
    log_in(client, member.user)
    address = f"/koleksi/{collection.pk}/"
    for place in (address, f"{address}koleksi.csv"):
        text = client.get(place).content.decode()
        assert "tidak lagi dipublikasikan" in text
        assert "Tanya biayanya" in text
        assert case.title not in text
        assert case.plain_title not in text
    case.delete()
    assert "Tanya biayanya" in client.get(address).text


def test_notes_and_order_are_the_owners(client, collection, member):
    add_cases(collection, [CaseFactory().pk, CaseFactory().pk])
    log_in(client, member.user)
    first, second, third = collection.items.all()
    place = f"/koleksi/{collection.pk}/isi/"
    client.post(f"{place}{third.pk}/", {"up": "1", "note": "Naik, dan dicatat"})
    client.post(f"{place}{first.pk}/", {"up": "1"})
    client.post(f"{place}{second.pk}/", {"down": "1"})
    assert list(collection.items.all()) == [first, third, second]
    third.refresh_from_db()
    assert third.note == "Naik, dan dicatat"
    client.post(f"{place}{third.pk}/", {"note": "Paling murah"})
    third.refresh_from_db()
    assert third.note == "Paling murah"
    answer = client.post(f"{place}{third.pk}/", {"note": "a" * 2001}, follow=True)
    assert "2000" in answer.text
    client.post(f"{place}{third.pk}/", {"remove": "1"})
    assert collection.items.count() == 2


def test_the_last_stays_the_last(collection):
    item = collection.items.get()
    move_case(item, up=False)
    move_case(item, up=True)
    assert collection.items.get().position == 1


@pytest.mark.parametrize(
    ("who", "private", "shared"),
    [
        ("anonymous", 302, 302),
        ("nobody", 404, 404),
        ("other_unit", 404, 404),
        ("local_admin", 404, 404),
        ("moderator", 404, 404),
        ("operator", 404, 404),
        ("left", 404, 404),
        ("colleague", 404, 200),
        ("owner", 200, 200),
    ],
)
def test_private_is_private_and_shared_is_for_the_units_members(client, collection, member, who, private, shared):
    unit = member.unit
    made = {
        "nobody": UserFactory,
        "other_unit": lambda: MemberFactory().user,
        "local_admin": lambda: MemberFactory(role="local_admin", agency=unit.agency).user,
        "moderator": lambda: MemberFactory(role="moderator").user,
        "operator": lambda: UserFactory(is_superuser=True),
        "left": lambda: _left(unit),
        "colleague": lambda: MemberFactory(unit=unit).user,
        "owner": lambda: member.user,
    }
    if who != "anonymous":
        log_in(client, made[who]())
    for unit_that_reads, expected in ((None, private), (unit, shared)):
        Collection.objects.update(shared_with_unit=unit_that_reads)
        for place in ("", "koleksi.csv", "koleksi.xlsx"):
            assert client.get(f"/koleksi/{collection.pk}/{place}").status_code == expected, place
        listed = client.get("/koleksi/", follow=True).text
        assert (collection.name in listed) == (expected == 200)


def _left(unit):
    membership = MemberFactory(unit=unit)
    membership.ended_at = timezone.now()
    membership.save()
    return membership.user


@pytest.mark.parametrize("number", ["0", "9" * 20, "9" * 4400], ids=["zero", "large", "endless"])
@pytest.mark.parametrize("place", ["", "ubah/", "koleksi.csv"], ids=["page", "form", "table"])
def test_a_collection_beyond_all_numbers_is_not_found(client, number, place):
    log_in(client, UserFactory())
    assert client.get(f"/koleksi/{number}/{place}").status_code == 404


@pytest.mark.parametrize("shared", [False, True])
def test_only_the_owner_changes_a_collection(client, collection, member, shared):
    Collection.objects.update(shared_with_unit=member.unit if shared else None)
    log_in(client, MemberFactory(unit=member.unit).user)
    item, place = collection.items.get(), f"/koleksi/{collection.pk}/"
    assert client.get(f"{place}ubah/").status_code == 404
    for address in ("ubah/", "hapus/", f"isi/{item.pk}/"):
        assert client.post(place + address, {"name": "Lain", "remove": "1"}).status_code == 404
    assert Collection.objects.get().name == "Jemput bola"
    assert collection.items.count() == 1


def test_an_item_is_reached_by_its_own_collection_alone(client, collection, member):
    mine = open_collection(log_in(client, UserFactory()), "Punyaku")
    item = collection.items.get()
    assert client.post(f"/koleksi/{mine.pk}/isi/{item.pk}/", {"remove": "1"}).status_code == 404


def test_it_is_shared_with_an_own_unit_alone(client, collection, member):
    log_in(client, member.user)
    address = f"/koleksi/{collection.pk}/ubah/"
    other = MemberFactory().unit
    assert client.post(address, {"name": "Jemput bola", "shared_with_unit": other.pk}).status_code == 200
    assert Collection.objects.get().shared_with_unit is None
    assert client.post(address, {"name": "Jemput bola", "shared_with_unit": member.unit.pk}).status_code == 302
    assert Collection.objects.get().shared_with_unit == member.unit
    client.post(f"/koleksi/{collection.pk}/hapus/")
    assert not Collection.objects.exists()


def test_a_name_is_given_once(client, collection, member):
    log_in(client, member.user)
    answer = client.post("/koleksi/baru/", {"name": "Jemput bola"})
    assert "Pilih nama lain" in answer.text
    assert client.post("/koleksi/baru/", {"name": "Loket"}).status_code == 302
    log_in(client, UserFactory())
    assert client.post("/koleksi/baru/", {"name": "Loket"}).status_code == 302, "of another person it is another"


def test_there_is_an_end_to_how_much_is_kept(client, collection, member, monkeypatch):
    monkeypatch.setattr(actions, "MOST_CASES", 1)
    monkeypatch.setattr(actions, "MOST_COLLECTIONS", 1)
    with pytest.raises(CollectionError, match="paling banyak 1 inovasi"):
        add_cases(collection, [CaseFactory().pk])
    with pytest.raises(CollectionError, match="sudah punya 1 koleksi"):
        open_collection(member.user, "Kedua")
    assert open_collection(member.user, "Jemput bola") == collection
    log_in(client, member.user)
    assert "sudah punya 1 koleksi" in client.post("/koleksi/baru/", {"name": "Kedua"}).text
    assert client.post(f"/koleksi/{collection.pk}/ubah/", {"name": "Lain"}).status_code == 302
    assert Collection.objects.get().name == "Lain"


def test_a_collection_costs_the_same_whatever_it_holds(client, collection, member):
    log_in(client, member.user)
    address = f"/koleksi/{collection.pk}/"
    few = queries(client, address)
    add_cases(collection, [CaseFactory().pk for _one in range(5)])
    assert queries(client, address) == few


@pytest.mark.parametrize(
    ("role", "reads"), [("panel", True), ("secretariat", True), ("evaluator", False), (None, False)]
)
def test_a_collection_for_a_round_is_read_by_its_panel_and_secretariat(client, make_round, seated, role, reads):
    held = make_round()
    owner = seated(held, "panel")
    shared = open_collection(owner, "Untuk musyawarah")
    log_in(client, owner)
    client.post(f"/koleksi/{shared.pk}/ubah/", {"name": "Untuk musyawarah", "note": "", "shared_with_round": held.pk})
    reader = log_in(client, seated(held, role) if role else UserFactory())
    assert client.get(f"/koleksi/{shared.pk}/").status_code == (200 if reads else 404)
    assert Collection.objects.shared_with(reader).exists() == reads


def test_a_round_is_offered_to_those_alone_who_sit_in_its_panel(client, make_round, collection, member):
    held = make_round()
    log_in(client, member.user)
    address = f"/koleksi/{collection.pk}/ubah/"
    assert b"shared_with_round" not in client.get(address).content
    client.post(address, {"name": "Jemput bola", "note": "", "shared_with_round": held.pk})
    collection.refresh_from_db()
    assert collection.shared_with_round is None
