"""Settings read the environment safely, and production never starts half configured."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from jipp.settings import env
from jipp.settings.database import database
from jipp.settings.safety import refuse_unsafe

GOOD_SECRET = "k" * 50
ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"secret_key": ""}, "SECRET_KEY is not set"),
        ({"secret_key": "development-only"}, "SECRET_KEY is a default"),
        ({"secret_key": "django-insecure-" + "x" * 60}, "SECRET_KEY is a default"),
        ({"secret_key": "short"}, "fewer than 50 characters"),
        ({"debug": True}, "DEBUG is on"),
        ({"allowed_hosts": []}, "ALLOWED_HOSTS is empty"),
        ({"allowed_hosts": ["*"]}, "allows every host"),
    ],
)
def test_production_refuses_and_says_which(change, named):
    good = {"secret_key": GOOD_SECRET, "debug": False, "allowed_hosts": ["jipp.example"]}
    refuse_unsafe(**good)
    with pytest.raises(ImproperlyConfigured, match=named.replace("(", r"\(")):
        refuse_unsafe(**{**good, **change})


def test_production_names_all_problems_at_once():
    with pytest.raises(ImproperlyConfigured) as caught:
        refuse_unsafe(secret_key="", debug=True, allowed_hosts=[])
    for word in ("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS"):
        assert word in str(caught.value)


def _start(tmp_path, **environment):
    clean = {key: value for key, value in os.environ.items() if key not in {"SECRET_KEY", "ALLOWED_HOSTS", "DEBUG"}}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--settings", "jipp.settings.production"],
        cwd=ROOT,
        env={**clean, "JIPP_DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_does_not_start_without_a_secret(tmp_path):
    result = _start(tmp_path)
    assert result.returncode != 0
    assert "JIPP refuses to start in production: SECRET_KEY is not set; ALLOWED_HOSTS is empty." in result.stderr


def test_production_starts_when_it_is_configured(tmp_path):
    result = _start(tmp_path, SECRET_KEY=GOOD_SECRET, ALLOWED_HOSTS="jipp.example")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("raw", "expected"), [("1", True), ("yes", True), ("On", True), ("0", False), ("false", False), ("", False)]
)
def test_flags(monkeypatch, raw, expected):
    monkeypatch.setenv("JIPP_FLAG", raw)
    assert env.flag("JIPP_FLAG", default=not expected) is expected


def test_a_flag_that_is_neither_yes_nor_no_stops_the_start(monkeypatch):
    monkeypatch.setenv("JIPP_FLAG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="JIPP_FLAG"):
        env.flag("JIPP_FLAG", default=True)


def test_a_number_that_is_none_stops_the_start(monkeypatch):
    monkeypatch.setenv("JIPP_NUMBER", "ten")
    with pytest.raises(ImproperlyConfigured, match="JIPP_NUMBER"):
        env.number("JIPP_NUMBER", 1)


@pytest.mark.parametrize(
    ("address", "engine", "name"),
    [
        ("", "sqlite3", "db.sqlite3"),
        ("sqlite:///tmp/other.sqlite3", "sqlite3", "/tmp/other.sqlite3"),
        ("postgres://u:p%40ss@db.example:5433/jipp", "postgresql", "jipp"),
    ],
)
def test_the_database_address(tmp_path, address, engine, name):
    configured = database(address, tmp_path)
    assert configured["ENGINE"].endswith(engine)
    assert configured["NAME"].endswith(name)


def test_a_password_in_the_database_address_is_unquoted(tmp_path):
    assert database("postgres://u:p%40ss@h/n", tmp_path)["PASSWORD"] == "p@ss"


def test_an_unknown_database_is_named(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="mysql"):
        database("mysql://h/n", tmp_path)
