"""Our own standard, what services promise, and the contracts with suppliers."""

from datetime import date

from kwis.agreements.models import Agreement, Target
from kwis.core.wording import say
from kwis.demo.making.people import this_year
from kwis.demo.world import World
from kwis.demo.written import SupplierEntry

HOUR = 3600  # seconds


def make_agreements(world: World) -> None:
    since = world.began.date()
    respond = {one.priority: round(one.respond_hours * HOUR) for one in world.content.organisation.target}
    targets = [
        Target(
            priority=one.priority,
            respond_seconds=respond[one.priority],
            solve_seconds=round(one.solve_hours * HOUR),
            valid_from=since,
        )
        for one in world.content.organisation.target
    ]
    for service in world.content.services:
        targets += [
            Target(
                service=world.services[service.code],
                priority=int(priority),
                respond_seconds=min(respond[int(priority)], round(hours * HOUR)),
                solve_seconds=round(hours * HOUR),
                valid_from=since,
            )
            for priority, hours in service.targets.items()
        ]
    for supplier in world.content.organisation.supplier:
        targets += _contract(world, supplier, since)
    Target.objects.bulk_create(targets)


def _contract(world: World, entry: SupplierEntry, since: date) -> list[Target]:
    written = entry.contract
    end, notice = this_year(written.end, world), this_year(written.notice, world)
    agreement = Agreement.objects.create(
        kind=Agreement.Kind.CONTRACT,
        number=written.number,
        name=f"{entry.name}: {say(entry.about, 'nl')}",
        organisation=world.suppliers[entry.code],
        start=written.start,
        end=end,
        notice_days=(end - notice).days,
        yearly_cost=written.yearly_cost,
        owner=world.named[written.owner],
        note=f"{say(written.what, 'nl')}. Afgesproken: {written.target_percent}% op tijd gereed.",
    )
    return [
        Target(
            agreement=agreement,
            service=world.services[code],
            solve_seconds=round(written.agreed_hours * HOUR),
            valid_from=min(since, written.start),
        )
        for code in written.services
    ]
