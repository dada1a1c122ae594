"""`python -m tests.proofs.opening KEYS`: the cast and as many keys for the API, in the database of DATABASE_URL.

*Printing* is looked at by its back office first, so that every call for it gives a work order: a reaction that ran
twice or never is then seen in what it made. Prints a key per line.
"""

import sys
from datetime import timedelta

import django

django.setup()

from kwis.api.models import ApiToken  # noqa: E402 - Django must stand first
from kwis.api.models.token import Scope  # noqa: E402
from kwis.catalogue.models import Service  # noqa: E402
from kwis.core.clock import now  # noqa: E402
from tests.cast import make_cast  # noqa: E402


def main(keys: int) -> None:
    cast = make_cast()
    cast.printing.start = Service.Start.TRIAGE
    cast.printing.save()
    for number in range(keys):
        _token, secret = ApiToken.issue(
            name=f"proof {number}",
            user=cast.anna.user,
            scopes=list(Scope.values),
            expires_at=now() + timedelta(days=1),
        )
        print(secret)


if __name__ == "__main__":
    main(int(sys.argv[1]))
