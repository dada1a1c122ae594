"""Services with their forms, guides, plans and audiences."""

from decimal import Decimal

from kwis.catalogue.models import Audience, FormField, IntakeForm, Service, ServiceCategory
from kwis.core.wording import say
from kwis.demo.world import World
from kwis.demo.written import FieldEntry, Option, ServiceEntry
from kwis.dispatch.models import Plan, PlanStep
from kwis.dispatch.models.plan import refuse_loops
from kwis.knowledge.models import Guide, GuideQuestion

EVERYONE = "everyone"
HOUR = 60  # minutes
# what the first page of the portal and the catalogue are divided by
DEPARTMENTS = (
    ("facilitair", {"nl": "Facilitair", "en": "Facilities"}, "building"),
    ("ict", {"nl": "ICT", "en": "IT"}, "device-laptop"),
    ("hr", {"nl": "HR", "en": "HR"}, "heart-handshake"),
)


def make_catalogue(world: World) -> None:
    departments = {
        code: ServiceCategory.objects.create(code=code, name=name, icon=icon, order=number)
        for number, (code, name, icon) in enumerate(DEPARTMENTS, 1)
    }
    categories = {
        entry.code: ServiceCategory.objects.create(
            code=entry.code,
            name=entry.name,
            icon=entry.icon,
            order=number,
            parent=departments[entry.department],
        )
        for number, entry in enumerate(world.content.categories, len(DEPARTMENTS) + 1)
    }
    _make_audiences(world)
    for entry in world.content.services:
        service = _make_service(world, entry, categories[entry.category])
        world.services[entry.code] = service
        if entry.field:
            world.forms[entry.code] = _make_form(service, entry)
        if entry.step:
            world.plan_steps[entry.code] = _make_plan(world, service, entry)
        if entry.question or entry.fix:
            _make_guide(service, entry)


def _make_audiences(world: World) -> None:
    for entry in world.content.audiences:
        audience = Audience.objects.create(
            code=entry.code, name=entry.name, managers_only=entry.managers_only, externals=entry.externals
        )
        audience.organisations.set(world.departments[code] for code in entry.organisations)
        audience.sites.set(world.places[code] for code in entry.sites)
        world.audiences[entry.code] = audience


def _make_service(world: World, entry: ServiceEntry, category: ServiceCategory) -> Service:
    return Service.objects.create(
        code=entry.code,
        category=category,
        name=entry.name,
        summary=entry.summary,
        text=_with_cost(entry),
        synonyms=entry.synonyms,
        icon=entry.icon,
        kind=entry.kind,
        state=Service.State.PUBLISHED,
        audience=None if entry.audience == EVERYONE else world.audiences[entry.audience],
        team=world.teams[entry.team],
        owner=world.named[world.content.organisation.owners["catalogue"]],
        start=entry.start,
        delivery_words=entry.delivery,
        delivery_minutes=round(entry.delivery_hours * HOUR),
        price=Decimal(entry.cost.amount) if entry.cost else None,
        confidential=entry.confidential,
        popular=entry.popular,
    )


def _with_cost(entry: ServiceEntry) -> dict[str, str]:
    """The price stands in a field of its own; what it is for is said in the text."""
    if entry.cost is None:
        return {language: text.strip() for language, text in entry.text.items()}
    label = {"nl": "Kosten: € {} {}.", "en": "Cost: € {} {}."}
    amount = {"nl": entry.cost.amount.replace(".", ","), "en": entry.cost.amount}
    return {
        language: f"{text.strip()}\n\n{label[language].format(amount[language], say(entry.cost.unit, language))}"
        for language, text in entry.text.items()
    }


def _make_form(service: Service, entry: ServiceEntry) -> IntakeForm:
    form = IntakeForm.objects.create(service=service)
    FormField.objects.bulk_create(_field(form, one, number) for number, one in enumerate(entry.field, 1))
    return form


def _field(form: IntakeForm, entry: FieldEntry, number: int) -> FormField:
    return FormField(
        form=form,
        key=entry.key,
        type=entry.type,
        label=entry.label,
        help=entry.help,
        required=entry.required,
        options=[{"key": option.value, "label": _label(option)} for option in entry.options],
        shown_if={"field": entry.shown_if.field, "equals": entry.shown_if.equals} if entry.shown_if else {},
        order=number,
    )


def _label(option: Option) -> dict[str, str]:
    return {"nl": option.nl, "en": option.en}


def _make_plan(world: World, service: Service, entry: ServiceEntry) -> list[PlanStep]:
    refuse_loops({step.key: step.needs for step in entry.step})
    plan = Plan.objects.create(service=service)
    steps: dict[str, PlanStep] = {}
    for number, step in enumerate(entry.step, 1):
        steps[step.key] = PlanStep.objects.create(
            plan=plan,
            key=step.key,
            order=number,
            title=step.title,
            customer_label=step.customer_label,
            team=world.teams.get(step.team),
            supplier=world.suppliers.get(step.supplier),
            instruction=say(step.instruction, "nl"),
            due_minutes=round(step.due_hours * HOUR),
            condition={"field": step.condition.field, "equals": step.condition.equals}
            if step.condition
            else {},
        )
    for step in entry.step:
        steps[step.key].needs.set(steps[key] for key in step.needs)
    return list(steps.values())


def _make_guide(service: Service, entry: ServiceEntry) -> None:
    fixes = {
        language: "\n".join(line for fix in entry.fix for line in (fix.title[language], *fix.steps[language]))
        for language in ("nl", "en")
    }
    guide = Guide.objects.create(service=service, likely_fix=fixes if entry.fix else {})
    GuideQuestion.objects.bulk_create(
        GuideQuestion(
            guide=guide, question=one.text, answers=[_label(option) for option in one.answers], order=number
        )
        for number, one in enumerate(entry.question, 1)
    )
