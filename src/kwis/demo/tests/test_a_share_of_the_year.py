"""Some stories of the year, told by the real verbs; the whole year is a proof."""

import pytest

from kwis.accounts.models import User
from kwis.core.models import Event
from kwis.demo.fingerprint import fingerprint
from kwis.demo.loading import Loaded, empty, load, load_once
from kwis.demo.models import Loading
from kwis.demo.tests.conftest import NOW
from kwis.desk.models import Ticket
from kwis.dispatch.models import WorkOrder
from kwis.people.models import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("share_of_the_year")]


def test_a_share_is_loaded_in_seconds(share_of_the_year: Loaded) -> None:
    assert share_of_the_year.calls > 60
