"""The replication guide of a case: its own fields as a page to print, and its documents, in one ZIP."""

import tempfile
import zipfile
from collections.abc import Iterator
from itertools import chain, count
from pathlib import PurePath
from typing import IO

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import get_valid_filename, slugify
from django.utils.translation import gettext as _

from common.models import Attachment
from innovations.figures import outcome_figure
from innovations.models import InnovationPage
from innovations.queries import visible_cases
from replications.lineage.copies import copies_of
from replications.lineage.rows import rows_of

# What is larger waits on the disk until it is sent.
_IN_MEMORY = 2**20
_COPY_BYTES = 2**16
# Those that came furthest come first.
_COPIES = 20


def guide_name(case: InnovationPage) -> str:
    """Return the name of the guide's file, without an ending."""
    return "-".join((_("replication-guide"), slugify(case.title)[:60] or case.record_id))


def guide_archive(case: InnovationPage, address: str) -> IO[bytes]:
    """Return the ZIP, read from its beginning; ``address`` is that of the case's page. Eleven queries at most.

    It tells how copying went elsewhere. A document whose file is gone is left out.
    """
    outcomes = [outcome_figure(one) for one in case.outcomes.all()]
    documents = [file.document for file in case.documents.select_related("document")]
    names = dict(zip(documents, _names(documents), strict=True))
    copies = copies_of([case.pk], visible_cases(timezone.now())).get(case.pk, [])
    context = {
        "page": case,
        "outcomes": outcomes,
        "copies": rows_of(copies[:_COPIES], case),
        "more": max(0, len(copies) - _COPIES),
        "names": names.values(),
        "address": address,
    }
    target = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by who sends it
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{guide_name(case)}.html", render_to_string("replications/guide.html", context))
        for document, name in names.items():
            _add(archive, document, name)
    target.seek(0)
    return target


def _names(documents: list[Attachment]) -> Iterator[str]:
    """Yield a name for each document that no other one has, in small letters or large: many disks see no difference."""
    taken: set[str] = set()
    for document in documents:
        path = PurePath(get_valid_filename(document.filename))
        numbered = (f"{path.stem}-{number}{path.suffix}" for number in count(2))
        name = next(one for one in chain([path.name], numbered) if one.casefold() not in taken)
        taken.add(name.casefold())
        yield name


def _add(archive: zipfile.ZipFile, document: Attachment, name: str) -> None:
    try:
        source = document.file.open("rb")
    except FileNotFoundError:
        return
    with source, archive.open("/".join((_("documents"), name)), "w") as entry:
        for chunk in source.chunks(_COPY_BYTES):
            entry.write(chunk)
