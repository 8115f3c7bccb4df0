"""A coaching clinic as a calendar file."""

from urllib.parse import urlsplit

from django.conf import settings

from common.icalendar import CalendarEvent, calendar_file
from replications.models import Clinic
from units.letters import link_to


def calendar_of(clinic: Clinic) -> bytes:
    """Return the file; the address of an online meeting is not in it, because everyone may have it."""
    host = urlsplit(settings.BASE_URL).hostname or "jipp"
    return calendar_file(
        CalendarEvent(
            uid=f"klinik-{clinic.pk}@{host}",
            sequence=clinic.sequence,
            changed_at=clinic.changed_at,
            begins_at=clinic.begins_at,
            ends_at=clinic.ends_at,
            zone=clinic.zone,
            title=clinic.title,
            description=f"{clinic.host}\n\n{clinic.about}",
            location=clinic.place,
            url=link_to("clinic", clinic.pk),
            cancelled=bool(clinic.cancelled_reason),
        )
    )
