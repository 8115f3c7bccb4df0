"""Who may do what in a question to the innovator, and when one waits for an answer."""

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from units.rules import Act


class ReplyKind(StrEnum):
    """What a reply in a thread is: of the unit whose case it is, or of the unit that asked."""

    ANSWER = "answer"
    FOLLOW_UP = "follow_up"


class Deed(StrEnum):
    """What a person can want to do in a thread."""

    ANSWER = "answer"
    FOLLOW_UP = "follow_up"
    ACCEPT = "accept"  # mark one of the answers as the answer
    HIDE = "hide"  # with a reason; nothing is deleted
    RESTORE = "restore"


def possible_deeds(acts: Collection[Act], *, of_asking_unit: bool, hidden: bool) -> frozenset[Deed]:
    """Return what a person may do in a thread.

    ``acts`` is what the person may do for the unit of the case. That unit hides what is unfit;
    whether it was, moderators judge, so they alone show it again. A hidden thread rests.

    >>> sorted(possible_deeds({Act.WRITE}, of_asking_unit=False, hidden=False))
    [<Deed.ACCEPT: 'accept'>, <Deed.ANSWER: 'answer'>]
    """
    restore = frozenset({Deed.RESTORE}) if Act.PUBLISH in acts else frozenset()
    if hidden:
        return restore
    deeds = set(restore)
    if Act.WRITE in acts:
        deeds |= {Deed.ANSWER, Deed.ACCEPT}
    elif of_asking_unit:
        deeds |= {Deed.FOLLOW_UP, Deed.ACCEPT}
    if Act.ANSWER in acts:
        deeds.add(Deed.HIDE)
    return frozenset(deeds)


def waits_since(asked_at: datetime, replies: Iterable[tuple[ReplyKind, datetime]]) -> datetime | None:
    """Return since when a thread waits for the unit's answer; None where the unit had the last word.

    ``replies`` are those that are shown, the oldest first.
    """
    since: datetime | None = asked_at
    for kind, at in replies:
        since = None if kind is ReplyKind.ANSWER else since or at
    return since
