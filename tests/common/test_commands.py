"""What commands print is translated as what pages show is: both go through gettext."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

# Tools of those who develop the site answer in English, as the other steps of `make check` do.
OF_DEVELOPERS = {"check_catalogue", "network_bench", "search_bench", "selection_bench", "make_cases", "search_quality"}


def own_commands() -> list[str]:
    apps = {app for app in settings.INSTALLED_APPS if (settings.BASE_DIR / app).is_dir()}
    return sorted(name for name, app in get_commands().items() if app in apps and name not in OF_DEVELOPERS)


def untranslated(source: str) -> Iterator[str]:
    """Yield what is printed or raised as plain text, without a call of gettext around it."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args):
        called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        text = call.args[0]
        parts = text.values if isinstance(text, ast.JoinedStr) else [text]
        words = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
        if called in {"write", "CommandError"} and any(letter.isalpha() for letter in words):
            yield words


@pytest.mark.parametrize("name", own_commands())
def test_a_command_answers_in_the_language_of_the_site(name: str) -> None:
    module = load_command_class(get_commands()[name], name).__module__
    source = Path(settings.BASE_DIR, *module.split(".")).with_suffix(".py")
    assert list(untranslated(source.read_text(encoding="utf-8"))) == []
