"""Labels of fields that many sections of a form have alike."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def label_of(word: str, thing: str) -> SafeString:
    """Return a label that says to those who hear it of which thing the field is; others see it stand there."""
    return format_html('{}<span class="visually-hidden">: {}</span>', word, thing)
