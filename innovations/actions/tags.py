"""Clearing away tags."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from innovations.models import InnovationPage, Tag


def forget_tags() -> int:
    """Remove the tags that neither a case nor any of its revisions has; return how many.

    Autosave makes a tag of each half-typed word and overwrites the revision that had it.
    """
    # In this order: a draft that takes up an unused tag meanwhile keeps it.
    unused = set(Tag.objects.filter(cases=None).values_list("pk", flat=True))
    revisions = Revision.objects.filter(content_type=ContentType.objects.get_for_model(InnovationPage))
    for tags in revisions.values_list("content__tags", flat=True).iterator():
        unused.difference_update(tags or ())
    _total, removed = Tag.objects.filter(pk__in=unused, cases=None).delete()
    return removed.get(Tag._meta.label, 0)
