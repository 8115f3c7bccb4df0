"""A complete rulebook, small enough to hold in mind: tests change what they are about."""

import copy
import datetime
from typing import Any

_TEXTS = {"0": "Tidak ada", "50": "Sebagian", "100": "Lengkap dengan bukti"}
ANCHORS = [{"points": points, "text": text} for points, text in _TEXTS.items()]


def _criterion(code: str, name: str, stage: str, weight: str) -> dict[str, Any]:
    scale = {"weight": weight, "least": "0", "most": "100", "anchors": ANCHORS}
    return {"code": code, "name": name, "stage": stage, **scale}


RULES: dict[str, Any] = {
    "groups": [
        {
            "code": "umum",
            "name": "Umum",
            "min_age_months": 12,
            "entrance": "quota",
            "quota": 2,
            "awards": "limits",
            "award_limits": {"Top 45": 0, "Top 99": 1},
        },
        {
            "code": "replikasi",
            "name": "Replikasi",
            "min_age_months": 0,
            "entrance": "free",
            "awards": "any",
            "needs_original": True,
        },
    ],
    "categories": [
        {"code": "tata_kelola", "name": "Tata kelola pemerintahan"},
        {"code": "kesehatan", "name": "Kesehatan"},
    ],
    "sections": [
        {"code": "ringkasan", "name": "Ringkasan", "max_words": 50, "fields": ["summary"]},
        {"code": "ide", "name": "Ide inovatif", "max_words": 100, "fields": ["sections.idea", "sections.how_it_works"]},
        {"code": "adaptasi", "name": "Adaptasi", "max_words": 100, "groups": ["replikasi"], "required": False},
    ],
    "papers": [
        {"code": "pernyataan", "name": "Surat pernyataan implementasi", "max_mb": 2},
        {"code": "video", "name": "Video", "link": True, "required": False},
    ],
    "stages": [
        {
            "code": "substance",
            "name": "Penilaian proposal",
            "judges": "evaluators",
            "per_entry": 2,
            "spread_limit": "20",
            "official": "raw",
            "blind": True,
        },
        {
            "code": "interview",
            "name": "Presentasi dan wawancara",
            "judges": "panel",
            "spread_limit": "20",
            "official": "raw",
            "blind": False,
        },
    ],
    "criteria": [
        _criterion("kebaruan", "Kebaruan", "substance", "40"),
        _criterion("dampak", "Dampak", "substance", "60"),
        _criterion("paparan", "Paparan", "interview", "50"),
        _criterion("keberlanjutan", "Keberlanjutan", "interview", "50"),
    ],
    "cuts": [
        {
            "code": "top_99",
            "name": "Top 99",
            "sizes": {"umum": 2, "replikasi": 2},
            "weights": {"substance": "100"},
        },
        {
            "code": "top_45",
            "name": "Top 45",
            "sizes": {"umum": 1, "replikasi": 1},
            "weights": {"substance": "70", "interview": "30"},
        },
    ],
    "ties": [
        {"kind": "criterion", "criterion": "dampak"},
        {"kind": "spread"},
        {"kind": "submitted"},
    ],
    "conflicts": {"agency": True, "region": False},
}
"""All but the dates."""


def rulebook(opens_at: datetime.datetime, **changed: Any) -> dict[str, Any]:
    """Return complete rules that open at a time: ten days to enter, ten to mend, five to object, then the lists.

    ``changed`` replaces whole parts.
    """
    rules = copy.deepcopy(RULES)
    rules["dates"] = {
        "opens_at": opens_at.isoformat(),
        "closes_at": (opens_at + datetime.timedelta(days=10)).isoformat(),
        "mending_until": (opens_at + datetime.timedelta(days=20)).isoformat(),
        "objections_until": (opens_at + datetime.timedelta(days=25)).isoformat(),
    }
    for days, stage in zip((30, 50), rules["stages"], strict=True):
        stage["due_at"] = (opens_at + datetime.timedelta(days=days)).isoformat()
    for days, cut in zip((40, 60), rules["cuts"], strict=True):
        cut["objections_until"] = (opens_at + datetime.timedelta(days=days)).isoformat()
    return rules | changed
