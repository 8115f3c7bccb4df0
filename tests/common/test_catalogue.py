"""A catalogue is complete when each text has a wording, whole and compiled."""

import pytest
from django.utils.translation import gettext, override

from common.catalogue import Message, broken, holes, placeholders, stale

SAVE = Message("", "Save")
MONTH = Message("alt. month", "May")
PAGES = Message("", "Delete 1 page", "Delete %(counter)s pages")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Save", set()),
        ("Locked by %(user)s", {"%(user)s"}),
        ("%(count)d pages", {"%(count)d"}),
        ("%(seconds).1f seconds", {"%(seconds).1f"}),
        ("%s (descending)", {"%s"}),
        ("'{title}' is locked", {"{title}"}),
        ("U+{code_point:X}", {"{code_point:X}"}),
        ("{} of {0}", {"{}", "{0}"}),
        ("<strong>%(task)s</strong>", {"<strong", "</strong", "%(task)s"}),
        ("turun 97% setahun", set()),
        ("turun 97 %", set()),
        ("nilai < 5", set()),
    ],
)
def test_what_a_wording_must_carry_over(text, expected):
    assert placeholders(text) == expected


def test_a_hole_is_a_message_without_a_wording():
    assert holes([SAVE, MONTH, PAGES], {SAVE: "Simpan", MONTH: ""}) == [
        "no translation: Delete 1 page",
        "no translation: [alt. month] May",
    ]


@pytest.mark.parametrize(
    ("message", "wording", "sound"),
    [
        (SAVE, "Simpan", True),
        (Message("", "Locked by %(user)s"), "Dikunci oleh %(user)s", True),
        (Message("", "%(a)s of %(b)s"), "%(b)s, %(a)s", True),
        (Message("", "Locked by %(user)s"), "Dikunci oleh", False),
        (Message("", "Locked by %(user)s"), "Dikunci oleh %(pengguna)s", False),
        (Message("", "<b>{title}</b>"), "{title}", False),
        (PAGES, "Hapus %(counter)s halaman", True),
        (PAGES, "Hapus 1 halaman", False),
        (SAVE, "", True),
    ],
)
def test_a_wording_keeps_its_placeholders_in_any_order(message, wording, sound):
    assert bool(broken({message: wording})) is not sound


def test_the_compiled_catalogue_says_what_its_source_says():
    source = {SAVE: "Simpan", MONTH: "Mei", PAGES: ""}
    # A compiled catalogue holds no context apart from the key's, and no empty wording.
    assert stale(source, {SAVE: "Simpan", MONTH: "Mei"}) == []
    assert stale(source, {SAVE: "Simpan"}) == ["not compiled: alt. month / May"]
    assert stale(source, {SAVE: "Simpankan", MONTH: "Mei"}) == ["not compiled: Save"]
    assert stale({SAVE: "Simpan"}, {SAVE: "Simpan", MONTH: "Mei"}) == ["not compiled: alt. month / May"]


@pytest.mark.parametrize(
    ("text", "indonesian"),
    [
        ("Yes, delete", "Ya, hapus"),  # Wagtail's own catalogue, which is «id_ID»
        ("Monday", "Senin"),  # Django's own, which is «id»
        ("Draft", "Draf"),  # ours before Wagtail's «Konsep»
        ("Autosave is paused", "Simpan otomatis berhenti sementara"),  # ours where Wagtail has none
    ],
)
def test_the_language_id_finds_every_catalogue_and_ours_first(text, indonesian):
    with override("id"):
        assert gettext(text) == indonesian
