"""Writing the rules so that the index hears of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from wagtail.log_actions import log

from common.models import User
from search import outbox
from search.effects.queries import cases_measured_otherwise, current_matcher
from search.models import EffectRule


@contextmanager
def changing_rules() -> Iterator[None]:
    """Hold a change of rules: what it alters for which cases goes to the outbox with it."""
    with transaction.atomic():
        before = current_matcher()
        yield
        outbox.record(cases_measured_otherwise(before, current_matcher()), bulk=True)


def add_rule(rule: EffectRule, user: User) -> None:
    """Store a new rule. Raises ValidationError where it can't be one."""
    rule.full_clean()
    with changing_rules():
        rule.save()
        log(instance=rule, action="wagtail.create", user=user, content_changed=True)
