"""Submitting from the editor: what lacks is named, and what was typed is kept as a draft.

Wagtail saves nothing when a submitted form is invalid. So a form that is not
ready to be submitted is saved instead, and every gap is named beside it.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Page

from innovations.cms.advice import anchor
from innovations.models import InnovationPage
from innovations.record import to_record
from innovations.rules import Gap, required_on_submit

SUBMIT = ("action-submit", "action-restart-workflow")
CANCEL = "action-cancel-workflow"


def check_edit(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Turn a submission with gaps into saving a draft (hook: before_edit_page)."""
    if not isinstance(page, InnovationPage) or request.method != "POST":
        return None
    review = page.current_workflow_state
    if CANCEL in request.POST and request.user.pk not in {page.owner_id, review and review.requested_by_id}:
        # Wagtail lets a reviewer cancel without a reason; reviewers send back.
        _drop(request, (CANCEL,))
    if any(name in request.POST for name in SUBMIT):
        stored = InnovationPage.objects.get(pk=page.pk)
        _check(request, lambda: stored.get_latest_revision_as_object(), stored.get_parent())
    return None


def check_create(request: HttpRequest, parent: Page, page_class: type[Page]) -> HttpResponse | None:
    """Do the same for a case that is submitted before it was ever saved (hook: before_create_page)."""
    if page_class is InnovationPage and request.method == "POST" and any(name in request.POST for name in SUBMIT):
        unit = parent.specific.unit
        _check(request, lambda: InnovationPage(owner_id=request.user.pk, unit=unit, locale=parent.locale), parent)
    return None


def name_gaps(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say what keeps the saved draft from being submitted (hooks: after_edit_page, after_create_page)."""
    gaps: list[Gap] | None = getattr(request, "_submission_gaps", None)
    if gaps is None:
        return None
    listed = format_html_join("", '<li><a href="#{}">{}</a></li>', ((anchor(gap.key), gap.message) for gap in gaps))
    messages.error(
        request,
        format_html("<p>{}</p><ul>{}</ul>", _("Saved as a draft, but not submitted yet. Still missing:"), listed),
    )
    return None


def _check(request: HttpRequest, make: Callable[[], InnovationPage], parent: Page) -> None:
    form = _form(request, make(), parent)
    form.defer_required_fields()
    if not form.is_valid():
        return
    gaps = required_on_submit(to_record(form.save(commit=False)))
    gaps += _blank_parts(_form(request, make(), parent), {gap.key for gap in gaps})
    if gaps:
        request._submission_gaps = gaps  # type: ignore[attr-defined]
        _drop(request, SUBMIT)


def _form(request: HttpRequest, page: InnovationPage, parent: Page) -> Any:
    # Forms change the page that they are given, so each gets one of its own.
    form_class = InnovationPage.get_edit_handler().get_form_class()
    return form_class(request.POST, request.FILES, instance=page, parent_page=parent, for_user=request.user)


def _blank_parts(form: Any, told: set[str]) -> list[Gap]:
    """Return the required fields that are blank in outcomes, awards, sources, pictures and documents."""
    form.is_valid()
    gaps = []
    for name, formset in form.formsets.items():
        for index, part in enumerate(formset.forms):
            gaps += [
                Gap(f"{name}[{index}]", f"{part.fields[field].label or field}: {' '.join(errors)}")
                for field, errors in _errors(part)
                if f"{name}[{index}].{field}" not in told
            ]
    return gaps


def _errors(part: BaseForm) -> list[tuple[str, list[str]]]:
    return [(field, [str(error) for error in errors]) for field, errors in part.errors.items() if field in part.fields]


def _drop(request: HttpRequest, names: tuple[str, ...]) -> None:
    data = request.POST.copy()
    for name in names:
        data.pop(name, None)
    request.POST = data  # type: ignore[assignment]
