"""The Elasticsearch of the tests: ``scripts/elasticsearch``, started once for all processes of a run."""

import fcntl
import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "elasticsearch"
SHARED = "JIPP_TESTS_SHARED"
"""The variable that names the folder which all processes of a run share."""

_UNAVAILABLE = 69


class Server:
    """A server of one or more nodes, in a place of its own."""

    def __init__(self, environment: dict[str, str]) -> None:
        """Keep the settings that the script printed."""
        self.environment = environment
        self.place = Path(environment["ELASTICSEARCH_PLACE"])
        self.urls = tuple(environment["SEARCH_ELASTICSEARCH_URLS"].split(","))

    @classmethod
    def start(cls, *options: str) -> "Server":
        """Start one; without Java or Maven skip on a laptop, fail where CI is set."""
        controller = (Path(os.environ[SHARED]) / "controller").read_text()
        printed = _run("start", "--quick", "--until-end-of", controller, *options)
        return cls(dict(line.removeprefix("export ").split("=", 1) for line in printed.splitlines()))

    def settings(self, prefix: str = "jipp", **changes: Any) -> dict[str, Any]:
        """Return the site's settings of a connection."""
        given = {
            "urls": self.urls,
            "user": self.environment.get("SEARCH_ELASTICSEARCH_USER", ""),
            "password": self.environment.get("SEARCH_ELASTICSEARCH_PASSWORD", ""),
            "api_key": "",
            "ca": self.environment.get("SEARCH_ELASTICSEARCH_CA", ""),
            "prefix": prefix,
            "timeout": 10,
        }
        return given | changes

    def stop(self, node: int | None = None) -> None:
        """Stop all nodes, or one; the data stays."""
        _run("stop", self.place, *(["--node", str(node)] if node else []))

    def start_again(self) -> None:
        """Start the nodes that do not run."""
        _run("start", self.place)

    def signal(self, number: signal.Signals, node: int = 1) -> None:
        """Send a node a signal: end it at once, let it hang, let it go on."""
        os.kill(int((self.place / f"node-{node}" / "pid").read_text()), number)

    def remove(self) -> None:
        """Stop it and delete its place."""
        _run("remove", self.place)


def _run(*arguments: str | Path) -> str:
    done = subprocess.run([SCRIPT, *arguments], capture_output=True, text=True, check=False)
    if done.returncode == _UNAVAILABLE and not os.environ.get("CI"):
        pytest.skip(done.stderr.strip())
    if done.returncode:
        pytest.fail(done.stderr.strip())
    return done.stdout


def shared(*options: str) -> Server:
    """Return the server of this run with such options; the first process that asks starts it."""
    folder = Path(os.environ[SHARED])
    started = folder / f"elasticsearch{''.join(options)}.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not started.exists():
            started.write_text(json.dumps(Server.start(*options).environment))
    return Server(json.loads(started.read_text()))


def remove_shared(folder: Path) -> None:
    """Stop the servers of this run."""
    for started in folder.glob("elasticsearch*.json"):
        Server(json.loads(started.read_text())).remove()
