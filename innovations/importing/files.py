"""Pictures and documents that records name: checked, and taken into the unit's collection."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from common.documents import check_document
from common.models import Attachment, Picture, User
from common.models.fingerprints import sha256_of
from common.pictures import clean_picture
from innovations.importing.beside import Beside
from innovations.importing.problems import Entry
from innovations.models.parts import FILES
from units.actions import provision_unit
from units.models import ServiceUnit


class FilesBeside:
    """The files of the records; ``beside`` is None where records came without any."""

    def __init__(self, beside: Beside | None) -> None:
        """Say where the files lie."""
        self._beside = beside

    def note_faults(self, entry: Entry) -> None:
        """Note files that are missing, elsewhere, changed, too large or of a kind that is not taken."""
        for kind in FILES:
            for index, item in enumerate(entry.record.get(kind, ())):
                if "file" in item and (fault := self._fault(kind, item)):
                    key, message = fault
                    entry.faults.add(f"{kind}[{index}].{key}", item[key], message)

    def _fault(self, kind: str, item: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return the key that is wrong, and why: by the same checks as for what people upload."""
        check = clean_picture if kind == "pictures" else check_document
        try:
            file = self._open(item["file"])
            if file is None:
                message = _("This file is not beside the records. In the CMS, upload both together in one .zip.")
                return "file", message
            with file:
                digest = sha256_of(file)
                if item.get("sha256", digest) != digest:
                    message = _("The file's content is another: its SHA-256 is %(sha256)s.")
                    return "sha256", message % {"sha256": digest}
                check(file)
        except ValidationError as error:
            return "file", " ".join(error.messages)
        return None

    def stored(self, kind: str, item: dict[str, Any], unit: ServiceUnit, actor: User | None) -> Picture | Attachment:
        """Return the file in the unit's collection: the one that is there, or a new one."""
        if unit.collection_id is None:
            provision_unit(unit, actor)
        given = self._open(item["file"])
        if given is None:
            raise FileNotFoundError(item["file"])
        _field, model = FILES[kind]
        with given:
            content = clean_picture(given) if kind == "pictures" else given
            found = model.objects.filter(collection_id=unit.collection_id, sha256=sha256_of(content)).first()
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

    def _open(self, name: str) -> File | None:
        return self._beside.open(name) if self._beside else None
