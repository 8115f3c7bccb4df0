"""Role models: named by moderators with evidence and an end; what ended stays as history."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.models import Event, OutgoingMail
from innovations.models import Sector
from replications.actions import name_role_model, withdraw_role_model
from replications.errors import ReplicationError
from replications.mentoring_queries import running_role_models
from replications.models import RoleModel
from tests.factories import MemberFactory, UserFactory, log_in
from tests.replications.conftest import EVIDENCE

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 1)
PEOPLE = ["anonymous", "nobody", "contributor", "head", "local_admin", "moderator"]


@pytest.fixture
def sector():
    return Sector.objects.first()


@pytest.fixture
def evidence(sector):
    return EVIDENCE | {"sector": sector}


@pytest.fixture
def named(two, moderator, evidence):
    return name_role_model(moderator, two.case.unit, evidence, TODAY)


@pytest.mark.parametrize(
    ("day", "runs"),
    [("2026-03-31", False), ("2026-04-01", True), ("2028-03-31", True), ("2028-04-01", False)],
)
def test_it_runs_until_its_last_day_and_then_is_history(named, day, runs):
    today = date.fromisoformat(day)
    assert RoleModel.objects.running(today).exists() == runs
    assert RoleModel.objects.ended(today).exists() == (today > named.ends_on)
    assert bool(running_role_models([named.unit_id], today)) == runs


def test_the_unit_is_told(two, named):
    assert OutgoingMail.objects.get().to == two.source_head.email


@pytest.mark.parametrize("change", [{"ends_on": TODAY}, {"ends_on": TODAY - timedelta(days=1)}, {"index_year": 2027}])
def test_an_end_in_the_past_and_an_index_to_come_are_refused(two, moderator, evidence, change):
    with pytest.raises(ReplicationError):
        name_role_model(moderator, two.case.unit, evidence | change, TODAY)


def test_a_unit_is_a_role_model_once_in_a_field_at_a_time(named, moderator, evidence):
    with pytest.raises(ReplicationError, match=named.unit.name):
        name_role_model(moderator, named.unit, evidence, TODAY + timedelta(days=9))
    later = evidence | {"ends_on": date(2030, 1, 1), "index_year": 2027}
    assert name_role_model(moderator, named.unit, later, date(2028, 4, 1))


def test_ended_early_it_stays_with_its_reason(two, named, moderator, evidence):
    with pytest.raises(ReplicationError):
        withdraw_role_model(moderator, named, " ", TODAY)
    withdraw_role_model(moderator, named, "Indeks turun.", TODAY)
    assert not RoleModel.objects.running(TODAY).exists()
    assert RoleModel.objects.ended(TODAY).get().withdrawn_reason == "Indeks turun."
    assert "Indeks turun." in OutgoingMail.objects.get(key__contains="end").body
    with pytest.raises(ReplicationError):
        withdraw_role_model(moderator, named, "Lagi.", TODAY)
    assert name_role_model(moderator, named.unit, evidence, TODAY)
    verbs = Event.objects.filter(verb__startswith="role_model").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["role_model.named", "role_model.withdrawn", "role_model.named"]


@pytest.mark.parametrize("role", ["contributor", "head", "local_admin", None])
def test_others_than_moderators_neither_name_nor_end(two, named, evidence, role):
    person = MemberFactory(role=role).user if role else UserFactory()
    with pytest.raises(PermissionDenied):
        name_role_model(person, two.unit, evidence, TODAY)
    with pytest.raises(PermissionDenied):
        withdraw_role_model(person, named, "Alasan.", TODAY)


def _enter(client, person):
    if person != "anonymous":
        log_in(client, UserFactory() if person == "nobody" else MemberFactory(role=person).user)


@pytest.fixture
def running(two, moderator, evidence):
    """A role model at the real date: pages ask the clock."""
    today = timezone.localdate()
    return name_role_model(moderator, two.case.unit, evidence | {"ends_on": today + timedelta(days=700)}, today)


@pytest.mark.parametrize("person", PEOPLE)
def test_everyone_sees_it_on_the_list_the_unit_and_its_cases(client, two, running, person):
    _enter(client, person)
    for address in ("/teladan/", f"/teladan/?sektor={running.sector_id}", f"/teladan/{running.pk}/"):
        assert running.unit.name in client.get(address).text
    for address in (two.case.url, running.unit.page.url):
        assert f"/teladan/{running.pk}/" in client.get(address).text
    assert f"/teladan/{running.pk}/" not in client.get("/teladan/?state=ended").text


def test_what_ended_is_in_the_history_and_on_no_badge(client, two, running, moderator):
    withdraw_role_model(moderator, running, "Indeks turun.", timezone.localdate())
    assert f"/teladan/{running.pk}/" in client.get("/teladan/?state=ended").text
    assert "Indeks turun." in client.get(f"/teladan/{running.pk}/").text
    for address in ("/teladan/", two.case.url, running.unit.page.url):
        assert f"/teladan/{running.pk}/" not in client.get(address).text


@pytest.mark.parametrize("person", PEOPLE)
def test_moderators_alone_use_the_screen(client, two, running, sector, person):
    _enter(client, person)
    tomorrow = timezone.localdate() + timedelta(days=1)
    posted = {"sector": sector.pk, "index_name": "IPP", "index_value": "4.2", "index_year": 2025}
    posted |= {"source": "Laporan", "ends_on": tomorrow.isoformat()}
    naming = f"/teladan/tetapkan/{two.unit.pk}/"
    answers = [
        client.get("/teladan/tetapkan/?q=peniru"),
        client.get(naming),
        client.post(naming, posted),
        client.post(f"/teladan/{running.pk}/akhiri/", {"reason": "Alasan."}),
    ]
    if person == "anonymous":
        assert all(answer.headers["Location"].startswith("/masuk/") for answer in answers)
    else:
        expected = [200, 200, 302, 302] if person == "moderator" else [403] * 4
        assert [answer.status_code for answer in answers] == expected
    done = person == "moderator"
    assert RoleModel.objects.filter(unit=two.unit).exists() == done
    assert RoleModel.objects.filter(withdrawn_at__isnull=False).exists() == done


def test_a_moderator_proves_the_second_factor_first(client, moderator):
    client.force_login(moderator)
    assert client.get("/teladan/tetapkan/").headers["Location"].startswith("/masuk/kode/")


def test_the_unit_is_found_by_words_of_its_name(client, two, moderator):
    log_in(client, moderator)
    assert f"/teladan/tetapkan/{two.unit.pk}/" in client.get("/teladan/tetapkan/?q=peniru puskesmas").text
    assert f"/teladan/tetapkan/{two.unit.pk}/" not in client.get("/teladan/tetapkan/?q=samsat").text


@pytest.mark.parametrize("address", ["/teladan/?sektor=%00", "/teladan/?sektor=x&page=x", "/teladan/?state=x"])
def test_odd_filters_are_no_error(client, running, address):
    assert client.get(address).status_code == 200


def test_the_list_makes_a_fixed_number_of_queries(client, running, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get("/teladan/")
