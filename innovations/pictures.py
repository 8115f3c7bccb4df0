"""Pictures in fitting sizes: made when a case is published, never while somebody reads."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from common.models import Picture, Rendition
from innovations.models import CasePicture, InnovationPage

logger = logging.getLogger(__name__)

WIDTHS = (320, 640, 1280)
FORMATS = ("avif", "webp")  # the best first; both are read by every browser of the last years


def filter_spec(width: int, file_format: str) -> str:
    """Return Wagtail's name for a picture in this width and format."""
    return f"width-{width}|format-{file_format}"


def specs_for(picture: Picture) -> list[str]:
    """Return the sizes that make sense for a picture: none wider than itself, but always the smallest."""
    widths = [width for width in WIDTHS if width <= picture.width] or [WIDTHS[0]]
    return [filter_spec(width, file_format) for width in widths for file_format in FORMATS]


def cover_rendition(pictures: Sequence[CasePicture]) -> Rendition | None:
    """Return the first picture in its largest ready-made WebP size, for those who share the case."""
    ready = pictures[0].image.renditions.all() if pictures else []
    return max(
        (rendition for rendition in ready if rendition.filter_spec.endswith("format-webp")),
        key=lambda rendition: rendition.width,
        default=None,
    )


def make_renditions(page_ids: Iterable[int]) -> int:
    """Make what is missing for the pictures of live cases; return how many pictures were looked at.

    A picture that cannot be read is logged and left: publishing never fails with it.
    """
    rows = CasePicture.objects.filter(page_id__in=list(page_ids), page__live=True).select_related("image")
    pictures = {row.image_id: row.image for row in rows}
    for picture in pictures.values():
        try:
            picture.get_renditions(*specs_for(picture))
        except (OSError, ValueError) as error:
            logger.warning("no sizes made for picture %s: %s", picture.pk, error)
    return len(pictures)


def make_after_publishing(sender: Any, instance: InnovationPage, **kwargs: Any) -> None:
    """Make the sizes once the publication is stored (signal: page_published)."""
    transaction.on_commit(lambda: make_renditions([instance.pk]), robust=True)


def make_after_import(sender: Any, page_ids: list[int], **kwargs: Any) -> None:
    """Make the sizes of many cases once they are stored (signal: cases_changed)."""
    transaction.on_commit(lambda: make_renditions(page_ids), robust=True)
