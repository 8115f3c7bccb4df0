"""Pictures and documents that lie beside the file of records."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from common.documents import check_document
from common.models import Attachment, Picture, User
from common.pictures import clean_picture
from innovations.importing.problems import Entry
from units.actions import provision_unit
from units.models import ServiceUnit

_MODELS: dict[str, type[Picture] | type[Attachment]] = {"pictures": Picture, "documents": Attachment}


class FilesBeside:
    """The folder in which the records' files are looked for; None where there is none (an upload)."""

    def __init__(self, folder: Path | None) -> None:
        """Name the folder of the ``.jsonl`` file."""
        self.folder = folder.resolve() if folder else None

    def note_faults(self, entry: Entry) -> None:
        """Note files that are missing, elsewhere, changed, too large or of a kind that is not taken."""
        for kind in _MODELS:
            for index, item in enumerate(entry.record.get(kind, ())):
                if "file" not in item:  # a fault that was noted
                    continue
                key = f"{kind}[{index}].file"
                path = self._path(item["file"])
                if path is None:
                    message = _("This file is not beside the records.")
                    entry.faults.add(key, item["file"], message)
                elif item.get("sha256", digest := _sha256(path)) != digest:
                    message = _("The file's content is another: its SHA-256 is %(sha256)s.")
                    entry.faults.add(f"{kind}[{index}].sha256", item["sha256"], message % {"sha256": digest})
                elif message := _refusal(kind, path):
                    entry.faults.add(key, item["file"], message)

    def stored(self, kind: str, item: dict[str, Any], unit: ServiceUnit, actor: User | None) -> Picture | Attachment:
        """Return the file in the unit's collection: the one that is there, or a new one."""
        if unit.collection_id is None:
            provision_unit(unit, actor)
        path = self._path(item["file"])
        if path is None:
            raise FileNotFoundError(item["file"])
        model = _MODELS[kind]
        with path.open("rb") as opened:
            given = File(opened, name=path.name)
            content = clean_picture(given) if kind == "pictures" else given
            found = model.objects.filter(collection_id=unit.collection_id, sha256=_sha256_of(content)).first()
            if found is not None:
                return found
            file = model(
                title=item["title"],
                collection_id=unit.collection_id,
                uploaded_by_user=actor,
                file=content,
                file_size=content.size,
            )
            file.save()
        return file

    def _path(self, name: str) -> Path | None:
        """Return the file's place, or None where it is missing or outside of the folder (by «..» or a link)."""
        if self.folder is None or "\\" in name:
            return None
        path = (self.folder / name).resolve()
        return path if path.is_relative_to(self.folder) and path.is_file() else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return _sha256_of(File(file))


def _sha256_of(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _refusal(kind: str, path: Path) -> str:
    """Return why a file is not taken, or nothing: the same checks as for what people upload."""
    check = clean_picture if kind == "pictures" else check_document
    try:
        with path.open("rb") as file:
            check(File(file, name=path.name))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
