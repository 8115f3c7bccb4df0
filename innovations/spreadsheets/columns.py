"""The sheets and columns of the template, one for each key of the case record that fits a cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common.choices import Connectivity
from common.vocabulary import BENEFICIARIES, LEVELS, SDGS, SECTORS, SERVICE_MODES, UNIT_TYPES, Vocabulary
from innovations.models import Award, CaseFile, CasePicture, InnovationPage, Outcome, Source
from innovations.models.sections import SECTION_KEYS
from units.models import Region

CASE = "case"  # the column that says to which case a row of another sheet belongs


@dataclass(frozen=True)
class Column:
    """One column. ``kind``: text, file, date, number, yes_no, code, codes or words. ``codes`` names a list of codes."""

    key: str
    heading: str | Promise
    kind: str = "text"
    codes: str = ""
    required: bool = False
    width: int = 24

    @property
    def title(self) -> str:
        """Return the heading in the reader's language, required columns with a star."""
        return f"{capfirst(str(self.heading))}{' *' if self.required else ''}"


@dataclass(frozen=True)
class Sheet:
    """One sheet: cases, or the rows of one of a case's lists (``key``)."""

    key: str
    title: str | Promise
    columns: tuple[Column, ...]

    @property
    def required(self) -> set[str]:
        """Return the keys of the columns that must be filled in, by which the sheet is known."""
        return {column.key for column in self.columns if column.required}

    def column(self, key: str) -> Column | None:
        """Return the column of this key."""
        return next((column for column in self.columns if column.key == key), None)


def _of(model: Any, name: str) -> str | Promise:
    heading: str | Promise = model._meta.get_field(name).verbose_name
    return heading


def _case(name: str, key: str = "", **more: Any) -> Column:
    return Column(key or name, _of(InnovationPage, name), **more)


CASES = Sheet(
    "cases",
    _("Cases"),
    (
        Column("id", _("record id"), width=18),
        Column("name", _("official name"), required=True, width=30),
        _case("spelled_out", width=30),
        _case("plain_title", required=True, width=40),
        _case("summary", width=60),
        Column("unit.name", _("unit"), required=True, width=40),
        Column("unit.type", _("type of unit"), "code", "unit_types"),
        Column("unit.level", _("level of government"), "code", "levels"),
        Column("unit.agency", _("parent agency"), width=34),
        Column("unit.region", _("region"), "code", "regions", width=30),
        *(_case(f"section_{key}", f"sections.{key}", width=60) for key in SECTION_KEYS),
        _case("started_on", kind="date"),
        _case("seen_on", kind="date"),
        _case("confirmed_on", kind="date"),
        _case("stage", kind="code", codes="stages"),
        _case("status", kind="code", codes="statuses"),
        _case("status_reason", width=40),
        _case("sectors", kind="codes", codes="sectors", width=34),
        _case("sdgs", kind="codes", codes="sdgs", width=34),
        _case("service_modes", kind="codes", codes="service_modes", width=34),
        _case("beneficiaries", kind="codes", codes="beneficiaries", width=34),
        _case("tags", kind="words", width=34),
        _case("digital", kind="yes_no"),
        _case("connectivity", kind="code", codes="connectivity"),
        _case("cost_setup_idr", "cost.setup_idr", kind="number"),
        _case("cost_yearly_idr", "cost.yearly_idr", kind="number"),
        _case("cost_funding", "cost.funding"),
        _case("cost_note", "cost.note", width=40),
        _case("staff_needed", "staff", kind="number"),
        Column("replicates", _("copy of (record id)"), width=18),
        *(_case(f"contact_{key}", f"contact.{key}", width=30) for key in ("office", "phone", "email", "url")),
        _case("video_url", width=40),
    ),
)

_BELONGS = Column(CASE, _("case (name or record id)"), required=True, width=30)

OUTCOMES = Sheet(
    "outcomes",
    _("Outcomes"),
    (
        _BELONGS,
        Column("indicator", _of(Outcome, "indicator"), required=True, width=40),
        Column("unit", _of(Outcome, "unit"), required=True),
        Column("better", _of(Outcome, "better"), "code", "better"),
        *(Column(key, _of(Outcome, key), "number") for key in ("baseline", "baseline_max")),
        Column("baseline_on", _of(Outcome, "baseline_on"), "date"),
        *(Column(key, _of(Outcome, key), "number") for key in ("value", "value_max")),
        Column("value_on", _of(Outcome, "value_on"), "date"),
        Column("approximate", _of(Outcome, "approximate"), "yes_no"),
        Column("scope", _of(Outcome, "scope"), width=34),
        Column("period", _of(Outcome, "period")),
        Column("evidence", _of(Outcome, "evidence"), "code", "evidence", width=30),
        Column("source", _of(Outcome, "source"), width=40),
    ),
)
AWARDS = Sheet(
    "awards",
    _("Awards"),
    (
        _BELONGS,
        Column("scheme", _of(Award, "scheme"), "code", "schemes", required=True),
        Column("name", _of(Award, "name"), width=34),
        Column("year", _of(Award, "year"), "number"),
        Column("rank", _of(Award, "rank")),
    ),
)
SOURCES = Sheet(
    "sources",
    _("Sources"),
    (
        _BELONGS,
        Column("title", _of(Source, "title"), required=True, width=40),
        Column("url", _of(Source, "url"), width=40),
        Column("published_on", _of(Source, "published_on"), "date"),
        Column("kind", _of(Source, "kind"), "code", "source_kinds"),
    ),
)
_FILE_NAME = Column("file", _("file name"), "file", required=True, width=40)

PICTURES = Sheet(
    "pictures",
    _("Pictures"),
    (
        _BELONGS,
        _FILE_NAME,
        Column("title", _of(CasePicture, "title"), required=True, width=40),
        Column("alt", _of(CasePicture, "alt"), required=True, width=60),
    ),
)
DOCUMENTS = Sheet(
    "documents",
    _("Documents"),
    (_BELONGS, _FILE_NAME, Column("title", _of(CaseFile, "title"), required=True, width=40)),
)
SHEETS = (CASES, OUTCOMES, AWARDS, SOURCES, PICTURES, DOCUMENTS)

_VOCABULARIES: dict[str, Vocabulary] = {
    "unit_types": UNIT_TYPES,
    "levels": LEVELS,
    "sectors": SECTORS,
    "sdgs": SDGS,
    "service_modes": SERVICE_MODES,
    "beneficiaries": BENEFICIARIES,
}
_CHOICES: dict[str, Any] = {
    "stages": InnovationPage.Stage,
    "statuses": InnovationPage.Status,
    "connectivity": Connectivity,
    "better": Outcome.Better,
    "evidence": Outcome.Evidence,
    "schemes": Award.Scheme,
    "source_kinds": Source.Kind,
}
CODE_LISTS = (*_VOCABULARIES, *_CHOICES, "regions")


def code_labels(name: str) -> dict[str, str]:
    """Return the labels of a list by code, in the reader's language, as the drop-downs show them."""
    if name == "regions":
        return {region.code: f"{region.code} {region.name}" for region in Region.objects.all()}
    if name in _CHOICES:
        return {str(code): str(label) for code, label in _CHOICES[name].choices}
    vocabulary = _VOCABULARIES[name]
    number = name == "sdgs"
    return {code: f"{code}. {vocabulary.label(code)}" if number else vocabulary.label(code) for code in vocabulary}


def codes_by_word(name: str) -> dict[str, str]:
    """Return the code for every word that may stand for it: the code, and its label in either language."""
    return dict(_words(name))


def _words(name: str) -> Iterator[tuple[str, str]]:
    for language in ("en", "id"):
        with override(language):
            for code, label in code_labels(name).items():
                yield label.casefold(), code
                yield code.casefold(), code
