"""Importing and exporting case records in the CMS: for moderators."""

import uuid
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import Any, cast

from django import forms
from django.conf import settings
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

from common.models import User
from innovations.exporting import export_cases, exported_cases
from innovations.importing.problems import Entry, UnreadableFileError
from innovations.importing.record_files import NOT_TAKEN, SUFFIXES, open_record_file
from innovations.importing.run import ImportOptions, ImportReport, run_import
from innovations.importing.words import MOST_SHOWN, place_of
from innovations.spreadsheets.template import template
from units.cms import ModeratorsMenuItem
from units.queries import is_moderator

LARGEST_UPLOAD = 30 * 1024 * 1024  # below settings.REQUEST_MAX_SIZE, which bounds the whole request
MOST_RECORDS = 3_000
KEPT_SECONDS = 60 * 60 * 24
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """The file of records."""

    file = forms.FileField(label=gettext_lazy("File (.jsonl, .xlsx or .zip)"))

    def clean_file(self) -> UploadedFile:
        """Return the file; ValidationError where it is too large or of another kind."""
        file: UploadedFile = self.cleaned_data["file"]
        if Path(file.name or "").suffix.lower() not in SUFFIXES:
            raise ValidationError(NOT_TAKEN)
        if (file.size or 0) > LARGEST_UPLOAD:
            limit = LARGEST_UPLOAD // 1024**2
            raise ValidationError(_("This file is larger than %(limit)s MB.") % {"limit": limit})
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
    """Ask for a file (GET), check it and show the report (POST): nothing is written yet."""
    _require_moderator(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        token = _keep(request, form.cleaned_data["file"])
        return redirect("case_import_report", token)
    return render(request, "innovations/cms/import.html", {"header_title": _("Import and export"), "form": form})


def report(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Show what the file would do (GET), import it (POST). The file is gone after a successful import."""
    actor = _require_moderator(request)
    path, name = _kept(request, token)
    if not path.is_file():
        messages.info(request, _("This file was imported already or has expired. Upload it again if need be."))
        return redirect("case_import")
    form = ConfirmForm(request.POST or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    try:
        with open_record_file(path) as file:
            result = run_import(
                _few(file.entries),
                actor=actor,
                options=ImportOptions(dry_run=request.method != "POST", **wanted),
                beside=file.beside,
                source=name,
            )
    except UnreadableFileError as error:
        rmtree(path.parent)
        messages.error(request, str(error))
        return redirect("case_import")
    if result.written:
        rmtree(path.parent)
        messages.success(request, _done(result))
        return redirect("case_import")
    return render(request, "innovations/cms/import_report.html", _context(result, form, name))


def template_file(request: HttpRequest) -> HttpResponse:
    """Send the empty spreadsheet template."""
    _require_moderator(request)
    response = HttpResponse(template(), content_type=SPREADSHEET)
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


def _few(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of a file; UnreadableFileError where there are none, or too many for a screen."""
    found = list(islice(entries, MOST_RECORDS + 1))
    if len(found) > MOST_RECORDS:
        message = _("More than %(most)s records at once are imported with the command import_cases.")
        raise UnreadableFileError(message % {"most": MOST_RECORDS})
    if not found:
        raise UnreadableFileError(_("The file has no record."))
    return found


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "imports"


def _keep(request: HttpRequest, file: UploadedFile) -> uuid.UUID:
    """Keep the upload for the confirmation, for this session only, and drop those that nobody confirmed."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    now = timezone.now().timestamp()
    for old in folder.iterdir():
        if now - old.stat().st_mtime > KEPT_SECONDS:
            rmtree(old, ignore_errors=True)
    token = uuid.uuid4()
    suffix = Path(file.name or "").suffix.lower()
    (folder / token.hex).mkdir()  # of its own, so that no record can name another's upload
    with (folder / token.hex / f"records{suffix}").open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    request.session["import"] = {"token": token.hex, "suffix": suffix, "name": Path(file.name or "").name}
    return token


def _kept(request: HttpRequest, token: uuid.UUID) -> tuple[Path, str]:
    """Return place and name of the upload; a place without a file where it is not this session's."""
    kept = request.session.get("import", {})
    if kept.get("token") != token.hex:
        return _folder() / "none", ""
    return _folder() / token.hex / f"records{kept['suffix']}", kept["name"]


def _done(result: ImportReport) -> str:
    counts = {"created": result.created, "updated": result.updated, "units": result.new_units}
    return _("Imported: %(created)s new cases, %(updated)s changed cases, %(units)s new units.") % counts


def _context(result: ImportReport, form: ConfirmForm, name: str) -> dict[str, Any]:
    found = [*result.problems, *result.warnings]
    return {
        "header_title": _("Check of %(file)s") % {"file": name},
        "result": result,
        "form": form,
        "rows": [(place_of(problem), problem) for problem in found[:MOST_SHOWN]],
        "more": max(len(found) - MOST_SHOWN, 0),
        "may_import": bool(result.writes or result.left) and (not result.refused or result.refused < result.total),
    }
