"""Importing and exporting case records in the CMS: for moderators."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from common.documents import CONTENT_TYPES
from common.models import User
from innovations.exporting import export_cases, exported_cases
from innovations.importing import background
from innovations.importing.problems import Problem
from innovations.importing.record_files import NOT_TAKEN, SUFFIXES
from innovations.importing.words import place_of
from innovations.models import CaseImport
from innovations.spreadsheets.template import template
from units.cms import ModeratorsMenuItem
from units.queries import is_moderator

MEGABYTE = 1024 * 1024
LARGEST_UPLOAD = 30 * MEGABYTE  # below settings.REQUEST_MAX_SIZE, which bounds the whole request


class UploadForm(forms.Form):
    """The file of records."""

    file = forms.FileField(
        label=gettext_lazy("File (.jsonl, .xlsx or .zip)"),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES), "aria-describedby": "file-help"}),
    )

    def clean_file(self) -> UploadedFile:
        """Return the file; ValidationError where it is too large or of another kind."""
        file: UploadedFile = self.cleaned_data["file"]
        if Path(file.name or "").suffix.lower() not in SUFFIXES:
            raise ValidationError(NOT_TAKEN)
        if (file.size or 0) > LARGEST_UPLOAD:
            message = _("“%(name)s” is larger than %(limit)s MB. Import it in parts.")
            raise ValidationError(message, params={"name": file.name, "limit": LARGEST_UPLOAD // MEGABYTE})
        return file


class ConfirmForm(forms.Form):
    """How to import what was checked."""

    overwrite = forms.BooleanField(label=gettext_lazy("Also replace cases that were edited here"), required=False)
    partial = forms.BooleanField(
        label=gettext_lazy("Leave out the records with errors and import the rest"), required=False
    )


def menu_item() -> MenuItem:
    """Return the menu's entry (hook: register_admin_menu_item)."""
    return ModeratorsMenuItem(gettext_lazy("Import and export"), reverse("case_import"), icon_name="upload", order=800)


def upload(request: HttpRequest) -> HttpResponse:
    """Ask for a file (GET), keep it and begin to check it (POST): nothing is written yet."""
    actor = _require_moderator(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file: UploadedFile = form.cleaned_data["file"]
        received = background.receive(actor, Path(file.name or "").name, file)
        return redirect("case_import_report", received.pk)
    context = {
        "header_title": _("Import and export"),
        "form": form,
        "imports": CaseImport.objects.filter(actor=actor),
        "most_records": background.MOST_RECORDS,
        "largest_upload": LARGEST_UPLOAD // MEGABYTE,
    }
    return render(request, "innovations/cms/import.html", context)


def report(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Show how far an upload is and what it would do or has done (GET), import it (POST)."""
    actor = _require_moderator(request)
    received = CaseImport.objects.filter(pk=token, actor=actor).first()
    if received is None:
        messages.info(request, _("This upload has expired. Upload the file again if need be."))
        return redirect("case_import")
    if request.method == "POST":
        form = ConfirmForm(request.POST)
        background.begin(received, form.cleaned_data if form.is_valid() else {})
        return redirect("case_import_report", token)
    progress = background.look(received)
    return render(request, "innovations/cms/import_report.html", _context(received, progress))


def template_file(request: HttpRequest) -> HttpResponse:
    """Send the empty spreadsheet template."""
    _require_moderator(request)
    response = HttpResponse(template(), content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = 'attachment; filename="jipp-inovasi.xlsx"'
    return response


def export_file(request: HttpRequest) -> StreamingHttpResponse:
    """Send the records of all public cases, line by line."""
    _require_moderator(request)
    lines: Iterator[str] = (f"{line}\n" for line in export_cases(exported_cases()))
    response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="jipp-inovasi-{day}.jsonl"'
    return response


def _require_moderator(request: HttpRequest) -> User:
    if not is_moderator(request.user):
        raise PermissionDenied
    return cast(User, request.user)


def _context(received: CaseImport, progress: background.Progress | None) -> dict[str, Any]:
    result = received.report or {}
    problems = [Problem(**problem) for problem in result.get("problems", ())]
    imports = result.get("created", 0) + result.get("updated", 0) + len(result.get("left", ()))
    return {
        "header_title": received.name,
        "received": received,
        "progress": progress,
        "result": result,
        "form": ConfirmForm(),
        "rows": [(place_of(problem), problem) for problem in problems],
        "may_import": bool(imports) and result["refused"] < result["total"],
    }
