"""What a file's row knows of its content."""

import hashlib
from typing import Any

from django.core.files.base import File
from django.db import models


def sha256_of(file: File) -> str:
    """Return the SHA-256 of the content, as 64 hexadecimal digits; the file stands at its beginning again."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


class Fingerprinted(models.Model):
    """A file with the hash by which the case record names it, kept equal to its content."""

    file: Any
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Compute the hash of a file that is new."""
        if self.file and (not self.sha256 or not self.file._committed):
            self.sha256 = sha256_of(self.file)
        super().save(*args, **kwargs)
