"""Questions to the innovator: what members of other units ask about a case, for everyone to read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from replications.choices import REPLY_KINDS
from replications.rules import ReplyKind


class Post(models.Model):
    """What somebody wrote in a thread. Hidden is not deleted: who, when and why stay with it.

    Readers see units, not persons; who wrote it is for those who have to account for it.
    """

    text = models.TextField(_("text"), max_length=3000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    hidden_reason = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_hidden_for_a_reason",
                condition=Q(hidden_at=None, hidden_by=None, hidden_reason="")
                | Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hidden_reason=""),
            )
        ]


class Question(Post):
    """A question about a case, asked by a member for a unit. The answers hang on it.

    ``waiting_since`` says since when the unit of the case has the next word; null where it had
    the last one. ``rules.waits_since`` is asked anew on every change.
    """

    case = models.ForeignKey(
        "innovations.InnovationPage", verbose_name=_("innovation"), on_delete=models.CASCADE, related_name="questions"
    )
    unit = models.ForeignKey(
        "units.ServiceUnit", verbose_name=_("unit that asks"), on_delete=models.PROTECT, related_name="questions"
    )
    waiting_since = models.DateTimeField(null=True, editable=False)
    accepted = models.ForeignKey(
        "replications.Reply", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Post.Meta):
        verbose_name = _("question to the innovator")
        verbose_name_plural = _("questions to the innovator")
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(
                fields=["waiting_since"],
                condition=Q(waiting_since__isnull=False, hidden_at=None),
                name="question_waiting",
            )
        ]

    def __str__(self) -> str:
        """Return the case and the unit that asks."""
        return f"{self.case} ← {self.unit}"


class Reply(Post):
    """An answer of the unit whose case it is, or another question of the unit that asked."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="replies", editable=False)
    kind = models.CharField(max_length=16, choices=REPLY_KINDS, editable=False)

    class Meta(Post.Meta):
        verbose_name = _("reply to a question")
        verbose_name_plural = _("replies to questions")
        ordering = ["written_at", "pk"]
        constraints = [
            *Post.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=sorted(ReplyKind)), name="reply_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        """Return the question to which it belongs."""
        return str(self.question)
