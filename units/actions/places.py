"""Where a unit lives: its page, its media collection and what its people may do there."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from common.actions import record_event
from common.models import User
from units.actions.many import UNKNOWN_AGENCY, ensure_agency_pages, ensure_unit_pages
from units.models import Agency, AgencyPage, ServiceUnit, UnitIndexPage, UnitPage

MODERATORS = "Moderator jaringan"

# No publish: what members write is published by a moderator.
_MEMBER_PAGE_ACTS = ("add_page", "change_page")
_MODERATOR_PAGE_ACTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
_MEMBER_FILE_ACTS = tuple(f"{act}_{kind}" for kind in ("image", "document") for act in ("add", "change", "choose"))
_MODERATOR_FILE_ACTS = (*_MEMBER_FILE_ACTS, "delete_image", "delete_document")


@transaction.atomic
def provision_unit(unit: ServiceUnit, actor: User | None = None) -> UnitPage:
    """Make what a unit with members needs: page, collection, permissions. Idempotent.

    Repeating it restores what is missing and writes an event only if something was.
    """
    _take_turn()
    unit_row = ServiceUnit.objects.select_for_update(of=("self",)).select_related("agency").get(pk=unit.pk)
    is_new = unit_row.collection_id is None or unit_row.group_id is None
    page = ensure_unit_pages([unit_row])[unit_row.pk]
    if unit_row.collection_id is None:
        parent = _agency_collection(unit_row.agency)
        unit_row.collection = parent.add_child(instance=Collection(name=unit_row.name))
    group = unit_row.group = unit_row.group or _group(f"unit-{unit_row.pk}")
    unit_row.save(update_fields=["collection", "group"])
    unit.collection, unit.group = unit_row.collection, group
    _grant(group, page, unit_row.collection, _MEMBER_PAGE_ACTS, _MEMBER_FILE_ACTS)
    if unit_row.agency is not None:
        provision_agency(unit_row.agency)
    if is_new:
        record_event("unit.provisioned", unit_row, actor=actor)
    return page


@transaction.atomic
def provision_agency(agency: Agency) -> AgencyPage:
    """Make an agency's page, collection and the group of its local admins. Idempotent."""
    _take_turn()
    agency.refresh_from_db(fields=["collection", "group"])
    page = ensure_agency_pages([agency])[agency.pk]
    collection = _agency_collection(agency)
    group = agency.group or _group(f"agency-{agency.pk}")
    if agency.group_id is None:
        agency.group = group
        agency.save(update_fields=["group"])
    _grant(group, page, collection, _MEMBER_PAGE_ACTS, _MEMBER_FILE_ACTS)
    return page


@transaction.atomic
def setup_moderators() -> Group:
    """Make the group of network moderators; idempotent. Needs the page ``/unit/``.

    Wagtail's own groups go: they reach over every unit's drafts and files.
    """
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    group = _group(MODERATORS)
    root = Collection.get_first_root_node()
    _grant(group, UnitIndexPage.objects.get(), root, _MODERATOR_PAGE_ACTS, _MODERATOR_FILE_ACTS)
    return group


def _take_turn() -> None:
    """Let one process after the other make places: two units of one agency would make its collection twice."""
    Collection.objects.select_for_update().get(depth=1)


def _agency_collection(agency: Agency | None) -> Collection:
    root = Collection.get_first_root_node()
    if agency is None:
        found = root.get_children().filter(name=UNKNOWN_AGENCY, agency=None).first()
        return found or root.add_child(instance=Collection(name=UNKNOWN_AGENCY))
    if agency.collection_id is None:
        agency.collection = root.add_child(instance=Collection(name=agency.name))
        agency.save(update_fields=["collection"])
    return agency.collection


def _group(name: str) -> Group:
    group, _new = Group.objects.get_or_create(name=name)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group


def _grant(
    group: Group, page: Page, collection: Collection, page_acts: Iterable[str], file_acts: Iterable[str]
) -> None:
    """Give the group what it may do there, besides what it may do already: four queries."""
    pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=page_acts)
    GroupPagePermission.objects.bulk_create(
        [GroupPagePermission(group=group, page_id=page.pk, permission=permission) for permission in pages],
        ignore_conflicts=True,
    )
    files = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=file_acts
    )
    GroupCollectionPermission.objects.bulk_create(
        [GroupCollectionPermission(group=group, collection=collection, permission=permission) for permission in files],
        ignore_conflicts=True,
    )
