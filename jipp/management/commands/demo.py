"""The whole site on a laptop, with one command."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from innovations.demo import accounts

START_SECONDS = 60


class Command(BaseCommand):
    """Prepare the database, the cases, the accounts and the index, then serve."""

    help = "Load the real cases, the made-up ones and demo accounts, then serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run each step; every one of them is quick when it was done before."""
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("The demo runs with the development settings only."))
        port = options["port"]
        address = f"http://127.0.0.1:{port}"
        self._refuse_taken_port(port)
        for step, command in (
            (_("Database"), ["migrate", "--verbosity", "0"]),
            (_("Fixed pages"), ["setup_site", "--address", address]),
            (_("Cases and accounts"), ["load_demo", "--verbosity", "0"]),
        ):
            self.stdout.write(self.style.MIGRATE_HEADING(step))
            call_command(*command)
        self._index()
        self._serve(port, address)

    def _index(self) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(_("Search index")))
        try:
            call_command("search_index")
        except CommandError as error:
            # The site copes without a search, and so does its demo.
            message = _("The search is not available: %(error)s") % {"error": error}
            self.stderr.write(self.style.WARNING(message))

    def _refuse_taken_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError) as error:
                message = _("Port %(port)s cannot be used (%(error)s). Try: make demo PORT=8001")
                raise CommandError(message % {"port": port, "error": error}) from error

    def _serve(self, port: int, address: str) -> None:
        environment = {
            **os.environ,
            "DEBUG": os.environ.get("DEBUG", "0"),
            "BASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "jipp.settings.development",
        }
        command = [sys.executable, "-m", "gunicorn", "jipp.wsgi", "--bind", f"127.0.0.1:{port}"]
        command += ["--worker-class", "gthread", "--threads", "8", "--log-level", "warning"]
        # Whoever stops this command, by Ctrl-C or otherwise, stops the server with it.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        # gunicorn is a pinned dependency and every argument is ours.
        server = subprocess.Popen(command, env=environment)  # noqa: S603
        try:
            self._wait_until_up(server, address)
            self._say_where(address)
            server.wait()
        except KeyboardInterrupt:
            self.stdout.write(_("Stopped. Everything is kept; “make demo” starts it again."))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)

    def _wait_until_up(self, server: subprocess.Popen[bytes], address: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if server.poll() is not None:
                raise CommandError(_("The server did not start; its message is above."))
            try:
                # The address is our own, on this machine.
                urllib.request.urlopen(f"{address}/sehat/", timeout=5)  # noqa: S310
            except (urllib.error.URLError, TimeoutError):
                time.sleep(0.2)
            else:
                return
        raise CommandError(_("The server did not answer within %(seconds)s s.") % {"seconds": START_SECONDS})

    def _say_where(self, address: str) -> None:
        message = _("JIPP runs at %(address)s/ — the CMS at %(address)s/kelola/") % {"address": address}
        self.stdout.write(self.style.SUCCESS(f"\n{message}"))
        self.stdout.write(_("Demo accounts (made-up units only):"))
        for account in accounts():
            self.stdout.write(f"  {account.email:<38} {account.password:<24} {account.says}")
        self.stdout.write(_("Stop with Ctrl-C."))
        self.stdout.flush()
