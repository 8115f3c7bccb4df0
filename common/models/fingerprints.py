"""What a file's row knows of its content."""

import hashlib
from typing import Any

from django.db import models


class Fingerprinted(models.Model):
    """A file with the hash by which the case record names it, kept equal to its content."""

    file: Any
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Compute the hash of a file that is new."""
        if self.file and (not self.sha256 or not self.file._committed):
            digest = hashlib.sha256()
            for chunk in self.file.chunks():
                digest.update(chunk)
            self.file.seek(0)
            self.sha256 = digest.hexdigest()
        super().save(*args, **kwargs)
