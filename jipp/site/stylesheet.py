"""One small stylesheet as sent, several readable files as written.

``static/css/NN-name.css`` are joined, in the order of their numbers and without
their comments, into ``css/site.css``. A finder does it, so that the development
server, the tests and ``collectstatic`` all see the same file and no build step
can be forgotten.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

TARGET = "css/site.css"
SOURCES = "css/[0-9][0-9]-*.css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\n\s*")


def joined(texts: list[str]) -> str:
    """Return the sheets as one, without comments, indentation and blank lines."""
    return "\n".join(_INDENT.sub("\n", _COMMENT.sub("", text)).strip() for text in texts) + "\n"


class StylesheetFinder(BaseFinder):
    """Finds ``css/site.css``, and writes it anew when a source has changed."""

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        """Return where the sheet lies on disk; nothing for any other path."""
        if path != TARGET:
            return []
        self._write()
        found = str(self._folder / TARGET)
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """Yield the sheet, for ``collectstatic``."""
        self._write()
        yield TARGET, FileSystemStorage(location=str(self._folder))

    @property
    def _folder(self) -> Path:
        return Path(settings.DATA_DIR) / "stylesheet"

    def _write(self) -> None:
        sources = sorted((Path(settings.BASE_DIR) / "static").glob(SOURCES))
        target = self._folder / TARGET
        text = joined([source.read_text(encoding="utf-8") for source in sources])
        if target.exists() and target.read_text(encoding="utf-8") == text:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        # A file of its own: others may be writing the sheet at this moment too.
        with NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as draft:
            draft.write(text)
        Path(draft.name).replace(target)
