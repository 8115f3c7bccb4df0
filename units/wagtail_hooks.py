"""What this room adds to the CMS, and lists of people that it shortens."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet, get_editable_page_ids_query
from wagtail.models import Page, PageLogEntry, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy

from common.models import User
from units.queries import units_of
from units.rules import Act


class StaffMenuItem(MenuItem):
    """A link for those who keep a team."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to heads, local admins and moderators."""
        return units_of(request.user, Act.STAFF).exists()


@hooks.register("register_admin_menu_item")
def members_menu_item() -> MenuItem:
    """Lead from the CMS to the members."""
    return StaffMenuItem(_("Members"), reverse_lazy("members"), name="members", icon_name="group", order=600)


@hooks.register("register_admin_menu_item")
def reports_menu_item() -> MenuItem:
    """Lead from the CMS to the error reports."""
    return StaffMenuItem(
        _("Error reports"), reverse_lazy("reports"), name="error-reports", icon_name="warning", order=610
    )


def people_who_asked(request: HttpRequest) -> QuerySet[User]:
    """Return those who submitted a page that the person at the keyboard may change."""
    states = WorkflowState.objects.filter(object_id__in=get_editable_page_ids_query(request))
    return User.objects.filter(pk__in=states.values("requested_by")).order_by("email")


def owners(request: HttpRequest) -> QuerySet[User]:
    """Return those who own a page that the person at the keyboard may change."""
    return User.objects.filter(pk__in=_own_pages(request).values("owner")).order_by("email")


def editors(request: HttpRequest) -> QuerySet[User]:
    """Return those who edited a page that the person at the keyboard may change."""
    edits = PageLogEntry.objects.filter(action="wagtail.edit", page__in=_own_pages(request).values("pk"))
    return User.objects.filter(pk__in=edits.order_by().values("user")).order_by("email")


def _own_pages(request: HttpRequest) -> QuerySet[Page]:
    pages: QuerySet[Page] = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change")
    return pages.order_by()


# Wagtail's filters offer everybody in the network who ever submitted, owned or edited anything, by name.
WorkflowReportFilterSet.base_filters["requested_by"].queryset = people_who_asked
PageFilterSet.base_filters["owner"].queryset = owners
PageFilterSet.base_filters["edited_by"].queryset = editors

# Nothing here needs people's faces: the account takes no picture of them.
AvatarSettingsPanel.is_active = lambda _panel: False
