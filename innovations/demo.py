"""Demonstration: real cases, made-up ones, and an account for every role. Development only."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.models import Collection

from common.demo import DEMO_DOMAIN
from common.models import Attachment, Picture, User
from innovations.importing.lines import read_lines
from innovations.importing.run import ImportReport, run_import
from innovations.models import InnovationPage
from units.actions import add_membership, provision_unit
from units.models import Agency, ErrorReport, Invitation, Membership, Role, ServiceUnit
from units.models.units import unit_identity

DATA = Path(__file__).parent / "data"
CASES = ("innovations.jsonl", "demo_cases.jsonl")
PASSWORD = "belajar-dari-contoh"  # noqa: S105 - printed for everyone, on a laptop only
STAFFED = (0, 6)  # two units of demo_units.json, so that it can be seen that they do not see each other


class Scene(NamedTuple):
    """What a room above adds to the demonstration: loads it, repeatably, and removes it again."""

    load: Callable[[], None]
    remove: Callable[[], None]
    accounts: Callable[[], list["Account"]] = list


_scenes: list[Scene] = []


def register_scene(scene: Scene) -> None:
    """Let a room show something of its own in the demonstration."""
    _scenes.append(scene)


class DemoRefusedError(Exception):
    """Made-up cases and accounts are not allowed with these settings."""


@dataclass(frozen=True)
class Account:
    """A demo account; ``says`` tells who that is. ``unit`` is a position in ``demo_units.json``.

    Without a role it is a plain account, or the operator's.
    """

    email: str
    first_name: str
    last_name: str
    says: str
    role: str = ""
    unit: int | None = None
    operator: bool = False
    password: str = PASSWORD


def accounts() -> list[Account]:
    """Return the demo accounts: every role, and two units of which neither sees the other's drafts."""
    first, second = (unit_profiles()[index]["name"] for index in STAFFED)
    roles = (
        (Role.CONTRIBUTOR, "penulis", _("contributor")),
        (Role.VERIFIER, "pemeriksa", _("verifier")),
        (Role.HEAD, "kepala", _("unit head")),
    )
    names = iter(("Ayu", "Bima", "Citra", "Dewi", "Eko", "Farida"))
    found = [
        Account(f"{word}.{place}@{DEMO_DOMAIN}", next(names), "Contoh", f"{label}, {unit}", role, index)
        for index, place, unit in zip(STAFFED, ("satu", "dua"), (first, second), strict=True)
        for role, word, label in roles
    ]
    agency = unit_profiles()[STAFFED[0]]["agency"]
    says = _("local admin, %(agency)s") % {"agency": agency}
    found.append(Account(f"admin@{DEMO_DOMAIN}", "Gita", "Contoh", says, Role.LOCAL_ADMIN, STAFFED[0]))
    found.append(Account(f"moderator@{DEMO_DOMAIN}", "Hadi", "Contoh", _("network moderator"), Role.MODERATOR))
    says = _("operator of the site, may do everything")
    found.append(Account(f"operator@{DEMO_DOMAIN}", "Indra", "Contoh", says, operator=True))
    return found + [account for scene in _scenes for account in scene.accounts()]


def unit_profiles() -> list[dict[str, Any]]:
    """Return what is known of the made-up units."""
    profiles: list[dict[str, Any]] = json.loads((DATA / "demo_units.json").read_text(encoding="utf-8"))
    return profiles


def load_demo(progress: Callable[[int, int], None] = lambda done, total: None) -> ImportReport:
    """Import the real and the made-up cases, fill the units' profiles and make the accounts; safe to repeat.

    Only cases that are not here yet are imported, so that nothing done to the
    others is ever put back. Raises DemoRefusedError outside development.
    """
    if not settings.DEMO_ALLOWED:
        raise DemoRefusedError(_("Made-up cases and demo accounts are refused with these settings."))
    here = set(InnovationPage.objects.values_list("record_id", flat=True))
    lines = [line for name in CASES for line in (DATA / name).read_bytes().splitlines(keepends=True)]
    lines = [line for line in lines if json.loads(line)["id"] not in here]
    report = run_import(read_lines(lines), source=" + ".join(CASES), progress=progress)
    if report.written:
        with transaction.atomic():
            _fill_profiles()
            _make_accounts()
    with transaction.atomic():
        for scene in _scenes:
            scene.load()
    return report


def remove_demo() -> dict[str, int]:
    """Remove the made-up cases, the demo accounts and the made-up units without other cases; return how many.

    An account that is tied to something real is switched off instead.
    """
    with transaction.atomic():
        for scene in reversed(_scenes):
            scene.remove()
        cases = InnovationPage.objects.filter(example=True)
        counts = {"cases": cases.count()}
        for case in cases:
            case.delete()
        counts["accounts"] = _remove_accounts()
        counts["units"] = _remove_units()
    return counts


def _fill_profiles() -> None:
    """Fill what is blank in the made-up units' profiles."""
    rows = {unit.identity: unit for unit in ServiceUnit.objects.filter(example=True)}
    for profile in unit_profiles():
        values = dict(profile)
        place = [values.pop(key) for key in ("name", "region", "agency")]
        row = rows.get(unit_identity(place[0], place[1], place[2] or ""))
        if row is None:
            continue
        new = {key: value for key, value in values.items() if value and getattr(row, key) in (None, "", "unknown")}
        for key, value in new.items():
            setattr(row, key, value)
        if new:
            row.save()


def _make_accounts() -> None:
    here = set(User.objects.filter(email__endswith=f"@{DEMO_DOMAIN}").values_list("email", flat=True))
    for account in accounts():
        if account.email not in here:
            _make_account(account)


def _make_account(account: Account) -> None:
    name = {"first_name": account.first_name, "last_name": account.last_name}
    if account.operator:
        User.objects.create_superuser(account.email, account.password, **name)
        return
    user = User.objects.create_user(account.email, account.password, **name)
    if not account.role:
        return
    if account.unit is None:
        add_membership(user, account.role)
        return
    profile = unit_profiles()[account.unit]
    identity = unit_identity(profile["name"], profile["region"], profile["agency"])
    unit = ServiceUnit.objects.select_related("agency").get(identity=identity)
    provision_unit(unit)
    if account.role == Role.LOCAL_ADMIN:
        add_membership(user, account.role, agency=unit.agency)
    else:
        add_membership(user, account.role, unit=unit)


def _remove_accounts() -> int:
    people = User.objects.filter(email__endswith=f"@{DEMO_DOMAIN}")
    Membership.objects.filter(user__in=people).delete()
    Invitation.objects.filter(invited_by__in=people).delete()
    for person in people:
        try:
            with transaction.atomic():
                person.delete()
        except ProtectedError:
            person.set_unusable_password()
            person.is_active = False
            person.save()
    return len(people)


def _remove_units() -> int:
    units = list(ServiceUnit.objects.filter(example=True, cases=None).select_related("page", "collection", "group"))
    for model in (Membership, Invitation, ErrorReport):
        model._default_manager.filter(unit__in=units).delete()
    for unit in units:
        _remove_place(unit)
    for agency in Agency.objects.filter(example=True, units=None).select_related("page", "collection", "group"):
        Membership.objects.filter(agency=agency).delete()
        Invitation.objects.filter(agency=agency).delete()
        _remove_place(agency)
    return len(units)


def _remove_place(owner: ServiceUnit | Agency) -> None:
    """Remove a unit or an agency with its page, its files and its group."""
    if hasattr(owner, "page"):
        owner.page.delete()
    collection, group = owner.collection, owner.group
    owner.delete()
    if collection is not None:
        for model in (Picture, Attachment):
            for file in model.objects.filter(collection=collection):
                file.delete()
        Collection.objects.get(pk=collection.pk).delete()
    if group is not None:
        Group.objects.filter(pk=group.pk).delete()
