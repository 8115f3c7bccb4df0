"""A directory with an Elasticsearch: configured, started and stopped. ``scripts/elasticsearch`` is its command."""

import contextlib
import json
import os
import pwd
import random
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

PATIENCE = 600
OWN_PORTS = range(20_000, 32_000)
ROLE = 'jipp:\n  indices:\n    - names: ["jipp-*"]\n      privileges: [manage, write, read]\n'


class Place:
    """A directory with the server, and a directory with configuration and data for each node."""

    def __init__(self, root: Path) -> None:
        """Name the directory."""
        self.root = root

    @property
    def server(self) -> Path:
        """Return the directory of the server."""
        return next(self.root.glob("elasticsearch-*"))

    @property
    def settings(self) -> dict[str, str]:
        """Return what the site must be told."""
        return json.loads((self.root / "settings.json").read_text())

    @property
    def nodes(self) -> list[Path]:
        """Return the directories of the nodes, in order."""
        return sorted(self.root.glob("node-*"))

    def make(self, packed: Path, count: int, java_options: list[str], *, secure: bool) -> None:
        """Unpack the server and configure its nodes."""
        shutil.unpack_archive(packed, self.root)
        for program in (self.server / "bin").iterdir():
            program.chmod(0o755)
        ports = free_ports(2 * count)
        for number in range(1, count + 1):
            self._configure(number, ports, java_options, secure=secure)
        hand_over(self.root)
        scheme = "https" if secure else "http"
        settings = {
            "SEARCH_ENGINE": "elasticsearch",
            "SEARCH_ELASTICSEARCH_URLS": ",".join(f"{scheme}://127.0.0.1:{port}" for port in ports[:count]),
            "ELASTICSEARCH_PLACE": f"{self.root}",
            **(self._secure() if secure else {}),
        }
        (self.root / "settings.json").write_text(json.dumps(settings))

    def _configure(self, number: int, ports: list[int], java_options: list[str], *, secure: bool) -> None:
        count = len(ports) // 2
        node = self.root / f"node-{number}"
        shutil.copytree(self.server / "config", node / "config")
        (node / "tmp").mkdir()
        lines = {
            "cluster.name": self.root.name,
            "node.name": node.name,
            "path.data": node / "data",
            "path.logs": node / "logs",
            "network.host": "127.0.0.1",
            "http.port": ports[number - 1],
            "transport.port": ports[count + number - 1],
            "discovery.seed_hosts": json.dumps([f"127.0.0.1:{port}" for port in ports[count:]]),
            "cluster.initial_master_nodes": json.dumps([f"node-{other + 1}" for other in range(count)]),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "xpack.security.enabled": json.dumps(secure),
        }
        if secure:
            lines |= {
                "xpack.security.http.ssl.enabled": "true",
                "xpack.security.http.ssl.keystore.path": "http.p12",
                "xpack.security.http.ssl.keystore.password": "not-secret",
            }
        (node / "config" / "elasticsearch.yml").write_text("\n".join(f"{key}: {lines[key]}" for key in lines))
        (node / "config" / "jvm.options.d" / "own.options").write_text("\n".join(java_options))
        (node / "config" / "roles.yml").write_text(ROLE if secure else "")

    def _secure(self) -> dict[str, str]:
        """Give the server a certificate and a user."""
        password = secrets.token_urlsafe(24)
        store, certificate = self.root / "http.p12", self.root / "ca.pem"
        key = ["-keystore", store, "-storepass", "not-secret", "-alias", "http"]
        made = ["-keyalg", "EC", "-storetype", "PKCS12", "-validity", "30", "-ext", "bc=ca:true"]
        run(["keytool", "-genkeypair", *key, *made, "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1"])
        run(["keytool", "-exportcert", "-rfc", *key, "-file", certificate])
        for node in self.nodes:
            shutil.copy(store, node / "config")
            hand_over(node)
            users = [self.server / "bin" / "elasticsearch-users", "useradd", "jipp", "-p", password, "-r", "jipp"]
            run(users, **as_server(node))
        return {
            "SEARCH_ELASTICSEARCH_USER": "jipp",
            "SEARCH_ELASTICSEARCH_PASSWORD": password,
            "SEARCH_ELASTICSEARCH_CA": str(certificate),
        }

    def start(self) -> None:
        """Start the nodes that do not run, and wait until they are one cluster."""
        launchers = {node: self._launch(node) for node in self.nodes if running(node) is None}
        try:
            for node, launcher in launchers.items():
                if launcher.wait(timeout=PATIENCE):
                    sys.exit(f"{node.name} did not start:\n{(node / 'start.log').read_text()[-2000:]}")
            for url in self.settings["SEARCH_ELASTICSEARCH_URLS"].split(","):
                wait_for_cluster(url, len(self.nodes))
        finally:
            for launcher in launchers.values():
                launcher.terminate()  # one that still waits for its node takes it along

    def _launch(self, node: Path) -> subprocess.Popen[bytes]:
        (node / "pid").unlink(missing_ok=True)
        command = [str(self.server / "bin" / "elasticsearch"), "-d", "-p", str(node / "pid")]
        with (node / "start.log").open("w") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, **as_server(node))

    def stop(self, number: int | None = None) -> None:
        """Stop one node, or all, and wait for the end of each."""
        chosen = [node for node in self.nodes if number is None or node.name == f"node-{number}"]
        stopping = [pid for pid in map(running, chosen) if pid is not None]
        for pid in stopping:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while any(belongs(pid, self.root) for pid in stopping):  # a node deletes its pid file before its end
            if time.monotonic() > deadline:
                sys.exit(f"Not all nodes in {self.root} ended in {PATIENCE} s.")
            time.sleep(0.1)


def free_ports(count: int) -> list[int]:
    """Return ports of the loopback that nobody uses now, nor will by chance while a server is stopped.

    Those that the system itself gives away it also gives to outgoing connections.
    """
    ports: set[int] = set()
    while len(ports) < count:
        port = random.choice(OWN_PORTS)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            ports.add(port)
    return list(ports)


def as_server(node: Path) -> dict[str, Any]:
    """Return how a program of the server runs: with its own places, and never as root, which it refuses."""
    java = Path(shutil.which("java") or "/").resolve().parent.parent
    environment = {
        "PATH": os.environ["PATH"],
        "ES_JAVA_HOME": str(java),
        "ES_PATH_CONF": f"{node}/config",
        "ES_TMPDIR": f"{node}/tmp",
        "CLI_JAVA_OPTS": f"-Djava.io.tmpdir={node}/tmp",
    }
    options = {"env": environment, "cwd": node, "umask": 0o077}
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        options |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return options


def hand_over(folder: Path) -> None:
    """Give a folder to the user who runs the server."""
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, "nobody")


def run(command: list[Any], **options: Any) -> None:
    """Run a program that must work."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stdout}{done.stderr}")


def running(node: Path) -> int | None:
    """Return the process of a node, None where it has ended."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        pid = int((node / "pid").read_text())
        return pid if belongs(pid, node.parent) else None
    return None


def belongs(pid: int, root: Path) -> bool:
    """Say whether a process runs and is the server of a place, not another one with its number."""
    asked = ["ps", "-ww", "-o", "args=", "-p", str(pid)]
    return str(root) in subprocess.run(asked, capture_output=True, text=True, check=False).stdout


def wait_for_cluster(url: str, nodes: int) -> None:
    """Wait until a node sees all others; one that asks for a password is up."""
    context = ssl._create_unverified_context()
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            question = f"{url}/_cluster/health?wait_for_nodes={nodes}&timeout=30s"
            with urllib.request.urlopen(question, context=context, timeout=60) as answer:
                if not json.load(answer)["timed_out"]:
                    return
        except OSError as error:
            if getattr(error, "code", 0) == 401:
                return
        time.sleep(0.2)
    sys.exit(f"{url} did not become one of {nodes} nodes in {PATIENCE} s.")
