"""Find every text that an Indonesian reader would see in English."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django
import polib
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import to_locale
from django.utils.translation.trans_real import DjangoTranslation

from common.catalogue import Message, broken, holes, stale

DOMAINS = ("django", "djangojs")
SOURCES = {".py", ".html", ".txt", ".js"}
NOT_OURS = {"locale", "migrations", "tests", "vendor", "node_modules", "static_src"}


class Command(BaseCommand):
    """Report holes, broken placeholders and stale binaries; exit with an error if there are any."""

    help = "Checks that every text of the project and of its packages has a sound Indonesian translation."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each finding; raise CommandError where there are any."""
        findings = [*package_findings(), *project_findings(), *binary_findings()]
        for finding in findings:
            self.stdout.write(finding)
        if findings:
            raise CommandError(f"{len(findings)} findings; docs/glossary.md says how to mend them.")
        self.stdout.write("The Indonesian catalogue is complete.")


def package_findings() -> list[str]:
    """Compare what Django, Wagtail and the other installed packages say with what a reader gets."""
    lines = []
    for domain in DOMAINS:
        resolved = DjangoTranslation(settings.LANGUAGE_CODE, domain=domain)
        wordings = {message: wording(resolved, message) for message in package_messages(domain)}
        lines += [f"packages {domain}: {line}" for line in [*holes(wordings, wordings), *broken(wordings)]]
    return lines


def project_findings() -> list[str]:
    """Compare the texts in the project's own sources with the project's own catalogue."""
    lines = []
    roots = [apps.get_app_config(label).path for label in project_labels()]
    for domain in DOMAINS:
        messages = extract([*map(Path, roots), *template_and_static_roots()], domain)
        path = catalogue_path(Path(settings.LOCALE_PATHS[0]), domain)
        written = read(polib.pofile(str(path))) if path.exists() else {}
        wanted = set(messages) | set(written)
        where = path.relative_to(settings.BASE_DIR)
        lines += [f"{where}: {line}" for line in [*holes(wanted, written), *broken(written)]]
    return lines


def binary_findings() -> list[str]:
    """Compare each .po of the project's locale folders with the .mo beside it."""
    lines = []
    for folder in map(Path, settings.LOCALE_PATHS):
        for domain in DOMAINS:
            source = catalogue_path(folder, domain)
            compiled = source.with_suffix(".mo")
            if not source.exists():
                continue
            shipped = read(polib.mofile(str(compiled))) if compiled.exists() else {}
            where = compiled.relative_to(settings.BASE_DIR)
            lines += [f"{where}: {line}" for line in stale(read(polib.pofile(str(source))), shipped)]
    return lines


def package_messages(domain: str) -> list[Message]:
    """Return the texts of all installed packages, from their English catalogues or else their sources."""
    ours = set(project_labels())
    roots = [Path(config.path) for config in apps.get_app_configs() if config.label not in ours]
    messages: set[Message] = set()
    without = []
    for root in [Path(django.__file__).parent / "conf", *roots]:
        english = root / "locale" / "en" / "LC_MESSAGES"
        if (source := english / f"{domain}.po").exists():
            messages.update(read(polib.pofile(str(source))))
        elif (compiled := english / f"{domain}.mo").exists():
            messages.update(read(polib.mofile(str(compiled))))
        elif not english.exists():
            without.append(root)
    return sorted(messages | set(extract(without, domain)))


def project_labels() -> list[str]:
    """Return the labels of the apps that live in this repository (not in an environment within it)."""
    environment = Path(sys.prefix)
    return [
        config.label
        for config in apps.get_app_configs()
        if settings.BASE_DIR in (path := Path(config.path)).parents and environment not in path.parents
    ]


def template_and_static_roots() -> Iterator[Path]:
    """Yield the folders outside the apps that hold texts."""
    yield from map(Path, settings.TEMPLATES[0]["DIRS"])
    yield from map(Path, settings.STATICFILES_DIRS)


def extract(roots: Iterable[Path], domain: str) -> list[Message]:
    """Return the texts that ``makemessages`` finds under ``roots``, working on a copy.

    Raises CommandError where GNU gettext is missing or refuses a file.
    """
    with tempfile.TemporaryDirectory(prefix="catalogue-") as name:
        copy = Path(name)
        (copy / "locale").mkdir()
        for number, root in enumerate(roots):
            shutil.copytree(root, copy / str(number), ignore=leave_out)
        # On its own, without the project's settings: those would add the project's locale folders.
        environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        command = [sys.executable, "-m", "django", "makemessages", "--locale", "id", "--domain", domain]
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise CommandError(f"makemessages failed (is GNU gettext installed?): {done.stderr.strip()}")
        path = catalogue_path(copy / "locale", domain)
        return sorted(read(polib.pofile(str(path)))) if path.exists() else []


def leave_out(folder: str, names: list[str]) -> set[str]:
    """Tell ``copytree`` what holds no text that a reader sees."""
    return {
        name
        for name in names
        if name in NOT_OURS or not ((path := Path(folder, name)).is_dir() or path.suffix in SOURCES)
    }


def read(entries: Iterable[polib.POEntry | polib.MOEntry]) -> dict[Message, str]:
    """Return the living messages of a catalogue with their wordings; a fuzzy one counts as none."""
    wordings = {}
    for entry in entries:
        if not entry.obsolete:
            message = Message(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")
            # A compiled catalogue leaves fuzzy entries out, so its entries have no flags.
            fuzzy = "fuzzy" in getattr(entry, "flags", ())
            wordings[message] = "" if fuzzy else entry.msgstr_plural.get(0, "") or entry.msgstr
    return wordings


def wording(resolved: DjangoTranslation, message: Message) -> str:
    """Return what gettext has for ``message``, blank where the reader would see English."""
    catalog: Any = resolved._catalog  # type: ignore[attr-defined]
    counted = catalog.get((message.key, 0))
    # gettext takes the counted wording for an uncounted text too, never the other way round.
    found = counted if message.plural else catalog.get(message.key) or counted
    return str(found or "")


def catalogue_path(folder: Path, domain: str) -> Path:
    """Return where ``folder`` keeps the catalogue of the site's language."""
    return folder / to_locale(settings.LANGUAGE_CODE) / "LC_MESSAGES" / f"{domain}.po"
