"""What a picture that people upload must be, and what is taken out of it."""

import io
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

# Format as Pillow names it → format to write, options. MPO is a phone's JPEG with a second picture.
_WRITTEN: dict[str, tuple[str, dict[str, Any]]] = {
    "JPEG": ("JPEG", {"quality": 90, "optimize": True}),
    "MPO": ("JPEG", {"quality": 90, "optimize": True}),
    "PNG": ("PNG", {"optimize": True}),
    "WEBP": ("WEBP", {"quality": 90, "method": 4}),
    "AVIF": ("AVIF", {"quality": 80, "speed": 8}),
}
_EXTENSIONS = {
    "JPEG": {".jpg", ".jpeg"},
    "MPO": {".jpg", ".jpeg"},
    "PNG": {".png"},
    "WEBP": {".webp"},
    "AVIF": {".avif"},
}
# What a file may say beside its pixels; anything else (place, camera, author, text) is taken out.
_HARMLESS = frozenset(
    {
        "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "icc_profile", "gamma", "srgb", "transparency",
        "chromaticity", "background", "loop", "duration", "timestamp", "interlace", "progressive", "progression",
        "adobe", "adobe_transform", "aspect",
    }
)  # fmt: skip
_HARMLESS_JPEG_SEGMENTS = frozenset({"APP0", "APP2", "APP14"})


def clean_picture(file: File) -> File:
    """Return the picture without place, camera and other data, turned as it was meant to be seen.

    A file that carries nothing of the kind comes back byte for byte as it was.
    The same file in gives the same bytes out. Raises ValidationError where it is
    no picture, of another format than its name says, damaged or too large.
    """
    name = PurePath(file.name or "").name
    image = _open(file, name)
    form, options = _WRITTEN[image.format or ""]
    if not _says_more_than_pixels(image):
        file.seek(0)
        return file
    turned = ImageOps.exif_transpose(image)
    kept = {"icc_profile": image.info["icc_profile"]} if image.info.get("icc_profile") else {}
    plain = Image.new(turned.mode, turned.size)
    if turned.mode == "P":
        plain.putpalette(turned.getpalette("RGBA") or [], "RGBA")
    plain.paste(turned)
    if "transparency" in image.info and form == "PNG":
        kept["transparency"] = image.info["transparency"]
    written = io.BytesIO()
    plain.save(written, form, **options, **kept)
    return ContentFile(written.getvalue(), name=name)


def unreadable(name: str) -> ValidationError:
    """Return the error that the file of this name is no picture that can be read."""
    return ValidationError(
        _("“%(name)s” cannot be read as a picture: it is damaged or of another kind. Save it anew as JPEG or PNG."),
        params={"name": name},
    )


def _open(file: File, name: str) -> Image.Image:
    try:
        file.seek(0)
        image = Image.open(file)
        if image.format not in _WRITTEN or PurePath(name).suffix.lower() not in _EXTENSIONS[image.format]:
            raise ValidationError(
                _("“%(name)s” is not a picture of the kind that its name says. Use JPEG, PNG, WebP or AVIF."),
                params={"name": name},
            )
        if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise ValidationError(
                _("“%(name)s” is too large: %(width)s × %(height)s pixels. Make it smaller and try again."),
                params={"name": name, "width": image.width, "height": image.height},
            )
        image.load()
    except ValidationError:
        raise
    except Exception as error:  # a damaged picture makes its decoder raise whatever it met
        raise unreadable(name) from error
    return image


def _says_more_than_pixels(image: Image.Image) -> bool:
    if image.format == "MPO" or set(image.info) - _HARMLESS or getattr(image, "n_frames", 1) > 1:
        return True
    segments = {segment for segment, _data in getattr(image, "applist", ())}
    return bool(segments - _HARMLESS_JPEG_SEGMENTS) or bool(image.getexif())
