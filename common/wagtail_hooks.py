"""What Wagtail does otherwise: expired pages that answer, choosers that ask for each row, cells that are run."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page
from wagtail.query import PageQuerySet

from common.csv_cells import plain_cell


@hooks.register("before_serve_page")
def hide_expired(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Answer 404 for a page whose time has run out, also before the job that unpublishes it has run."""
    if page.expire_at is not None and page.expire_at <= timezone.now():
        raise Http404


@hooks.register("construct_page_chooser_queryset")
def read_states_together(pages: PageQuerySet[Page], request: HttpRequest) -> PageQuerySet[Page]:
    """Read the states of all pages that the chooser shows in two queries; it asks for each page otherwise."""
    return pages.prefetch_workflow_states().annotate_approved_schedule()


_prepare = SpreadsheetExportMixin.preprocess_field_value


def _prepare_plainly(view: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
    prepared = _prepare(view, field, value, export_format)
    return plain_cell(prepared) if export_format == view.FORMAT_CSV else prepared


# Titles and people's names in the exports of Wagtail's reports are what members wrote.
SpreadsheetExportMixin.preprocess_field_value = _prepare_plainly

# Wagtail's search does not say of what its results are: «1-20 of 285 None».
SearchView.verbose_name = Page._meta.verbose_name
SearchView.verbose_name_plural = Page._meta.verbose_name_plural
