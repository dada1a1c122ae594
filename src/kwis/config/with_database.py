"""`python -m kwis.config.with_database COMMAND …`: run a command, and leave no embedded database behind.

For `make test`: the database that the tests start is stopped after them; one that already ran goes on.
"""

import subprocess
import sys

from kwis.config import postgres
from kwis.config.trouble import Trouble


def main() -> int:
    try:
        with postgres.in_use():
            return subprocess.call(sys.argv[1:])  # noqa: S603 - what the caller asks for
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
