"""What a unit attaches to an entry: files and addresses, as the rules of the round name them."""

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from common.models import Attachment, User
from selections.actions.held_entries import hold_to_write, store
from selections.actions.log import log
from selections.errors import SelectionError
from selections.models import Entry, EntryPaper
from selections.rules.rulebook import Paper


@transaction.atomic
def attach_paper(
    actor: User, entry: Entry, code: str, *, seen: int, file: "File[Any] | None" = None, url: str = ""
) -> Entry:
    """Attach a file, or an address where the rules want one, in place of what was there.

    ``file`` or ``url`` was checked by its form. Raises PermissionDenied for somebody who may not write
    the entry, StaleError where somebody was quicker, SelectionError once it can't be written any more
    and for what the rules don't ask for.
    """
    held = hold_to_write(actor, entry, seen=seen)
    paper = _paper(held, code)
    document = _kept(actor, held, paper, file) if file is not None else None
    if (document is None) is not paper.link:
        raise SelectionError(_("“%(paper)s” is missing.") % {"paper": paper.name})
    EntryPaper.objects.update_or_create(entry=held, paper=code, defaults={"document": document, "url": url})
    store(held)
    log("entry_paper", held, actor, paper=code, sha256=document.sha256 if document else "", url=url)
    return held


def _paper(held: Entry, code: str) -> Paper:
    for paper in held.round.rulebook.papers_of(held.group):
        if paper.code == code:
            return paper
    raise SelectionError(_("The rules of the round don't ask for this."))


def _kept(actor: User, held: Entry, paper: Paper, file: "File[Any]") -> Attachment:
    title = Truncator(f"{paper.name}: {held}").chars(255)
    document = Attachment(title=title, file=file, collection=held.unit.collection, uploaded_by_user=actor)
    document.save()
    return document
