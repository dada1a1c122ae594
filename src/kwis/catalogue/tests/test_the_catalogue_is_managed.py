"""Services, their questions, categories and audiences in Beheer."""

from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast

from kwis.accounts.roles import give
from kwis.catalogue.models import Audience, FormField, IntakeForm, Service, ServiceCategory
from kwis.catalogue.option_lines import with_keys
from kwis.catalogue.who_sees import limits, sees
from kwis.core.actors import KWIS
from kwis.core.events import history_of
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import FormAnswer

pytestmark = pytest.mark.django_db

LISTS = ("services", "forms", "categories", "audiences")


@pytest.fixture
def owner(client: Client, cast: Cast) -> Client:
    give(cast.dirk.user, "catalogue_owner")
    client.force_login(cast.dirk.user)
    client.cookies["django_language"] = "nl"
    return client


def service(cast: Cast, **changes: Any) -> dict[str, Any]:
    given = {
        "name_nl": "Stoel", "name_en": "Chair", "code": "stoel", "category": cast.printing.category_id, "kind": "wish",
        "state": "published", "icon": "armchair", "start": "desk_looks", "synonyms_nl": "zetel, bureaustoel\nkruk",
        "team": cast.workplace.pk, "seen": 0,
    }  # fmt: skip
    return given | changes


def questions(*given: dict[str, Any], there: int = 0, **changes: Any) -> dict[str, Any]:
    rows: dict[str, Any] = {
        "fields-TOTAL_FORMS": len(given),
        "fields-INITIAL_FORMS": there,
        "published": "on",
    }
    for at, row in enumerate(given):
        rows |= {f"fields-{at}-{name}": value for name, value in row.items()}
    return rows | changes


KINDS = {"label_nl": "Wat is er?", "type": "choice", "options": "Papier | Paper\nToner"}


@pytest.fixture
def form(cast: Cast) -> IntakeForm:
    made = IntakeForm.objects.create(service=cast.printing)
    options = [{"key": "papier", "label": {"nl": "Papier"}}, {"key": "toner", "label": {"nl": "Toner"}}]
    FormField.objects.create(
        form=made, key="wat", type="choice", label={"nl": "Wat is er?"}, options=options, order=1
    )
    return made


def test_a_service_is_added_with_the_words_that_people_use(owner: Client, cast: Cast):
    answer = owner.post("/manage/services/new/", service(cast))
    assert answer.status_code == 302, answer.context["form"].errors
    stoel = Service.objects.get(code="stoel")
    assert (stoel.name, stoel.synonyms) == (
        {"nl": "Stoel", "en": "Chair"},
        {"nl": ["zetel", "bureaustoel", "kruk"]},
    )
    assert "zetel, bureaustoel, kruk" in str(history_of(stoel).get().data["changes"])
    assert "Stoel" in owner.get("/manage/services/?q=zetel").content.decode().split("<tbody")[1]


def test_a_service_goes_out_of_use_and_comes_back_as_a_draft(owner: Client, cast: Cast):
    owner.post(f"/manage/services/{cast.printing.pk}/retire/")
    cast.printing.refresh_from_db()
    assert cast.printing.state == "retired"
    owner.post(f"/manage/services/{cast.printing.pk}/restore/")
    cast.printing.refresh_from_db()
    assert cast.printing.state == "draft"


def test_questions_are_written_and_get_keys_and_an_order(owner: Client, cast: Cast):
    given = questions(KINDS, {"label_nl": "Wanneer?", "type": "date"}, service=cast.printing.pk)
    answer = owner.post("/manage/forms/new/", given)
    assert answer.status_code == 302, answer.content.decode()
    made = IntakeForm.objects.get()
    assert [(one.key, one.order) for one in made.fields.all()] == [("wat-is-er", 1), ("wanneer", 2)]
    assert made.fields.first().options == [
        {"key": "papier", "label": {"nl": "Papier", "en": "Paper"}},
        {"key": "toner", "label": {"nl": "Toner"}},
    ]


def test_a_question_can_depend_on_a_choice_of_another(owner: Client, cast: Cast, form: IntakeForm):
    first = form.fields.get()
    condition = '{"equals": "toner", "field": "wat"}'
    kept = {"id": first.pk, "key": "wat", "order": 1, **KINDS}
    page = owner.get(f"/manage/forms/{form.pk}/").content.decode()
    assert "Wat is er?: Toner" in page
    answer = owner.post(
        f"/manage/forms/{form.pk}/",
        questions(kept, {"label_nl": "Welke kleur?", "type": "text", "shown_if": condition}, there=1, seen=0),
    )
    assert answer.status_code == 302, answer.content.decode()
    assert form.fields.get(key="welke-kleur").shown_if == {"field": "wat", "equals": "toner"}
    # a condition on a question that goes cannot stay
    both = [
        {"id": one.pk, "key": one.key, "label_nl": one.label["nl"], "type": one.type, "order": one.order}
        for one in form.fields.order_by("order")
    ]
    both[0] |= {"options": "Papier\nToner", "DELETE": "on"}
    both[1] |= {"shown_if": condition}
    answer = owner.post(f"/manage/forms/{form.pk}/", questions(*both, there=2, seen=10**9))
    assert answer.status_code == 422
    assert form.fields.count() == 2


def test_a_choice_worded_anew_keeps_its_key():
    before = [{"key": "a4", "label": {"nl": "A4"}}, {"key": "toner", "label": {"nl": "Toner"}}]
    worded = with_keys([{"nl": "Papier (A4)"}, {"nl": "Toner"}], before)
    assert [one["key"] for one in worded] == ["a4", "toner"]
    added = with_keys([{"nl": "Toner"}, {"nl": "Lijm"}, {"nl": "A4"}], before)
    assert [one["key"] for one in added] == ["toner", "lijm", "a4"]


def answer_of(cast: Cast, field: FormField) -> FormAnswer:
    call = take_in(
        Contact(channel="portal", text="De printer", customer=cast.carla, by=KWIS, service=cast.printing)
    )
    return FormAnswer.objects.create(ticket=call, field=field, value="toner", text="Toner")


def test_questions_that_were_answered_stay_with_their_answers(owner: Client, cast: Cast, form: IntakeForm):
    answer = answer_of(cast, form.fields.get())
    kept = {
        "id": form.fields.get().pk,
        "key": "wat",
        "order": 1,
        **KINDS,
        "label_nl": "Wat is er aan de hand?",
    }
    assert owner.post(f"/manage/forms/{form.pk}/", questions(kept, there=1, seen=0)).status_code == 302
    answer.refresh_from_db()
    assert answer.field.label == {"nl": "Wat is er?"}
    assert (answer.field.form.version, answer.field.form.published) == (1, False)
    now = cast.printing.form
    assert (now.pk, now.version, now.fields.get().label["nl"]) == (form.pk, 2, "Wat is er aan de hand?")
    assert owner.get("/manage/forms/").content.decode().count("data-open-row") == 1
    # a second change before anybody answered makes no third version
    kept["id"] = now.fields.get().pk
    owner.post(f"/manage/forms/{form.pk}/", questions(kept | {"label_nl": "Wat?"}, there=1, seen=10**9))
    form.refresh_from_db()
    assert (form.version, form.fields.get().label["nl"]) == (2, "Wat?")


def test_a_choice_needs_something_to_choose_from(owner: Client, cast: Cast):
    given = questions({"label_nl": "Wat?", "type": "choice"}, service=cast.printing.pk)
    assert owner.post("/manage/forms/new/", given).status_code == 422
    assert not IntakeForm.objects.exists()


def test_who_sees_a_service_is_told_limit_by_limit(owner: Client, cast: Cast):
    audience = Audience.objects.create(code="bz", name={"nl": "Burgerzaken"}, managers_only=True)
    audience.organisations.add(cast.department)
    cast.printing.audience = audience
    cast.printing.save()
    for who in (cast.carla, cast.wim, cast.admin):
        assert sees(cast.printing, who) == all(limit.fits for limit in limits(cast.printing, who))
    cast.wim.manager = cast.carla
    cast.wim.save()
    assert sees(cast.printing, cast.carla)
    assert all(limit.fits for limit in limits(cast.printing, cast.carla))
    page = owner.get(f"/manage/services/{cast.printing.pk}/who-sees/?person={cast.wim.pk}").content.decode()
    assert "Burgerzaken" in page


def test_a_category_with_services_stays_and_is_not_part_of_itself(owner: Client, cast: Cast):
    category = cast.printing.category
    owner.post(f"/manage/categories/{category.pk}/retire/")
    below = ServiceCategory.objects.create(code="onder", name={"nl": "Onder"}, parent=category)
    given = {"name_nl": "ICT", "code": "ict", "icon": "folder", "order": 0, "parent": below.pk, "seen": 0}
    assert owner.post(f"/manage/categories/{category.pk}/", given).status_code == 422
    category.refresh_from_db()
    assert (category.active, category.parent) == (True, None)


def test_every_list_and_form_opens_with_few_queries(
    owner: Client, cast: Cast, form: IntakeForm, django_assert_max_num_queries
):
    Audience.objects.create(code="bz", name={"nl": "Burgerzaken"})
    for slug in LISTS:
        with django_assert_max_num_queries(16):
            page = owner.get(f"/manage/{slug}/")
        assert page.status_code == 200
        assert owner.get(f"/manage/{slug}/?q=a&use=all").status_code == 200
        assert owner.get(f"/manage/{slug}/new/").status_code == 200
        assert owner.get(f"/manage/{slug}/{page.context['rows'][0][0].pk}/").status_code == 200


@pytest.mark.parametrize("slug", LISTS)
def test_who_lacks_the_right_finds_no_page_and_changes_nothing(client: Client, cast: Cast, slug: str):
    before = Service.objects.count()
    for who in (cast.carla, cast.anna, cast.wim):
        client.force_login(who.user)
        assert client.get(f"/manage/{slug}/").status_code == 404
        assert client.post(f"/manage/{slug}/new/", service(cast)).status_code == 404
        assert client.get(f"/manage/services/{cast.printing.pk}/who-sees/").status_code == 404
        assert client.post(f"/manage/services/{cast.printing.pk}/retire/").status_code == 404
    cast.printing.refresh_from_db()
    assert (Service.objects.count(), cast.printing.state) == (before, "published")


def test_a_draft_can_only_be_picked_by_who_manages_the_catalogue(client: Client, cast: Cast):
    cast.printing.state = "draft"
    cast.printing.save()
    client.force_login(cast.anna.user)
    assert "Printen" not in client.get("/manage/services/options/").content.decode()
