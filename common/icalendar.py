"""A calendar file (RFC 5545) with one event, for the calendars of phones and offices."""

import datetime
import re
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
_MOST_OCTETS: Final = 75
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class CalendarEvent:
    """An event. ``uid`` and ``sequence`` let a calendar that holds it already take the newer version.

    ``zone`` is that of the place: its clocks must keep one time all year, as those of Indonesia do.
    """

    uid: str
    sequence: int
    changed_at: datetime.datetime
    begins_at: datetime.datetime
    ends_at: datetime.datetime
    zone: ZoneInfo
    title: str
    description: str
    location: str
    url: str
    cancelled: bool


def calendar_file(event: CalendarEvent) -> bytes:
    """Return the file: times in the event's zone, texts escaped, lines of at most 75 octets.

    It has no METHOD: it is something to keep, no invitation that asks for an answer. DTSTAMP then
    says when the event was changed (RFC 5545, 3.8.7.2).
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//JIPP//JIPP//ID",
        *_zone(event),
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{_utc(event.changed_at)}",
        f"SEQUENCE:{event.sequence}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        f"DTSTART;TZID={event.zone.key}:{_local(event.begins_at, event.zone)}",
        f"DTEND;TZID={event.zone.key}:{_local(event.ends_at, event.zone)}",
        f"SUMMARY:{_text(event.title)}",
        f"DESCRIPTION:{_text(event.description)}",
        *([f"LOCATION:{_text(event.location)}"] if event.location else ()),
        f"URL:{event.url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _zone(event: CalendarEvent) -> list[str]:
    """Return the zone that the times name (RFC 5545, 3.6.5)."""
    here = event.begins_at.astimezone(event.zone)
    return [
        "BEGIN:VTIMEZONE",
        f"TZID:{event.zone.key}",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        f"TZOFFSETFROM:{here:%z}",
        f"TZOFFSETTO:{here:%z}",
        f"TZNAME:{here:%Z}",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def _local(at: datetime.datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y%m%dT%H%M%S}"


def _utc(at: datetime.datetime) -> str:
    return f"{at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Return a value of type TEXT (RFC 5545, 3.3.11)."""
    lines = _CONTROLS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"([\\;,])", r"\\\1", lines).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Return a line, folded where it is too long (RFC 5545, 3.1), never inside a character."""
    parts, room = [b""], _MOST_OCTETS
    for character in line:
        octets = character.encode()
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
            room = _MOST_OCTETS - 1  # the blank that begins the next line counts
        parts[-1] += octets
    return b"\r\n ".join(parts)
