"""The demonstration: loaded and removed with one command each, never where examples are refused."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Page

from common.checks import no_demo_accounts
from common.demo import is_demo_address
from common.models import Event, User
from innovations.demo import DemoRefusedError, accounts, load_demo, remove_demo, unit_profiles
from innovations.importing.lines import read_lines
from innovations.importing.run import ImportOptions, run_import
from innovations.models import InnovationPage
from innovations.record import to_record
from units.models import Agency, Membership, Role, ServiceUnit

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> None:
    load_demo()


@pytest.mark.usefixtures("demo")
class TestLoaded:
    def test_real_and_made_up_cases_are_public(self) -> None:
        assert InnovationPage.objects.live().filter(example=False).count() == 78
        assert InnovationPage.objects.live().filter(example=True).count() == 40

    def test_there_is_an_account_for_every_role_in_made_up_units_only(self) -> None:
        held = Membership.objects.filter(ended_at=None)
        assert set(held.values_list("role", flat=True)) == set(Role.values)
        assert not held.filter(unit__example=False).exists()
        assert not held.filter(agency__example=False).exists()
        assert held.filter(role="contributor").values("unit").distinct().count() == 2
        assert User.objects.filter(is_superuser=True).count() == 1

    def test_every_account_logs_in_with_what_is_printed(self) -> None:
        for account in accounts():
            assert Client().login(username=account.email, password=account.password)
            assert is_demo_address(account.email)

    def test_made_up_units_have_their_profiles(self) -> None:
        assert ServiceUnit.objects.filter(example=True).count() == len(unit_profiles())
        unit = ServiceUnit.objects.get(name=unit_profiles()[0]["name"])
        assert unit.population_served == unit_profiles()[0]["population_served"]

    def test_loading_again_loses_nothing_and_changes_nothing(self) -> None:
        case = InnovationPage.objects.filter(example=True).first()
        draft = case.get_latest_revision_as_object()
        draft.plain_title = "Diubah di sini"
        draft.save_revision().publish()
        User.objects.get(email=accounts()[0].email).set_password("lain")
        changed = json.dumps(to_record(InnovationPage.objects.get(pk=case.pk)) | {"plain_title": "Diimpor di sini"})
        run_import(read_lines([changed.encode()]), options=ImportOptions(overwrite=True))
        events, pages = Event.objects.count(), Page.objects.count()
        load_demo()
        case.refresh_from_db()
        assert case.plain_title == "Diimpor di sini"
        assert (Event.objects.count(), Page.objects.count()) == (events, pages)

    def test_removing_leaves_the_real_ones_alone(self) -> None:
        real = [to_record(case) for case in InnovationPage.objects.filter(example=False)]
        assert remove_demo() == {"cases": 40, "accounts": len(accounts()), "units": len(unit_profiles())}
        assert [to_record(case) for case in InnovationPage.objects.all()] == real
        assert not ServiceUnit.objects.filter(example=True).exists()
        assert not Agency.objects.filter(example=True).exists()
        assert not User.objects.exists()
        assert Collection.objects.count() == 1
        assert Page.find_problems() == ([], [], [], [], [])
        assert remove_demo() == {"cases": 0, "accounts": 0, "units": 0}

    def test_where_examples_are_refused_nobody_logs_in_and_a_check_says_so(self, settings: Any, client: Client) -> None:
        account = accounts()[0]
        client.login(username=account.email, password=account.password)
        settings.DEMO_ALLOWED = False
        assert not Client().login(username=account.email, password=account.password)
        assert client.get(reverse("wagtailadmin_home")).status_code == 302
        (error,) = no_demo_accounts(databases=["default"])
        assert error.id == "jipp.E001"


def test_it_is_refused_where_examples_are(settings: Any) -> None:
    settings.DEMO_ALLOWED = False
    with pytest.raises(DemoRefusedError):
        load_demo()
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not InnovationPage.objects.exists()
    assert not User.objects.exists()
    assert no_demo_accounts(databases=["default"]) == []


def test_the_command_prints_the_accounts(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_demo")
    printed = capsys.readouterr().out
    assert all(account.email in printed and account.password in printed for account in accounts())
