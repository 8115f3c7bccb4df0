"""Rounds of the past as templates: their rules as far as a source tells them, blank where none does.

The source is ``innovations/data/instruments.json`` (``kipp``): what it marks as inferred or
remembered is left out, because a round is judged by its rules.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.text import slugify

import innovations
from innovations.models import Award
from innovations.rules.ages import YEAR_MONTHS
from selections.rules.rulebook import Entrance
from selections.rules.rulebook_json import read, written

_INSTRUMENTS = Path(innovations.__file__).parent / "data" / "instruments.json"
_OWN = Path(__file__).parent.parent / "data" / "known_rounds.json"

CRITERIA_SINCE = 2022  # PermenPANRB 91/2021
_GROUPS = {"umum": "Umum", "replikasi": "Replikasi", "khusus": "Khusus"}
_BY_INVITATION = "dengan undangan"


@dataclass(frozen=True)
class KnownRound:
    """A template: how the round was called, its rules as JSON, and where they are told."""

    key: str
    name: str
    year: int
    organiser: str
    scheme: str
    legal_basis: str
    source: str
    rules: dict[str, Any] = field(default_factory=dict)


@cache
def known_rounds() -> tuple[KnownRound, ...]:
    """Return the templates, the latest first: the nation's by year, and a province's."""
    kipp = _kipp()
    held = [one for one in kipp["rounds"] if one.get("held", True)]
    national = [_national(one, kipp) for one in held]
    return (*sorted(national, key=lambda one: -one.year), _provincial(kipp))


def known_round(key: str) -> KnownRound | None:
    """Return a template by its key."""
    return next((one for one in known_rounds() if one.key == key), None)


def _kipp() -> dict[str, Any]:
    kipp: dict[str, Any] = json.loads(_INSTRUMENTS.read_text(encoding="utf-8"))["kipp"]
    return kipp


def _own() -> dict[str, Any]:
    own: dict[str, Any] = json.loads(_OWN.read_text(encoding="utf-8"))
    return own


def _national(told: Mapping[str, Any], kipp: Mapping[str, Any]) -> KnownRound:
    year = told["year"]
    groups = [] if told.get("groups_confidence") else told.get("groups") or []
    categories = [] if told.get("categories_confidence") else told.get("categories") or []
    criteria = kipp["criteria"]["items"] if year >= CRITERIA_SINCE else []
    rules = {
        "groups": [_group(code, told) for code in groups],
        "categories": _named(categories),
        "stages": _own()["stages"],
        "criteria": [{"code": one["code"], "name": one["name"], "stage": "proposal"} for one in criteria],
        "cuts": _cuts(told.get("funnel") or {}, groups),
    }
    return KnownRound(
        key=f"kipp-{year}",
        name=kipp["name"],
        year=year,
        organiser="Kementerian PANRB",
        scheme=Award.Scheme.KIPP,
        legal_basis=told.get("legal_basis") or "",
        source=told.get("source") or kipp["source"],
        rules=_settled(rules),
    )


def _provincial(kipp: Mapping[str, Any]) -> KnownRound:
    """Return the one province whose way to combine stages is known, with the form that provinces used that year."""
    form = next(one for one in kipp["forms"] if one["version"] == "provinsi-2022")
    weights = kipp["weights"]["examples"][0]
    months = form["min_age_years"]["all"] * YEAR_MONTHS
    items = zip(_named(weights["substance_items"]), weights["substance_items"], strict=True)
    rules = {
        "groups": [{"code": code, "name": name, "min_age_months": months} for code, name in _GROUPS.items()],
        "sections": [_section(one) for one in form["sections"]],
        "papers": [_paper(one) for one in form["attachments"]],
        "stages": _own()["stages"],
        "criteria": [{**row, "name": name.capitalize(), "stage": "proposal"} for row, name in items],
        "cuts": [
            {
                "code": "terpilih",
                "name": "Terpilih",
                "sizes": dict.fromkeys(_GROUPS),
                "weights": {
                    "proposal": str(weights["substance"]),
                    "presentation": str(weights["presentation_interview"]),
                },
            }
        ],
    }
    return KnownRound(
        key="provinsi-2022",
        name="Kompetisi Inovasi Pelayanan Publik Provinsi",
        year=weights["year"],
        organiser="",
        scheme=Award.Scheme.PROVINCIAL,
        legal_basis="",
        source=f"{form['source']}; {weights['scope']}: {weights['source']}",
        rules=_settled(rules),
    )


def _settled(rules: dict[str, Any]) -> dict[str, Any]:
    return written(read(rules))


def _group(code: str, told: Mapping[str, Any]) -> dict[str, Any]:
    ages = {} if told.get("min_age_confidence") else told.get("min_age_years") or {}
    years = ages.get(code, ages.get("all"))
    return {
        "code": code,
        "name": _GROUPS[code],
        "min_age_months": years * YEAR_MONTHS if years else None,
        "needs_original": code == "replikasi",
        **_entrance((told.get("caps_per_agency") or {}), code),
        **_own()["awards"].get(str(told["year"]), {}).get(code, {}),
    }


def _entrance(caps: Mapping[str, Any], code: str) -> dict[str, Any]:
    cap = caps.get(code)
    if cap == _BY_INVITATION:
        return {"entrance": Entrance.INVITATION}
    if isinstance(cap, int):
        return {"entrance": Entrance.QUOTA, "quota": cap}
    return {"entrance": Entrance.FREE} if caps.get("limited") is False else {}


def _cuts(funnel: Mapping[str, Any], groups: list[str]) -> list[dict[str, Any]]:
    """Return the lists of a round; their places by group where the source tells them apart."""
    apart = "top_replikasi" in funnel
    lists = (
        ("top", {"umum": "top", "replikasi": "top_replikasi", "khusus": "top_khusus"}, {"proposal": None}),
        (
            "commended",
            {"umum": "commended", "replikasi": "commended_replikasi", "khusus": "outstanding"},
            {"proposal": None, "presentation": None},
        ),
    )
    return [
        {
            "code": f"top{funnel[key]}",
            "name": f"Top {funnel[key]}",
            "sizes": {group: funnel.get(names[group]) if apart else None for group in groups},
            "weights": weights,
        }
        for key, names, weights in lists
        if key in funnel
    ]


def _section(told: Mapping[str, Any]) -> dict[str, Any]:
    group = told["group"]
    return {
        "code": told["code"] if group in ("all", "umum") else f"{group}-{told['code']}",
        "name": told["name"],
        "groups": [] if group == "all" else [group],
        "max_words": told["max_words"],
        "fields": _own()["sections"].get(told["code"], []),
    }


def _paper(told: Mapping[str, Any]) -> dict[str, Any]:
    link = "tautan" in (told["format"] or "")
    return {"code": slugify(told["name"]), "name": told["name"], "link": link, "max_mb": told["max_mb"]}


def _named(names: list[str]) -> list[dict[str, Any]]:
    return [{"code": slugify(name)[:32].strip("-"), "name": name} for name in names]
