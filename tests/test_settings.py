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
from jipp.settings.search import elasticsearch

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


CONFIGURED = {"SECRET_KEY": GOOD_SECRET, "ALLOWED_HOSTS": "jipp.example"}


def _manage(tmp_path, *arguments, **environment):
    clean = {key: value for key, value in os.environ.items() if key not in {"SECRET_KEY", "ALLOWED_HOSTS", "DEBUG"}}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments, "--settings", "jipp.settings.production"],
        cwd=ROOT,
        env={**clean, "JIPP_DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_does_not_start_without_a_secret(tmp_path):
    result = _manage(tmp_path, "check")
    assert result.returncode != 0
    assert "JIPP refuses to start in production: SECRET_KEY is not set; ALLOWED_HOSTS is empty." in result.stderr


def test_production_starts_when_it_is_configured(tmp_path):
    result = _manage(tmp_path, "check", **CONFIGURED)
    assert result.returncode == 0, result.stderr


def test_the_processes_of_production_count_limits_together(tmp_path, shared_database):
    environment = {**CONFIGURED, "DATABASE_URL": shared_database}
    assert _manage(tmp_path, "setup_site", **environment).returncode == 0
    count = "from django.core.cache import cache; cache.add('limit', 0); print(cache.incr('limit'))"
    counts = [_manage(tmp_path, "shell", "-v", "0", "-c", count, **environment).stdout for _process in range(2)]
    assert counts == ["1\n", "2\n"]


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


SEARCHED = {
    "urls": ["https://search.example:9200"],
    "user": "jipp",
    "password": "secret",
    "api_key": "",
    "ca": "",
    "prefix": "jipp",
    "timeout": 5,
}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"urls": []}, "_URLS is not set"),
        ({"urls": ["search.example:9200"]}, "scheme, host and port"),
        ({"urls": ["https://search.example"]}, "scheme, host and port"),
        ({"urls": ["https://search.example:port"]}, "no address"),
        ({"urls": ["ftp://search.example:21"]}, "scheme, host and port"),
        ({"urls": ["https://a:b@search.example:9200"]}, "must hold no password"),
        ({"urls": ["http://search.example:9200"]}, "in the clear to search.example"),
        ({"password": ""}, "_USER and _PASSWORD go together"),
        ({"api_key": "key"}, "exclude each other"),
        ({"ca": "/nowhere/ca.pem"}, "_CA names no file: /nowhere/ca.pem"),
        ({"prefix": "JIPP-1"}, "_PREFIX"),
        ({"timeout": 0}, "_TIMEOUT"),
    ],
)
def test_a_connection_to_elasticsearch_that_cannot_be_right_is_named(change, named):
    elasticsearch(**SEARCHED)
    with pytest.raises(ImproperlyConfigured, match=f"SEARCH_ELASTICSEARCH.*{named}"):
        elasticsearch(**{**SEARCHED, **change})


def test_a_password_may_stay_unencrypted_on_this_machine():
    for url in ("http://127.0.0.1:9200", "http://localhost:9200", "http://[::1]:9200"):
        assert elasticsearch(**{**SEARCHED, "urls": [url]})["urls"] == (url,)


def test_an_unknown_search_engine_stops_the_start(tmp_path):
    result = _manage(tmp_path, "check", **CONFIGURED, SEARCH_ENGINE="solr")
    assert result.returncode != 0
    assert "SEARCH_ENGINE must be one of tantivy, elasticsearch; it is 'solr'" in result.stderr
