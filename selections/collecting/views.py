"""«Koleksi»: cases that a person keeps together. Whose collection is not shared is found by nobody else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt
from common.tables import table_response
from innovations.models import InnovationPage
from selections.asked_cases import asked_cases
from selections.collecting.actions import add_cases, move_case, open_collection, store_collection
from selections.collecting.forms import AddForm, CollectionForm, NoteForm
from selections.collecting.queries import counted, kept_cases, own_collections
from selections.collecting.table import collection_table
from selections.models import CollectedCase, Collection
from units.views.requests import PersonRequest


@login_required
@require_safe
@never_cache
def index(request: PersonRequest) -> HttpResponse:
    """List the person's collections and those that others share."""
    context = {
        "own": counted(own_collections(request.user)),
        "shared": counted(Collection.objects.shared_with(request.user)),
    }
    return render(request, "selections/collections/list.html", context)


@login_required
@never_cache
def create(request: PersonRequest) -> HttpResponse:
    """Begin a collection."""
    return _edit(request, Collection(owner=request.user))


@login_required
@never_cache
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a collection's name, note and readers."""
    return _edit(request, _own(request, pk))


def _edit(request: PersonRequest, collection: Collection) -> HttpResponse:
    form = CollectionForm(request.POST or None, instance=collection)
    if request.method == "POST" and form.is_valid():
        stored = attempt(request, lambda: store_collection(form.save(commit=False)))
        if stored is not None:
            messages.success(request, _("Saved."))
            return redirect("collection", stored.pk)
    return render(request, "selections/collections/form.html", {"form": form, "collection": collection})


@login_required
@require_POST
def delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete a collection; its cases stay where they are."""
    collection = _own(request, pk)
    collection.delete()
    messages.success(request, _("«%(name)s» is deleted.") % {"name": collection})
    return redirect("collections")


@login_required
@never_cache
def add(request: PersonRequest) -> HttpResponse:
    """Ask into which collection the cases go; on POST put them there."""
    asked = asked_cases(request.POST or request.GET, timezone.now())
    form = AddForm(request.POST or None, person=request.user)
    if request.method == "POST" and asked.keys and form.is_valid():
        collection = attempt(request, lambda: _keep(request, form, asked.keys))
        if collection is not None:
            return _back(request, asked.keys[0]) if "back" in request.POST else redirect("collection", collection.pk)
    context = {"form": form, "cases": InnovationPage.objects.filter(pk__in=asked.keys), "unknown": asked.unknown}
    return render(request, "selections/collections/add.html", context)


def _keep(request: PersonRequest, form: AddForm, cases: list[int]) -> Collection:
    name = form.cleaned_data["name"] or _("Kept cases")
    collection: Collection = form.cleaned_data["collection"] or open_collection(request.user, name)
    new = add_cases(collection, cases)
    words = ngettext("%(new)d case added to «%(name)s».", "%(new)d cases added to «%(name)s».", new)
    said = words if new else _("«%(name)s» has this already.")
    messages.success(request, said % {"new": new, "name": collection})
    return collection


@login_required
@require_safe
@never_cache
def detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a collection to its owner and to those with whom it is shared."""
    collection = _readable(request, pk)
    rows = [
        (kept, NoteForm(instance=kept.item, auto_id=f"{kept.item.pk}-%s"))
        for kept in kept_cases(collection, timezone.now(), request)
    ]
    context = {"collection": collection, "rows": rows, "is_own": collection.owner == request.user}
    return render(request, "selections/collections/detail.html", context)


@login_required
@require_safe
@never_cache
def download(request: PersonRequest, pk: int, kind: str) -> HttpResponse:
    """Send a collection as a table."""
    collection = _readable(request, pk)
    site = request.build_absolute_uri("/").rstrip("/")
    kept = kept_cases(collection, timezone.now(), request)
    return table_response(collection_table(collection, kept, site), kind, "koleksi")


@login_required
@require_POST
def item(request: PersonRequest, pk: int, item_id: int) -> HttpResponse:
    """Note something of a case, move it, or take it out of the collection."""
    found = get_object_or_404(CollectedCase, pk=item_id, collection=_own(request, pk))
    case = found.case_id
    if "remove" in request.POST:
        found.delete()
        messages.success(request, _("Taken out of «%(name)s».") % {"name": found.collection})
    else:
        _note(request, found)
    return _back(request, case) if "back" in request.POST and case else redirect("collection", pk)


def _note(request: PersonRequest, item: CollectedCase) -> None:
    """Keep the note; where the case is moved too, what was typed beside the button is not lost."""
    form = NoteForm(request.POST, instance=item)
    if not form.is_valid():
        messages.error(request, form.errors["note"].as_text())
        return
    form.save()
    if "up" in request.POST or "down" in request.POST:
        move_case(item, up="up" in request.POST)
    else:
        messages.success(request, _("Saved."))


def _back(request: PersonRequest, case: int) -> HttpResponse:
    """Lead back to the page of a public case from which the person came."""
    return redirect(get_object_or_404(InnovationPage, pk=case).get_url(request))


def _own(request: PersonRequest, pk: int) -> Collection:
    return get_object_or_404(own_collections(request.user), pk=pk)


def _readable(request: PersonRequest, pk: int) -> Collection:
    collections = Collection.objects.readable_by(request.user).select_related(
        "owner", "shared_with_unit", "shared_with_round"
    )
    return get_object_or_404(collections, pk=pk)
