"""Checks of one address: may this person ask it about the objects that it names."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, TaskState, UploadedFile

from units.gate.reach import Reach

Check = Callable[[HttpRequest, Reach, dict[str, Any]], bool]

_FILE_BULK_ACTIONS = {"delete", "add_to_collection"}


def anyone(_request: HttpRequest, _reach: Reach, _captured: dict[str, Any]) -> bool:
    """Open to members: names no object, and Wagtail shows the person's own things only."""
    return True


def moderators_only(_request: HttpRequest, _reach: Reach, _captured: dict[str, Any]) -> bool:
    """Keep members and local admins out."""
    return False


def own_case(name: str) -> Check:
    """Open where the page in the captured ``name`` is a case of an own unit."""
    return lambda _request, reach, captured: reach.holds_case(int(captured[name]))


def own_unit_page(name: str) -> Check:
    """Open where the page in the captured ``name`` is an own unit's page."""
    return lambda _request, reach, captured: reach.holds_unit_page(int(captured[name]))


def on_own_way(name: str) -> Check:
    """Open for pages in an own place and those on the way to it."""
    return lambda _request, reach, captured: reach.passes_by(int(captured[name]))


def own_picture(name: str) -> Check:
    """Open where the person may use or change the picture in the captured ``name``."""
    return lambda _request, reach, captured: reach.holds_picture(captured[name])


def own_attachment(name: str) -> Check:
    """Open where the person may use or change the document in the captured ``name``."""
    return lambda _request, reach, captured: reach.holds_attachment(captured[name])


def own_chosen_pictures(request: HttpRequest, reach: Reach, _captured: dict[str, Any]) -> bool:
    """Open where every picture that the query names (``id``) is an own one."""
    return all(reach.holds_picture(pk) for pk in request.GET.getlist("id"))


def own_chosen_attachments(request: HttpRequest, reach: Reach, _captured: dict[str, Any]) -> bool:
    """Open where every document that the query names (``id``) is an own one."""
    return all(reach.holds_attachment(pk) for pk in request.GET.getlist("id"))


def own_task_of_case(_request: HttpRequest, reach: Reach, captured: dict[str, Any]) -> bool:
    """Open where the case is an own one and the task state is one of that case."""
    page_id = int(captured["page_id"])
    tasks = TaskState.objects.filter(pk=captured["task_state_id"], workflow_state__object_id=str(page_id))
    return reach.holds_case(page_id) and tasks.exists()


def own_upload(request: HttpRequest, _reach: Reach, captured: dict[str, Any]) -> bool:
    """Open for the person who sent the unfinished upload."""
    return UploadedFile.objects.filter(pk=captured["uploaded_file_id"], uploaded_by_user=request.user).exists()


def own_edited_page(_request: HttpRequest, reach: Reach, captured: dict[str, Any]) -> bool:
    """Open where the object being edited together is a case of an own unit."""
    pages = {(model._meta.app_label, model._meta.model_name) for model in (Page, *Page.__subclasses__())}
    names_page = (captured["app_label"], captured["model_name"]) in pages
    return names_page and reach.holds_case(int(captured["object_id"]))


def explorer_only(request: HttpRequest, _reach: Reach, _captured: dict[str, Any]) -> bool:
    """Open for the page menu, which asks for explorable pages alone."""
    return request.GET.get("for_explorer") == "1"


def own_files_in_bulk(request: HttpRequest, reach: Reach, captured: dict[str, Any]) -> bool:
    """Open for removing and sorting own pictures and documents, every one named by its id."""
    ids = request.GET.getlist("id")
    holds = {
        ("common", "picture"): reach.holds_picture,
        ("common", "attachment"): reach.holds_attachment,
    }.get((captured["app_label"], captured["model_name"]))
    return holds is not None and captured["action"] in _FILE_BULK_ACTIONS and bool(ids) and all(map(holds, ids))
