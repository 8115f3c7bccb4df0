"""One small stylesheet as sent, and colours that can be read in both themes."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from jipp.site.stylesheet import TARGET, StylesheetFinder, joined

TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "10-tokens.css"
PAPERS = ("paper", "surface", "sunken")
ENHANCED, MINIMUM = 7.0, 4.5


def test_comments_and_indentation_are_not_sent() -> None:
    assert joined(["/* one */\na {\n  color: red;\n}\n", "\n/* two\n*/ b {}\n"]) == "a {\ncolor: red;\n}\nb {}\n"


def test_the_sheet_is_found_joined_and_small() -> None:
    found = finders.find("css/site.css")
    assert found is not None
    text = Path(found).read_bytes()
    assert b"/*" not in text
    assert b".site-header" in text
    assert b"@media print" in text
    assert len(gzip.compress(text)) < 12_000


def test_many_who_begin_at_once_all_find_the_sheet(tmp_path: Path, settings: Any) -> None:
    for number in range(20):
        settings.DATA_DIR = tmp_path / str(number)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _begun: StylesheetFinder().find(TARGET), range(8)))
        assert {Path(one).read_bytes() for one in found} == {Path(found[0]).read_bytes()}
        assert [one.name for one in Path(found[0]).parent.iterdir()] == ["site.css"]


def palettes() -> list[dict[str, str]]:
    """Return the colours of the light and of the dark theme."""
    light, dark = TOKENS.read_text(encoding="utf-8").split("prefers-color-scheme: dark")
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", text)) for text in (light, dark)]


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "ink-soft"])
@pytest.mark.parametrize("paper", PAPERS)
def test_text_has_a_contrast_of_seven(theme: int, text: str, paper: str) -> None:
    colours = palettes()[theme]
    assert contrast(colours[text], colours[paper]) >= ENHANCED


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "paper"),
    [
        *[(text, paper) for text in ("river", "river-deep", "gold", "red", "amber") for paper in PAPERS],
        ("on-river", "river"),
        ("on-river", "river-deep"),
        ("river-deep", "river-tint"),
        ("ink", "river-tint"),
        ("ink", "river-mid"),
        ("gold", "gold-tint"),
        ("red", "red-tint"),
        ("amber", "amber-tint"),
        ("on-band", "band"),
        ("on-band-soft", "band"),
    ],
)
def test_everything_else_that_is_read_has_four_and_a_half(theme: int, text: str, paper: str) -> None:
    colours = palettes()[theme]
    assert contrast(colours[text], colours[paper]) >= MINIMUM


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("mark", ["rule-strong", "gold-mark"])
def test_outlines_and_marks_have_three(theme: int, mark: str) -> None:
    colours = palettes()[theme]
    assert contrast(colours[mark], colours["surface"]) >= 3
