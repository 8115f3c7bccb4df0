"""The rules of a round as JSON: how they are stored, frozen and copied."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from selections.rules.rulebook import (
    Anchor,
    Awards,
    Category,
    Conflicts,
    Criterion,
    Cut,
    Dates,
    Entrance,
    Group,
    Judges,
    Official,
    Paper,
    Rulebook,
    Section,
    Stage,
)
from selections.rules.ties import TieBreak, TieRule


def read(rules: Mapping[str, Any]) -> Rulebook:
    """Return the rules that JSON tells.

    Raises ValidationError naming the place for a key or value that no rulebook has.
    """
    return Rulebook(**_read_fields(Rulebook, rules, _("rules")))


def written(rulebook: Rulebook) -> dict[str, Any]:
    """Return the rules as JSON can hold them: numbers as text, exactly; times in ISO 8601."""
    told: dict[str, Any] = _plain(asdict(rulebook))
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum | Decimal):
        return str(value)
    return value


def _rows(model: type[Any]) -> Any:
    def reader(value: Any, place: str) -> tuple[Any, ...]:
        return tuple(model(**_read_fields(model, row, f"{place} {number}")) for number, row in enumerate(value, 1))

    return reader


def _one(model: type[Any]) -> Any:
    return lambda value, place: model(**_read_fields(model, value, place))


def _texts(value: Any, _place: str) -> tuple[str, ...]:
    return tuple(value)


def _decimals(value: Any, _place: str) -> Any:
    if isinstance(value, Mapping):
        return {key: None if one is None else _decimal(one) for key, one in value.items()}
    return tuple(map(_decimal, value))


def _decimal(value: Any, _place: str = "") -> Decimal:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError("Nothing can be weighed or compared with this")
    return number


def _moment(value: str, _place: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("A time without its zone is none that the clock of the server can be compared with")
    return moment


def _simple(make: Any) -> Any:
    return lambda value, _place: make(value)


_READERS: dict[str, Any] = {
    "dates": _one(Dates),
    "conflicts": _one(Conflicts),
    "groups": _rows(Group),
    "categories": _rows(Category),
    "sections": _rows(Section),
    "papers": _rows(Paper),
    "stages": _rows(Stage),
    "criteria": _rows(Criterion),
    "anchors": _rows(Anchor),
    "cuts": _rows(Cut),
    "ties": _rows(TieRule),
    "fields": _texts,
    "weights": _decimals,
    "band": _decimals,
    **dict.fromkeys(("weight", "least", "most", "points", "spread_limit"), _decimal),
    **dict.fromkeys(("opens_at", "closes_at", "mending_until", "objections_until", "due_at"), _moment),
    "entrance": _simple(Entrance),
    "awards": _simple(Awards),
    "judges": _simple(Judges),
    "official": _simple(Official),
    "kind": _simple(TieBreak),
}


def _read_fields(model: type[Any], told: Mapping[str, Any], place: str) -> dict[str, Any]:
    if not isinstance(told, Mapping):
        raise ValidationError(_("%(place)s can't be read.") % {"place": place})
    known = {one.name for one in fields(model)}
    unknown = sorted(set(told) - known)
    if unknown:
        raise ValidationError(_("%(place)s: “%(key)s” is no rule of a round.") % {"place": place, "key": unknown[0]})
    return {key: _value(model, key, value, f"{place}: {key}") for key, value in told.items()}


def _value(model: type[Any], key: str, value: Any, place: str) -> Any:
    reader = _texts if key == "groups" and model is not Rulebook else _READERS.get(key)
    if value is None or reader is None:
        return value
    try:
        return reader(value, place)
    except (TypeError, ValueError, InvalidOperation) as error:
        raise ValidationError(_("%(place)s can't be read.") % {"place": place}) from error
