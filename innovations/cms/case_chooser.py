"""The chooser for «copy of»: published cases, and one's own.

Wagtail's page chooser shows the drafts of every unit and searches with the
stock backend; this one does neither.
"""

from typing import Any

from django import forms
from django.core import paginator
from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.query import PageQuerySet

from common.cms_search import MOST_WORDS
from common.keys import is_key
from innovations.models import InnovationPage
from innovations.queries import visible_cases, without_texts
from units.models import ServiceUnit
from units.queries import units_of


def choosable_cases(user: Any) -> PageQuerySet[InnovationPage]:
    """Return the cases that the person may name as the original: public ones and the own units'."""
    own = InnovationPage.objects.filter(unit__in=units_of(user))
    return (visible_cases(timezone.now()) | own).order_by("title")


class CaseFilterForm(BaseFilterForm):
    """Finds cases by a part of their names or of their unit's name."""

    q = forms.CharField(label=_("Search"), required=False)

    def filter(self, objects: PageQuerySet[InnovationPage]) -> PageQuerySet[InnovationPage]:
        """Keep the cases in which every word occurs."""
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split()[:MOST_WORDS]:
            objects = objects.filter(_has(word))
        return objects


def _has(word: str) -> Q:
    """Return that the word is in a name of the case or in its unit's name.

    What lies beside the texts of a case is looked for by its index: to read every case
    takes the database fifteen times as long.
    """
    cases = InnovationPage.objects
    return (
        Q(title__icontains=word)
        | Q(pk__in=cases.filter(plain_title__icontains=word).values("pk"))
        | Q(pk__in=cases.filter(unit__in=ServiceUnit.objects.filter(name__icontains=word)).values("pk"))
    )


class _CaseList:
    request: HttpRequest
    filter_form_class = CaseFilterForm

    def get_object_list(self) -> PageQuerySet[InnovationPage]:
        return choosable_cases(self.request.user)

    def get_results_page(self, request: HttpRequest) -> paginator.Page:
        page: paginator.Page = super().get_results_page(request)  # type: ignore[misc]
        page.object_list = without_texts(page.object_list)
        return page

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("plain_title", label=_("Everyday title")),
            Column("unit", label=_("Unit")),
        ]


class CaseChooseView(_CaseList, views.ChooseView):
    """The window of the chooser."""


class CaseResultsView(_CaseList, views.ChooseResultsView):
    """Its results alone."""


class CaseChosenView(views.ChosenView):
    """The chosen case; a case that may not be chosen is not found."""

    def get_object(self, pk: str) -> InnovationPage:
        """Return the case. Raises DoesNotExist, answered with 404."""
        if not is_key(pk):
            raise InnovationPage.DoesNotExist
        return choosable_cases(self.request.user).get(pk=pk)


class CaseChosenMultipleView(views.ChosenMultipleView):
    """Several chosen cases; those that may not be chosen are left out."""

    def get_objects(self, pks: list[str]) -> PageQuerySet[InnovationPage]:
        """Return the cases among the given ones that may be chosen."""
        return choosable_cases(self.request.user).filter(pk__in=[pk for pk in pks if is_key(pk)])


class CaseWidget(BaseChooser):
    """The field; what is sent in the place of a case's number and is none counts as nothing."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Return the number that was sent, None where it can be no row's: SQLite fails on such."""
        value: str | None = super().value_from_datadict(data, files, name)
        return value if value and is_key(value) else None


class CaseChooserViewSet(ChooserViewSet):
    """Addresses and widget of the chooser."""

    model = InnovationPage
    icon = "doc-full"
    choose_one_text = _("Choose a case")
    choose_another_text = _("Choose another case")
    edit_item_text = _("Open this case")
    register_widget = False
    base_widget_class = CaseWidget
    choose_view_class = CaseChooseView
    choose_results_view_class = CaseResultsView
    chosen_view_class = CaseChosenView
    chosen_multiple_view_class = CaseChosenMultipleView

    def get_urlpatterns(self) -> list[URLPattern]:
        """Leave out the address that makes what is chosen: a case is made in its unit, and there is no form here."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


case_chooser = CaseChooserViewSet("case_chooser", url_prefix="inovasi-asal")
