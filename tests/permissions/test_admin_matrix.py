"""Every address of the CMS × role × own and other unit, by GET and by POST with foreign ids.

Nothing of another unit's may be seen in an answer, nothing of it may change. A new
address (of a room or of a new Wagtail) without a decision in the gate fails here.
"""

from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from wagtail.models import Collection

from tests.factories import MemberFactory, UserFactory, log_in
from tests.permissions.admin_urls import Address, admin_addresses, fill
from tests.permissions.asking import StillIn, Written
from tests.permissions.two_units import World
from units.gate import GATE, anyone
from units.gate.table import is_decided

pytestmark = pytest.mark.django_db

OWN, OTHER = "KATAKAMI", "RAHASIALAIN"
OPEN_TO_ALL = {
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_logout",
    "wagtail_logout_door",
    "",
}
OUTSIDERS = ("contributor", "verifier", "head", "local admin", "no role")


def _addresses():
    return admin_addresses()


@pytest.fixture
def own():
    return World(OWN)


@pytest.fixture
def other():
    return World(OTHER)


@pytest.fixture(params=OUTSIDERS)
def outsider(request, own):
    """A person who belongs to the own unit (or its agency) and not to the other."""
    people = {
        "contributor": lambda: own.writer,
        "verifier": lambda: own.verifier,
        "head": lambda: own.head,
        "local admin": lambda: MemberFactory(role="local_admin", agency=own.unit.agency).user,
        "no role": UserFactory,
    }
    return people[request.param]()


def test_every_address_has_a_decision():
    undecided = [address.name for address in _addresses() if address.name.strip(":") and not is_decided(address.name)]
    assert undecided == []


def _ask(person, method, path, world, query):
    """Ask in a transaction that is rolled back, so that each address meets the same world."""
    data = world.posted() if method == "post" else {}
    written = Written()
    with transaction.atomic():
        with connection.execute_wrapper(written):
            answer = person.ask(method, f"{path}?{query}", data)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        after = world.snapshot() if written.anything else None
        transaction.set_rollback(True)
    return answer, body, after


def _variants(address: Address, world: World):
    captures = world.captures(address.name)
    if "model_name" not in address.captures or address.name.startswith("wagtailadmin_editing_sessions"):
        return [fill(address, captures)]
    kinds = [
        ("innovations", "innovationpage"),
        ("common", "picture"),
        ("common", "attachment"),
        ("wagtailcore", "page"),
    ]
    actions = ["delete", "move", "publish", "unpublish", "add_tags", "add_to_collection"]
    return [
        fill(address, captures | {"app_label": app, "model_name": model, "action": action})
        for app, model in kinds
        for action in (actions if "action" in address.captures else actions[:1])
    ]


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_units_things_are_neither_seen_nor_changed(client, own, other, outsider, method):
    person = StillIn(client, outsider)
    before = other.snapshot()
    seen, changed, failed = [], [], []
    for address in _addresses():
        for path in _variants(address, other):
            for query, answer, body, after in _asked(person, method, path, other):
                if _tells(body, answer):
                    seen.append(f"{address.name} {path}?{query}")
                if after not in (None, before):
                    changed.append(f"{address.name} {path}?{query}")
                if answer.status_code >= 500:
                    failed.append(f"{answer.status_code} {address.name} {path}?{query}")
    assert seen == []
    assert changed == []
    assert [one for one in failed if "failwhale" not in one] == []


def _asked(person, method, path, world):
    """Yield queries and what they bring: all that names the other unit's things, by GET also none, and a search.

    Where neither of the first two finds anything a search is left out.
    """
    queries = [urlencode(world.query(), doseq=True)] + ([""] if method == "get" else [])
    asked = [(query, *_ask(person, method, path, world, query)) for query in queries]
    yield from asked
    if method == "get" and any(answer.status_code != 404 for _query, answer, _body, _after in asked):
        search = f"q={world.word}&search={world.word}"
        yield search, *_ask(person, method, path, world, search)


_TELLING = [
    f"{kind} {OTHER}".encode()
    for kind in ("Rancangan", "Ringkasan", "Judul", "Foto", "SOP", "Gambar", "Berkas", "Perubahan", "Komentar")
] + [f"{kind} {OTHER}".encode() for kind in ("Penulis", "Pemeriksa", "Kepala")] + [
    f"foto-{OTHER}".encode(),
    f"sop-{OTHER}".encode(),
    f"unggah-{OTHER}".encode(),
]  # fmt: skip


def _tells(body, answer):
    headers = " ".join(str(value) for value in answer.headers.values()).encode()
    return any(word in body or word in headers for word in _TELLING)


@pytest.mark.parametrize("method", ["get", "post"])
def test_objects_of_others_look_like_objects_that_do_not_exist(client, own, other, method):
    person = StillIn(client, own.writer)
    differences = []
    for address in _addresses():
        if not address.captures or "model_name" in address.captures:
            continue
        captures = other.captures(address.name)
        missing = {key: 99999999 if isinstance(value, int) else value for key, value in captures.items()}
        answers = []
        for values in (captures, missing):
            with transaction.atomic():
                answers.append(person.ask(method, fill(address, values)).status_code)
                transaction.set_rollback(True)
        if answers[0] != answers[1]:
            differences.append((address.name, answers))
    assert differences == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_sent_to_the_log_in(client, own, method):
    for address in _addresses():
        for path in _variants(address, own):
            with transaction.atomic():
                answer = getattr(client, method)(path)
                transaction.set_rollback(True)
            if address.name in OPEN_TO_ALL:
                continue
            assert answer.status_code in {301, 302, 401, 403, 404, 405}, address.name
            assert OWN.encode() not in answer.content


def test_a_moderator_without_second_factor_reaches_nothing(client, own, settings):
    settings.MODERATOR_SECOND_FACTOR = True
    moderator = MemberFactory(role="moderator").user
    client.force_login(moderator)
    for address in _addresses():
        for path in _variants(address, own):
            answer = client.get(path)
            client.force_login(moderator)
            assert answer.status_code in {302, 404} or address.name in OPEN_TO_ALL, address.name
            assert OWN.encode() not in answer.content


USABLE = {
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailadmin_explore",
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_pages:workflow_history",
    "wagtailadmin_pages:search",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailimages:index",
    "wagtailimages:edit",
    "wagtailimages:add_multiple",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:chosen",
    "wagtaildocs:index",
    "wagtaildocs:edit",
    "wagtaildocs_chooser:choose",
    "wagtailadmin_account",
    "wagtailadmin_api:pages:listing",
}


@pytest.mark.parametrize("person", ["writer", "verifier", "head", "local admin", "moderator"])
def test_the_own_unit_can_work(client, own, person):
    people = {
        "local admin": lambda: MemberFactory(role="local_admin", agency=own.unit.agency).user,
        "moderator": lambda: MemberFactory(role="moderator").user,
    }
    log_in(client, people[person]() if person in people else getattr(own, person))
    usable = [address for address in _addresses() if address.name in USABLE]
    assert {address.name for address in usable} == USABLE
    for address in usable:
        query = {"for_explorer": "1", "child_of": own.unit.page.pk} if "api:" in address.name else {}
        answer = client.get(fill(address, own.captures(address.name)), query, follow=True)
        assert answer.status_code == 200, address.name


def test_only_moderators_reach_what_is_closed(client, own):
    closed = ["wagtailadmin_reports:site_history", "wagtailadmin_choose_page", "wagtailadmin_pages:usage"]
    addresses = [address for address in _addresses() if address.name in closed]
    assert len(addresses) == len(closed)
    for user, status in ((own.head, 404), (MemberFactory(role="moderator").user, 200)):
        log_in(client, user)
        for address in addresses:
            assert client.get(fill(address, own.captures(address.name))).status_code == status


def test_a_file_cannot_be_sent_into_another_units_collection(client, own, other):
    log_in(client, own.writer)
    for kind, item in (("images", own.picture), ("documents/edit", own.attachment)):
        client.post(f"/kelola/{kind}/{item.pk}/", {"title": "x", "collection": other.unit.collection_id})
        item.refresh_from_db()
        assert item.collection == own.unit.collection
    client.post(
        f"/kelola/bulk/common/picture/add_to_collection/?id={own.picture.pk}",
        {"collection": Collection.get_first_root_node().pk},
    )
    own.picture.refresh_from_db()
    assert own.picture.collection == own.unit.collection


def test_the_cms_answers_are_not_kept_and_carry_its_policy(client, own):
    log_in(client, own.writer)
    headers = client.get("/kelola/").headers
    assert "no-store" in headers["Cache-Control"]
    assert "object-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_sister_unit_of_the_same_agency_is_foreign_too(client, own):
    sister = World(OTHER, agency=own.unit.agency)
    person = StillIn(client, own.writer)
    lists = [fill(address, {}) for address in _addresses() if GATE.get(address.name) is anyone and not address.captures]
    above = [page.pk for page in own.unit.page.get_ancestors()]
    lists += [f"/kelola/pages/{pk}/{part}" for pk in above for part in ("", "results/")]
    lists += [f"/kelola/api/main/pages/?for_explorer=1&child_of={pk}" for pk in above]
    for path in lists:
        for query in ({}, {"q": OTHER}):
            answer = person.ask("get", path, query)
            assert not _tells(answer.content, answer), path
    assert person.ask("get", f"/kelola/pages/{sister.draft.pk}/edit/").status_code == 404


def test_an_unknown_address_is_closed_to_members_and_gives_nothing_away(client, own):
    log_in(client, own.writer)
    for path in ("/kelola/tidak-ada/", "/kelola/pages/99999999/edit/", "/kelola/users/", "/kelola/settings/"):
        assert client.get(path).status_code == 404
