"""What is known of entries when they are checked, read for all of a round at once."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from innovations.given_awards import ShownAward, with_given
from innovations.models import Award, InnovationPage
from replications.models import Replication
from selections.checks.likeness import EntryText, Likeness, alike
from selections.models import Entry, EntryPaper, InvitedUnit, SelectionRound
from selections.rules.checks import Alike, Known
from selections.rules.entries import COUNTED

_TOLD = ("number", "title", "answers", "case_id", "round_id", "round__name", "round__year")
_BATCH = 500
_SHOWN = 3


def known_entries(selection_round: SelectionRound, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Known]]:
    """Yield the entries with what is known of them: five queries, and four more for each 500 of them.

    The entries are read without their records, which are too long to hold at once.
    """
    places = _places(selection_round)
    papers: defaultdict[int, set[str]] = defaultdict(set)
    for key, paper in EntryPaper.objects.filter(entry__round=selection_round).values_list("entry", "paper"):
        papers[key].add(paper)
    invited = set(InvitedUnit.objects.filter(round=selection_round).values_list("group", "unit"))
    likest = _likest(selection_round, [entry.pk for entry in entries])
    for start in range(0, len(entries), _BATCH):
        some = entries[start : start + _BATCH]
        texts = Entry.objects.filter(pk__in=[one.pk for one in some]).values_list("pk", "record")
        records = {pk: json.loads(text) for pk, text in texts}
        replicated, named = _replicated(some), _named(records.values())
        awards = with_given({one.case_id: _told_awards(records[one.pk]) for one in some})
        for entry in some:
            record = records[entry.pk]
            yield (
                entry,
                Known(
                    started_on=record.get("started_on", ""),
                    seen_on=record.get("seen_on", ""),
                    earlier_of_agency=places.get(entry.pk),
                    invited=(entry.group, entry.unit_id) in invited,
                    answers=entry.answers,
                    papers=frozenset(papers[entry.pk]),
                    ranks=_ranks(awards[entry.case_id], selection_round.scheme),
                    replicated=replicated.get(entry.case_id, ""),
                    named_original=named.get(record.get("replicates", ""), ""),
                    alike=None if likest is None else likest[entry.pk],
                ),
            )


def _replicated(entries: Sequence[Entry]) -> dict[int, str]:
    """Return by the cases that grew from a replication the title of what was copied."""
    grown = Replication.objects.filter(own_case__in=[entry.case_id for entry in entries])
    return dict(grown.values_list("own_case", "case__title"))


def _named(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return by their ids the titles of the originals that records name; of one that is gone its id."""
    ids = {record["replicates"] for record in records if "replicates" in record}
    titles = InnovationPage.objects.filter(record_id__in=ids).values_list("record_id", "title")
    return {one: one for one in ids} | dict(titles)


def _told_awards(record: Mapping[str, Any]) -> list[Award]:
    return [Award(**one) for one in record.get("awards", [])]


def _ranks(awards: Iterable[ShownAward], scheme: str) -> list[str]:
    """Return the ranks of the same scheme, told by the case or given here."""
    return [one.award.rank for one in awards if one.award.scheme == scheme and one.award.rank]


def _places(selection_round: SelectionRound) -> dict[int, int]:
    """Return how many entries of the same agency and group were submitted before; nothing without an agency."""
    counted = Entry.objects.filter(round=selection_round, state__in=COUNTED, unit__agency__isnull=False)
    rows = counted.order_by("submitted_at", "number").values_list("pk", "unit__agency", "group")
    before: defaultdict[tuple[int, str], int] = defaultdict(int)
    places = {}
    for pk, agency, group in rows:
        places[pk] = before[agency, group]
        before[agency, group] += 1
    return places


def _likest(selection_round: SelectionRound, asked: Iterable[int]) -> dict[int, list[Alike]] | None:
    """Return what is like the entries asked for, in this round and in those of this year and before.

    The same case in another round is no copy: it may enter again, and what it won then counts elsewhere.
    """
    submitted = Entry.objects.filter(state__in=COUNTED, round__year__lte=selection_round.year)
    rows = {row["pk"]: row for row in submitted.order_by("pk").values("pk", *_TOLD)}
    texts = {pk: EntryText(row["title"], " ".join(row["answers"].values())) for pk, row in rows.items()}
    found = alike(texts, list(asked))
    if found is None:
        return None
    return {
        pk: [_alike(rows[one.key], one) for one in others if rows[one.key]["case_id"] != rows[pk]["case_id"]][:_SHOWN]
        for pk, others in found.items()
    }


def _alike(row: Mapping[str, Any], one: Likeness) -> Alike:
    return Alike(
        key=one.key,
        entry=f"{row['number']:04} {row['title']}",
        round=f"{row['round__name']} {row['round__year']}",
        share=one.share,
        same_title=one.same_title,
    )
