"""Keep a case's unit equal to the unit in whose place of the tree it stands."""

from typing import Any

from wagtail.models import Page

from innovations.models import InnovationPage


def follow_move(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Give a moved case the unit of its new place (signal: post_page_move).

    A moved unit or agency takes its cases along: their unit stays.
    """
    for page in InnovationPage.objects.filter(pk=instance.pk):
        page.save(clean=False)
