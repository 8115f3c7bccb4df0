"""Collections: cases that somebody keeps together, to compare them and to tell others."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import User
from selections.choices import SeatRole
from selections.models.rounds import SelectionRound
from selections.models.seats import Seat
from units.queries import own_units


class CollectionQuerySet(models.QuerySet["Collection"]):
    """Collections by who may read them. Each audience of ``Collection`` has its condition here, and nowhere else."""

    def shared_with(self, person: User | AnonymousUser) -> "CollectionQuerySet":
        """Return those that others share with the person."""
        return self.filter(_shared_with(person)).exclude(owner=person.pk)

    def readable_by(self, person: User | AnonymousUser) -> "CollectionQuerySet":
        """Return the person's own and those that others share with the person."""
        return self.filter(Q(owner=person.pk) | _shared_with(person))


def rounds_to_share_with(person: User | AnonymousUser) -> models.QuerySet[SelectionRound]:
    """Return the rounds in which the person is of the panel or of the secretariat: those share with each other."""
    seats = Seat.objects.filter(user=person.pk, role__in=(SeatRole.PANEL, SeatRole.SECRETARIAT), ended_at=None)
    return SelectionRound.objects.filter(pk__in=seats.values("round"))


def _shared_with(person: User | AnonymousUser) -> Q:
    return Q(shared_with_unit__in=own_units(person)) | Q(shared_with_round__in=rounds_to_share_with(person))


class Collection(models.Model):
    """Cases under a name. The owner alone changes it; without an audience nobody else reads it.

    An audience is a key of its own: ``shared_with_unit`` are the unit's members, ``shared_with_round`` a
    round's panel and secretariat.
    """

    # What is private must not show among the uses of a page in the CMS.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="collections")
    name = models.CharField(_("name"), max_length=120)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    shared_with_unit = models.ForeignKey(
        "units.ServiceUnit",
        verbose_name=_("who may read it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    shared_with_round = models.ForeignKey(
        SelectionRound,
        verbose_name=_("panel that may read it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="collection_named_once")]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class CollectedCase(models.Model):
    """A case in a collection, with what the owner notes of it. Null is a case that was removed: the note stays."""

    wagtail_reference_index_ignore: ClassVar[bool] = True

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey(
        "innovations.InnovationPage", null=True, on_delete=models.SET_NULL, related_name="collected_in"
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("case in a collection")
        verbose_name_plural = _("cases in collections")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["collection", "case"], name="case_collected_once")]

    def __str__(self) -> str:
        """Return the collection and the place in it."""
        return f"{self.collection} {self.position}"
