#!/usr/bin/env python
"""Django's own commands; `kwis --help` shows those of Kwis."""

import os
import sys

from django.core.management import execute_from_command_line
from environs import EnvError

from kwis.config.trouble import Trouble


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kwis.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except (Trouble, EnvError) as trouble:
        sys.exit(f"{trouble}")


if __name__ == "__main__":
    main()
