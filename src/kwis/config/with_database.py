"""`python -m kwis.config.with_database COMMAND …`: run a command, and leave no embedded database behind.

For `make test`: the database that the tests start is stopped after them; one that already ran goes on.
"""

import subprocess
import sys

from kwis.config import postgres
from kwis.config.trouble import Trouble


def main() -> int:
    try:
        ran_already = postgres.is_running()
        postgres.database_url()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    try:
        return subprocess.call(sys.argv[1:])  # noqa: S603 - what the caller asks for
    except KeyboardInterrupt:
        return 130
    finally:
        if not ran_already:
            postgres.stop()


if __name__ == "__main__":
    sys.exit(main())
