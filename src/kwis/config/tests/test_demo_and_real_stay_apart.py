"""A database holds the demo organisation or a real one, never both."""

from argparse import Namespace

import pytest

from kwis.accounts.models import User
from kwis.config import preparing
from kwis.config.trouble import Trouble
from kwis.core.clock import now
from kwis.demo.models import Loading
from kwis.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("loaded", [True, False])
def test_a_real_organisation_does_not_start_on_the_demo_nor_on_half_of_it(loaded: bool) -> None:
    Loading.objects.create(year_ends_at=now(), done_at=now() if loaded else None)
    with pytest.raises(Trouble, match=r"^This database holds the demo organisation: .*KWIS_VAR"):
        preparing.run(Namespace(demo=False))
    assert Loading.objects.count() == 1


def test_the_demo_does_not_start_on_a_real_organisation() -> None:
    User.objects.create_user("ada", "weiland-kikker-7")
    with pytest.raises(Trouble, match="holds a real organisation"):
        preparing.run(Namespace(demo=True))
    assert (Loading.objects.count(), User.objects.count(), Person.objects.count()) == (0, 1, 0)
