"""What is attached to an entry."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt, understood
from common.files import serve, stored_document
from selections import actions
from selections.entries.forms import PaperForm
from selections.entries.views.seen_entries import seen_entry
from selections.models import Entry, EntryPaper
from selections.rules.rulebook import Paper
from units.views.requests import PersonRequest


@login_required
@require_POST
def attach(request: PersonRequest, pk: int, code: str) -> HttpResponse:
    """Attach a file or an address."""
    entry = seen_entry(request, pk)
    form = PaperForm(request.POST, request.FILES, paper=_paper(entry.round.rulebook.papers_of(entry.group), code))
    if understood(request, form):
        told = dict(form.cleaned_data)
        attempt(request, lambda: actions.attach_paper(request.user, entry, code, **told))
    return redirect("entry_form", pk)


@login_required
@require_safe
def download(request: PersonRequest, pk: int, code: str) -> HttpResponseBase:
    """Send a file to whoever may read the entry; it is called as the rules call it, not as its unit did."""
    return send_paper(request, seen_entry(request, pk), code)


def send_paper(request: PersonRequest, entry: Entry, code: str) -> HttpResponseBase:
    """Send a file of an entry that the person may read."""
    paper = _paper(entry.round.rulebook.papers, code)
    attached = get_object_or_404(EntryPaper.objects.select_related("document"), entry=entry, paper=code)
    if attached.document is None:
        raise Http404
    called = f"{entry.number:04}-{slugify(paper.name)}.pdf"
    try:
        return serve(request, stored_document(attached.document)._replace(download_as=called), public=False)
    except FileNotFoundError as error:
        raise Http404 from error


def _paper(papers: tuple[Paper, ...], code: str) -> Paper:
    for paper in papers:
        if paper.code == code:
            return paper
    raise Http404
