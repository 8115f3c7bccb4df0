"""The pages of a replication: who may see them, and the way from interest to results by posting forms."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from replications.actions import inquire
from replications.models import Agreement, Replication
from replications.rules import State, Step
from replications.urls import urlpatterns
from tests.factories import DraftFactory, MemberFactory, UserFactory, log_in

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 4, 1)
OPEN_TO_ALL = {"replicate", "replication_guide", "case_copies"}
LISTS = {"desk", "replications", "inquiries"}
PDF = b"%PDF-1.4\n%contoh\n%%EOF\n"


@pytest.fixture
def replication(two):
    return two.implementing(TODAY)


def _addresses(replication):
    ids = {"pk": replication.pk, "case_id": replication.case_id, "milestone_id": replication.milestones.first().pk}
    asked = inquire(replication.case, name="", office="Kelurahan", email="a@contoh.id", message="Boleh?")
    for pattern in urlpatterns:
        if not str(pattern.pattern).startswith(("replikasi/", "unit-saya/")):
            continue
        captured = pattern.pattern.converters
        ids["pk"] = asked.pk if pattern.name == "inquiry" else replication.pk
        yield pattern.name, reverse(pattern.name, kwargs={name: ids[name] for name in captured})


def test_who_is_not_logged_in_is_asked_to(client, replication):
    for name, address in _addresses(replication):
        if name in OPEN_TO_ALL:
            continue
        for method in (client.get, client.post):
            assert method(address).headers["Location"].startswith("/masuk/")


@pytest.mark.parametrize("role", ["contributor", "head", "local_admin", None])
def test_a_stranger_finds_nothing_of_it_and_changes_nothing(client, replication, role):
    log_in(client, MemberFactory(role=role).user if role else UserFactory())
    for name, address in _addresses(replication):
        if name in OPEN_TO_ALL:
            continue
        if name in LISTS:
            assert replication.unit.name not in client.get(address).text
            continue
        posted = {"step": "stop", "note": "Alasan", "seen": replication.version}
        statuses = {client.get(address).status_code, client.post(address, posted).status_code}
        assert statuses <= {404, 405}, name
    replication.refresh_from_db()
    assert replication.state == State.IMPLEMENTING


def test_both_units_see_it(client, two, replication):
    for person in (two.source_writer, two.source_head, two.writer, two.head):
        log_in(client, person)
        assert replication.unit.name in client.get("/replikasi/").text
        assert client.get(f"/replikasi/{replication.pk}/").status_code == 200


def test_a_moderator_proves_the_second_factor_first(client, replication):
    client.force_login(MemberFactory(role="moderator").user)
    assert client.get("/replikasi/").headers["Location"].startswith("/masuk/kode/")


def test_the_way_from_interest_to_results(client, two):
    def post(person, address, **data):
        log_in(client, person)
        found = Replication.objects.first()
        answer = client.post(address, {"seen": found.version if found else 0} | data, follow=True)
        assert answer.status_code == 200
        return answer

    post(two.writer, f"/replikasi/minat/{two.case.pk}/", unit=two.unit.pk, need="Antre.", wished_on="2027")
    one = Replication.objects.get()
    here = f"/replikasi/{one.pk}/"
    post(two.source_head, here, step="accept")
    terms = {"level": "adoption", "shared": ["sop"], "begins_on": "2026-04-01"}
    contacts = {"source_contact": "Loket", "copier_contact": "Umum"}
    post(two.writer, f"{here}kesepakatan/", **terms, **contacts)
    post(two.source_head, here, step="sign")
    assert "Puskesmas Peniru" in client.get(f"{here}kesepakatan/cetak/").text
    post(two.writer, f"{here}mulai/", started_on="2026-04-01")
    post(two.writer, f"{here}tahap/{one.milestones.first().pk}/", note="Berjalan baik.")
    rows = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "form-1-indicator": ""}
    figures = {"indicator": "Antre", "unit": "menit", "better": "lower", "baseline": "200", "value": "30"}
    row = {f"form-0-{name}": value for name, value in figures.items()}
    page = post(two.writer, f"{here}hasil/", changed="Disewa.", obstacles=["budget"], **rows, **row)
    assert "Berjalan baik." in page.text
    one.refresh_from_db()
    assert one.state == State.ACHIEVED
    assert [(float(r.baseline), float(r.value)) for r in one.results.all()] == [(200, 30)]


def test_what_is_missing_in_the_results_is_said_and_what_was_typed_stays(client, two, replication):
    log_in(client, two.writer)
    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-indicator": "Antre", "form-0-value": "30"}
    posted = {"seen": replication.version, "changed": "Perahu disewa dari nelayan.", **rows}
    page = client.post(f"/replikasi/{replication.pk}/hasil/", posted).text
    assert "Perahu disewa dari nelayan." in page
    assert "errors" in page
    assert not replication.results.exists()


def test_a_step_on_what_others_changed_meanwhile_is_refused_in_words(client, two):
    replication = two.interested()
    two.step(two.source_head, replication, Step.ACCEPT)
    log_in(client, two.head)
    page = client.post(f"/replikasi/{replication.pk}/", {"step": "withdraw", "seen": 1, "note": "Batal."}, follow=True)
    assert str(two.source_head) in page.text
    assert Replication.objects.get().state == State.ACCEPTED


@pytest.mark.parametrize("posted", [{}, {"step": "fly"}, {"step": "stop", "seen": "x"}, {"step": "stop", "seen": "-1"}])
def test_odd_posts_change_nothing(client, two, replication, posted):
    log_in(client, two.head)
    assert client.post(f"/replikasi/{replication.pk}/", posted).status_code == 200
    assert Replication.objects.get().version == replication.version


LONG = "x" * 5001


@pytest.mark.parametrize(
    ("address", "posted"),
    [
        ("", {"step": "stop", "note": LONG}),
        ("tahap/{milestone}/", {"note": LONG}),
        ("tahap/{milestone}/", {"note": ""}),
        ("naskah/", {}),
    ],
)
def test_what_cannot_be_taken_is_said_and_not_dropped(client, two, replication, address, posted):
    log_in(client, two.head)
    here = f"/replikasi/{replication.pk}/{address.format(milestone=replication.milestones.first().pk)}"
    page = client.post(here, posted | {"seen": replication.version}, follow=True)
    assert list(page.context["messages"])
    assert not replication.milestones.exclude(told_on=None).exists()
    assert Replication.objects.get().version == replication.version


def test_the_signed_paper_is_for_the_two_units(client, two):
    agreed = two.agreed()
    log_in(client, two.head)
    address = f"/replikasi/{agreed.pk}/naskah/"
    client.post(address, {"file": SimpleUploadedFile("naskah.pdf", b"MZ bukan PDF")})
    assert Agreement.objects.get().signed_file is None
    client.post(address, {"file": SimpleUploadedFile("naskah.pdf", PDF)})
    log_in(client, two.source_writer)
    assert b"".join(client.get(f"{address}unduh/").streaming_content) == PDF
    stored = Agreement.objects.get().signed_file
    assert client.get(stored.url).status_code == 404, "by its own address the copier's members alone"
    log_in(client, MemberFactory(role="head").user)
    assert client.get(f"{address}unduh/").status_code == 404


def test_interest_is_in_public_cases_alone_and_for_own_units(client, two):
    log_in(client, two.writer)
    draft = DraftFactory(unit=two.case.unit)
    assert client.get(f"/replikasi/minat/{draft.pk}/").status_code == 404
    posted = {"unit": two.case.unit.pk, "need": "Ingin."}
    assert client.post(f"/replikasi/minat/{two.case.pk}/", posted).status_code == 200
    assert not Replication.objects.exists()


def test_pages_make_a_fixed_number_of_queries(client, two, replication, django_assert_max_num_queries):
    log_in(client, two.writer)
    with django_assert_max_num_queries(20):
        client.get(f"/replikasi/{replication.pk}/")
    with django_assert_max_num_queries(10):
        client.get("/replikasi/")
