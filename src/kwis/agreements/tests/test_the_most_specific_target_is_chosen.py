from datetime import UTC, date, datetime

import pytest

from kwis.agreements.choosing import choose_target
from kwis.agreements.models import Agreement, Target
from kwis.catalogue.models import Service, ServiceCategory
from kwis.people.models import Organisation, Team

AT = datetime(2026, 3, 25, 9, tzinfo=UTC)
YEAR = date(2026, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def printing() -> Service:
    category = ServiceCategory.objects.create(code="werkplek", name={"nl": "Werkplek"})
    return Service.objects.create(code="printen", name={"nl": "Printen"}, category=category)


@pytest.fixture
def region() -> Organisation:
    return Organisation.objects.create(code="regio", name="Regio Rijnoever")


@pytest.fixture
def department(region: Organisation) -> Organisation:
    return Organisation.objects.create(code="ruimte", name="Ruimte", parent=region)


@pytest.fixture
def cell(department: Organisation) -> Organisation:
    return Organisation.objects.create(code="kaarten", name="Kaarten", parent=department)


def agree(name: str, organisation: Organisation | None = None, **fields: object) -> Agreement:
    return Agreement.objects.create(name=name, organisation=organisation, **({"start": YEAR} | fields))


def target(hours: int, **fields: object) -> Target:
    return Target.objects.create(solve_seconds=hours * 3600, **({"valid_from": YEAR} | fields))


def test_without_any_target_nothing_is_chosen(printing: Service, cell: Organisation):
    assert choose_target(printing, 1, cell, AT) is None


def test_each_row_of_the_table_goes_before_all_rows_under_it(
    printing: Service, cell: Organisation, department: Organisation, region: Organisation
):
    own, above, top, everybody = (
        agree("own", cell),
        agree("above", department),
        agree("top", region),
        agree("all"),
    )
    table = [
        {"agreement": agreement, "call_kind": call_kind, "service": service, "priority": priority}
        for agreement in (own, above, top, everybody, None)
        for call_kind in ("complaint", "")
        for service in (printing, None)
        for priority in (1, None)
    ]
    rows = {number: target(number + 1, **table[number]) for number in reversed(range(len(table)))}
    for number in range(len(table)):
        assert choose_target(printing, 1, cell, AT, call_kind="complaint") == rows[number]
        rows[number].delete()
    assert choose_target(printing, 1, cell, AT, call_kind="complaint") is None


def test_what_is_about_another_service_priority_or_customer_does_not_hold(
    printing: Service, cell: Organisation
):
    other = Service.objects.create(code="wifi", name={"nl": "Wifi"}, category=printing.category)
    stranger = Organisation.objects.create(code="buur", name="Buurgemeente")
    target(1, service=other)
    target(2, priority=2)
    target(3, agreement=agree("buur", stranger))
    assert choose_target(printing, 1, cell, AT) is None
    assert choose_target(None, None, None, AT) is None


def test_a_complaint_has_its_own_term_whatever_it_is_about(printing: Service):
    of_service, of_complaints = target(4, service=printing), target(40, call_kind="complaint")
    assert choose_target(printing, 1, None, AT, call_kind="complaint") == of_complaints
    assert choose_target(printing, 1, None, AT, call_kind="fault") == of_service
    assert choose_target(printing, 1, None, AT) == of_service


def test_a_call_without_service_priority_or_organisation_gets_what_holds_for_all(printing: Service):
    target(1, service=printing, priority=1)
    general = target(8)
    assert choose_target(None, None, None, AT) == general


def test_the_newest_target_goes_first_and_one_that_has_not_begun_or_has_ended_does_not_hold():
    target(1, valid_from=date(2026, 3, 26))
    target(2, valid_from=date(2026, 1, 2), valid_until=date(2026, 3, 24))
    target(3, valid_from=date(2026, 1, 3), active=False)
    older, newer = target(4, valid_from=date(2026, 2, 1)), target(5, valid_from=date(2026, 2, 2))
    assert choose_target(None, 1, None, AT) == newer
    assert choose_target(None, 1, None, datetime(2026, 2, 1, 12, tzinfo=UTC)) == older


def test_the_day_is_the_local_day():
    target(1, valid_from=date(2026, 3, 26))
    assert choose_target(None, 1, None, datetime(2026, 3, 25, 22, 59, tzinfo=UTC)) is None
    assert choose_target(None, 1, None, datetime(2026, 3, 25, 23, 0, tzinfo=UTC)) is not None


@pytest.mark.parametrize(
    "ended", [{"end": date(2026, 3, 24)}, {"start": date(2026, 3, 26)}, {"active": False}], ids=str
)
def test_an_agreement_that_does_not_hold_takes_its_targets_with_it(ended: dict[str, object]):
    target(1, agreement=agree("oud", **ended))
    standard = target(8)
    assert choose_target(None, 1, None, AT) == standard


def test_a_back_office_and_a_supplier_are_held_to_their_own_agreements_only():
    printers = Team.objects.create(code="print", name="Printbeheer")
    firm = Organisation.objects.create(code="firma", name="Kopij BV", kind=Organisation.Kind.SUPPLIER)
    inside = target(2, agreement=agree("intern", kind=Agreement.Kind.OLA, team=printers))
    outside = target(3, agreement=agree("contract", firm, kind=Agreement.Kind.CONTRACT))
    standard = target(8)
    assert choose_target(None, 1, None, AT) == standard
    assert choose_target(None, 1, None, AT, kind=Agreement.Kind.OLA, team=printers) == inside
    assert choose_target(None, 1, firm, AT, kind=Agreement.Kind.CONTRACT) == outside
    others = Team.objects.create(code="netwerk", name="Netwerk")
    assert choose_target(None, 1, None, AT, kind=Agreement.Kind.OLA, team=others) is None
    assert choose_target(None, 1, None, AT, kind=Agreement.Kind.CONTRACT) is None


def test_an_organisation_tree_tied_into_a_loop_ends(department: Organisation, region: Organisation):
    Organisation.objects.filter(pk=region.pk).update(parent=department)
    stranger = Organisation.objects.create(code="buur", name="Buurgemeente")
    target(3, agreement=agree("buur", stranger))
    department.refresh_from_db()
    assert choose_target(None, 1, department, AT) is None


def test_choosing_takes_one_query_and_one_per_level_of_the_tree(
    cell: Organisation, region: Organisation, django_assert_num_queries
):
    fresh = Organisation.objects.get(pk=cell.pk)
    target(8)
    with django_assert_num_queries(1):
        choose_target(None, 1, fresh, AT)
    held = target(4, agreement=agree("regio", region))
    with django_assert_num_queries(3):
        assert choose_target(None, 1, fresh, AT) == held
