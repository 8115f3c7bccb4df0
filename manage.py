#!/usr/bin/env python
"""Django's command line for JIPP."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a management command with the development settings unless told otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jipp.settings.development")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
