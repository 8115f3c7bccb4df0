"""Say what the score of a case for a search is made of."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from innovations.models import InnovationPage
from search.engines.base import ScorePart
from search.errors import SearchUnavailable
from search.labels import field_label, score_label
from search.scores import explain_score


class Command(BaseCommand):
    """Print how the search was read, and each part of the score with the places it comes from."""

    help = "Say what the score of a case for a search is made of."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take search and case."""
        parser.add_argument("query", help="what is searched for, in quotation marks")
        parser.add_argument("record_id", help="the case's id, such as jipp-0004")

    def handle(self, *args: Any, **options: Any) -> None:
        """Explain; fails for a case that is not here and where the engine does not answer."""
        page_id = InnovationPage.objects.filter(record_id=options["record_id"]).values_list("pk", flat=True).first()
        if page_id is None:
            raise CommandError(_("There is no case with the id %(id)s.") % {"id": options["record_id"]})
        try:
            explanation = explain_score(options["query"], page_id, timezone.now())
        except SearchUnavailable as unavailable:
            raise CommandError(unavailable.reason) from unavailable
        for clause in explanation.reading.request.clauses:
            others = ", ".join(f"{one.text} ({one.weight:g})" for one in clause.alternatives[1:])
            self.stdout.write(f"{'-' if clause.negated else ''}{clause.word}: {others or '–'}")
        score = explanation.score
        for part in score.parts:
            self._print(part)
        verdict = _("in all") if score.found else _("The search does not find it.")
        self.stdout.write(f"{score.score:10.3f}  {verdict}")

    def _print(self, part: ScorePart) -> None:
        self.stdout.write(f"{part.score:10.3f}  {score_label(part.kind)}: {part.word}")
        for place in sorted(part.places, key=lambda place: -place.score):
            self.stdout.write(f"{'':12}{place.score:8.3f}  {field_label(place.field)}: {place.text}")
