"""Facets that time turns: role models end and confirmations fall due without a word to the index."""

import csv
from datetime import timedelta

import pytest
from django.utils import timezone

from innovations.models import InnovationPage, Sector
from replications.actions import withdraw_role_model
from replications.models import RoleModel
from search.finding import find
from search.indexer import drain, rebuild
from search.models import IndexEvent
from search.parameters import Parameters
from tests.factories import CaseFactory, MemberFactory, UnitFactory
from tests.replications.conftest import EVIDENCE
from tests.search.site.asking import api

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture
def moderator():
    return MemberFactory(role="moderator").user


@pytest.fixture
def cases(moderator):
    """One of a role model, confirmed today; one that was never confirmed; one that has stopped."""
    unit = UnitFactory()
    CaseFactory(unit=unit, title="Teladan", confirmed_on=f"{TODAY}", status="continues")
    CaseFactory(title="Terlambat", confirmed_on="2020", status="continues")
    CaseFactory(title="Berhenti", confirmed_on="2020", status="stopped")
    rebuild()
    evidence = EVIDENCE | {"sector": Sector.objects.first(), "ends_on": TODAY + timedelta(days=30)}
    return RoleModel.objects.create(unit=unit, named_on=TODAY, named_by=moderator, **evidence)


def asked(key, value, days=0):
    found = find(Parameters(filters={key: (value,)}), NOW + timedelta(days=days))
    counts = dict(found.counts()[key])
    names = {one.hit.document.name for one in found.hits}
    assert counts.get(value, 0) == len(names), "a count is what choosing it shows"
    assert sum(counts.values()) == 3
    return names


@pytest.mark.parametrize(
    ("key", "value", "days", "names"),
    [
        ("role_model", "yes", 0, {"Teladan"}),
        ("role_model", "no", 0, {"Terlambat", "Berhenti"}),
        ("role_model", "yes", 30, {"Teladan"}),
        ("role_model", "yes", 31, set()),
        ("role_model", "no", 31, {"Teladan", "Terlambat", "Berhenti"}),
        ("overdue", "yes", 0, {"Terlambat"}),
        ("overdue", "no", 0, {"Teladan", "Berhenti"}),
        ("overdue", "yes", 400, {"Teladan", "Terlambat"}),
        ("overdue", "no", 400, {"Berhenti"}),
    ],
)
def test_each_search_answers_for_its_own_day(cases, key, value, days, names):
    drain()
    assert asked(key, value, days) == names


def test_naming_and_withdrawing_reach_the_index(cases, moderator):
    assert IndexEvent.waiting().count() == InnovationPage.objects.filter(unit=cases.unit).count() == 1
    drain()
    withdraw_role_model(moderator, cases, "Indeks turun.", TODAY)
    drain()
    assert asked("role_model", "yes") == set()


def test_form_address_api_description_and_export_know_them(client, cases):
    drain()
    page = client.get("/cari/?role_model=yes&overdue=no").content.decode()
    assert 'name="role_model" value="yes" checked' in page
    assert "Dari unit teladan" in page
    assert "Terkonfirmasi, baru, atau berhenti" in page
    _status, answer = api(client, "overdue=yes")
    assert [one["name"] for one in answer["results"]] == ["Terlambat"]
    assert {one["value"]: one["count"] for one in answer["facets"]["role_model"]} == {"no": 1}
    assert {one["value"]: one["count"] for one in answer["facets"]["overdue"]} == {"yes": 1, "no": 2}
    assert api(client, "overdue=never")[0] == 400
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/cases"]["get"]["parameters"]
    schemas = {one["name"]: one["schema"] for one in described}
    assert schemas["role_model"]["items"]["enum"] == schemas["overdue"]["items"]["enum"] == ["yes", "no"]
    table = csv.DictReader(client.get("/cari/hasil.csv").content.decode("utf-8-sig").splitlines())
    days = {row["Nama"]: (row["Unit teladan sampai"], row["Dikonfirmasi paling lambat"]) for row in table}
    assert days["Teladan"][0] == f"{TODAY + timedelta(days=30)}"
    assert (days["Terlambat"], days["Berhenti"]) == (("", "2021-12-31"), ("", ""))
