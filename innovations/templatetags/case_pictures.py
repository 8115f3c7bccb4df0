"""Pictures of a case, as the browser can choose their size and format."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from common.models import Rendition
from innovations.models import CasePicture
from innovations.pictures import FORMATS, WIDTHS, filter_spec

register = template.Library()


@register.simple_tag
def case_picture(picture: CasePicture, sizes: str = "100vw", eager: bool = False) -> SafeString:
    """Return a <picture> of the sizes that exist; nothing where none does.

    Never makes a size: that is done on publishing. One query, none where
    ``image__renditions`` was prefetched.
    """
    renditions = list(picture.image.renditions.all())
    if not renditions:
        return mark_safe("")
    by_spec = {rendition.filter_spec: rendition for rendition in renditions}
    sources = [(name, _widths(by_spec, name)) for name in FORMATS]
    fallback = _largest(sources[-1][1] or renditions)
    return format_html(
        '<picture>{}<img src="{}" width="{}" height="{}" alt="{}" decoding="async" loading="{}"></picture>',
        format_html_join(
            "",
            '<source type="image/{}" srcset="{}" sizes="{}">',
            ((name, _srcset(found), sizes) for name, found in sources if found),
        ),
        fallback.url,
        fallback.width,
        fallback.height,
        picture.alt,
        "eager" if eager else "lazy",
    )


def _widths(by_spec: dict[str, Rendition], file_format: str) -> list[Rendition]:
    specs = [filter_spec(width, file_format) for width in WIDTHS]
    return [by_spec[spec] for spec in specs if spec in by_spec]


def _srcset(renditions: Iterable[Rendition]) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)


def _largest(renditions: Iterable[Rendition]) -> Rendition:
    return max(renditions, key=lambda rendition: rendition.width)
