"""A service is seen by whom its audience fits, and by nobody else."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kwis.accounts import roles
from kwis.catalogue.models import Service
from kwis.catalogue.tests import making
from kwis.people.models import Team, TeamMembership

pytestmark = pytest.mark.django_db


def seen_by(user) -> set[str]:
    return set(Service.objects.visible_to(user).values_list("code", flat=True))


def test_a_service_without_audience_is_for_everybody_inside_and_for_no_stranger() -> None:
    making.service("inside", "Binnen")
    assert seen_by(making.log_in_of(making.person("Insider"))) == {"inside"}
    assert seen_by(making.log_in_of(making.person("Outsider", external=True))) == set()
    assert seen_by(AnonymousUser()) == set()


def test_a_draft_and_a_retired_service_are_seen_by_nobody_in_the_portal() -> None:
    making.service("draft", "Concept", state="draft")
    making.service("retired", "Weg", state="retired")
    user = making.log_in_of(making.person("Insider"))
    roles.give(user, "administrator")
    assert seen_by(user) == set()


def test_only_a_holder_of_the_catalogue_right_gets_all_services_to_manage() -> None:
    making.service("draft", "Concept", state="draft")
    plain, owner = making.log_in_of(making.person("Plain")), making.log_in_of(making.person("Owner"))
    roles.give(owner, "catalogue_owner")
    assert not Service.objects.manageable_by(plain).exists()
    assert not Service.objects.manageable_by(AnonymousUser()).exists()
    assert Service.objects.manageable_by(owner).count() == 1


def test_a_department_stands_for_all_that_is_part_of_it() -> None:
    top = making.organisation("werf")
    deep = making.organisation("groen-noord", making.organisation("groen", top))
    for_werf = making.audience("werf")
    for_werf.organisations.add(top)
    making.service("boots", "Laarzen", audience=for_werf)
    assert seen_by(making.log_in_of(making.person("Gardener", organisation=deep))) == {"boots"}
    assert (
        seen_by(making.log_in_of(making.person("Clerk", organisation=making.organisation("finance"))))
        == set()
    )
    assert seen_by(making.log_in_of(making.person("Loose"))) == set()


def test_a_site_stands_for_its_rooms() -> None:
    site = making.place("yard")
    room = making.place("yard/0.12", "room", making.place("yard/0", "floor", site))
    for_yard = making.audience("yard")
    for_yard.sites.add(site)
    making.service("gate", "Poort", audience=for_yard)
    assert seen_by(making.log_in_of(making.person("Yarder", place=room))) == {"gate"}
    assert seen_by(making.log_in_of(making.person("Other", place=making.place("hall")))) == set()


def test_every_filled_list_has_to_fit() -> None:
    department, team = making.organisation("ict"), Team.objects.create(code="net", name="Netwerk")
    both = making.audience("both")
    both.organisations.add(department)
    both.teams.add(team)
    making.service("patch", "Patchen", audience=both)
    member, colleague = (
        making.person("Member", organisation=department),
        making.person("Colleague", organisation=department),
    )
    TeamMembership.objects.create(team=team, person=member)
    assert seen_by(making.log_in_of(member)) == {"patch"}
    assert seen_by(making.log_in_of(colleague)) == set()


def test_a_service_for_managers_is_for_who_has_staff_that_still_works_here() -> None:
    making.service("hire", "Iemand aannemen", audience=making.audience("managers", managers_only=True))
    manager, former = making.person("Manager"), making.person("Former")
    making.person("Worker", manager=manager)
    making.person("Gone", manager=former, active=False)
    assert seen_by(making.log_in_of(manager)) == {"hire"}
    assert seen_by(making.log_in_of(former)) == set()


def test_people_from_outside_and_strangers_see_only_what_is_for_outside() -> None:
    making.service("visit", "Bezoek", audience=making.audience("all", externals=True))
    making.service("hidden", "Verborgen", audience=making.audience("inside"))
    outsider = making.log_in_of(making.person("Outsider", external=True))
    assert seen_by(AnonymousUser()) == {"visit"}
    assert seen_by(outsider) == {"visit"}
    assert seen_by(making.log_in_of(making.person("Insider"))) == {"visit", "hidden"}


def test_a_stranger_fits_no_list_of_departments() -> None:
    partners = making.audience("partners", externals=True)
    firm = making.organisation("firm")
    partners.organisations.add(firm)
    making.service("dock", "Laadperron", audience=partners)
    assert seen_by(AnonymousUser()) == set()
    assert seen_by(making.log_in_of(making.person("Driver", external=True, organisation=firm))) == {"dock"}


def test_an_audience_out_of_use_keeps_its_limits() -> None:
    making.service("old", "Oud", audience=making.audience("old", managers_only=True, active=False))
    assert seen_by(making.log_in_of(making.person("Insider"))) == set()


def test_the_number_of_queries_does_not_grow_with_services_or_the_tree(django_assert_max_num_queries) -> None:
    department = making.organisation("d0")
    for depth in range(1, 6):
        department = making.organisation(f"d{depth}", department)
    user = making.log_in_of(making.person("Insider", organisation=department, place=making.place("p")))
    for number in range(20):
        making.service(f"s{number}", "Dienst")
    with django_assert_max_num_queries(6):
        assert len(seen_by(user)) == 20
