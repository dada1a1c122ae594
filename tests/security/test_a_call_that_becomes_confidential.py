"""A call that becomes confidential later: from then on only who works on it sees it, and only as long as they do."""

from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client

from kwis.core.files import keep
from kwis.core.models import Event, StoredFile
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import Ticket, TicketInvolvement
from kwis.dispatch.accepting import refuse_part
from kwis.dispatch.completing import report_ready
from kwis.dispatch.handing_back import cancel, hand_back
from kwis.dispatch.models import WorkOrder
from kwis.dispatch.setting_out import set_out, set_out_again
from tests.cast import Cast, person

MARKER = "kwartelei"


@dataclass
class Story:
    """A call of Anna's with an order for the workplace team (Wim) and, on request, one for HR (Hanna)."""

    cast: Cast
    call: Ticket
    order: WorkOrder
    file: StoredFile

    def becomes_confidential(self) -> None:
        self.call.refresh_from_db()
        self.call.set_fact("confidential", True, by=self.cast.ineke.actor)
        self.order.refresh_from_db()

    def back_from_workplace(self) -> None:
        hand_back(self.order, reason="wrong_team", text="Voor HR", by=self.cast.wim.actor)


@pytest.fixture
def story(cast: Cast) -> Story:
    file = keep("foto.txt", f"{MARKER} foto".encode(), by=cast.wim.actor)
    call = take_in(
        Contact(
            channel="portal",
            subject=f"Het {MARKER}",
            text=f"Het {MARKER} is weg",
            customer=cast.carla,
            by=cast.carla.actor,
            kind="fault",
            service=cast.printing,
        )
    )
    call.take(cast.anna)
    order = set_out(call, title=f"Zoek het {MARKER}", team=cast.workplace, by=cast.anna.actor)
    return Story(cast, call, order, file)


def read(answer: HttpResponse) -> str:
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
    return content.decode()


def doors(story: Story) -> list[str]:
    return [
        f"/desk/tickets/{story.call.number}/",
        f"/desk/tickets/{story.call.number}/older/",
        f"/desk/orders/{story.order.number}/",
        f"/desk/search/?q={MARKER}",
        "/desk/boards/werkplek/",
        f"/files/{story.file.token}/",
    ]


def sees_nothing(story: Story, client: Client) -> None:
    """Through no door, and nothing can be done to the order."""
    client.force_login(story.cast.wim.user)
    for door in doors(story):
        told = read(client.get(door)).replace(f'value="{MARKER}"', "").replace(f"q={MARKER}", "")
        assert story.call.subject not in told, door
        assert story.order.title not in told, door
    for door in doors(story)[:3]:
        assert client.get(door).status_code == 404, door
    before = (WorkOrder.objects.values().get(pk=story.order.pk), Event.objects.count())
    for act in ("acceptance", "start", "completion", "handback"):
        path = f"/desk/orders/{story.order.number}/{act}/"
        assert client.post(path, {"text": "x", "reason": "wrong_team"}).status_code == 404, act
    assert client.post(f"/desk/tickets/{story.call.number}/notes/", {"text": "x"}).status_code == 404
    assert (WorkOrder.objects.values().get(pk=story.order.pk), Event.objects.count()) == before


def sees_it(story: Story, client: Client) -> None:
    client.force_login(story.cast.wim.user)
    for door in doors(story)[:3]:
        assert client.get(door).status_code == 200, door


def test_a_team_with_unfinished_work_goes_on_seeing_it(story: Story, client: Client) -> None:
    story.becomes_confidential()
    sees_it(story, client)


def test_a_team_whose_work_was_finished_before_sees_nothing_any_more(story: Story, client: Client) -> None:
    report_ready(story.order, text="Gevonden", photo=story.file, by=story.cast.wim.actor)
    sees_it(story, client)
    client.force_login(story.cast.wim.user)
    assert f"{MARKER} foto" in read(client.get(f"/files/{story.file.token}/"))

    story.becomes_confidential()
    sees_nothing(story, client)
    assert client.get(f"/files/{story.file.token}/").status_code == 404


def test_a_team_that_handed_its_work_back_before_sees_nothing_any_more(story: Story, client: Client) -> None:
    story.back_from_workplace()
    sees_it(story, client)
    story.becomes_confidential()
    sees_nothing(story, client)


def test_translating_to_a_confidential_service_does_the_same(story: Story, client: Client) -> None:
    story.back_from_workplace()
    story.call.refresh_from_db()
    story.call.translate(service=story.cast.hr_talk, kind="wish", by=story.cast.ineke.actor)
    story.order.refresh_from_db()
    sees_nothing(story, client)


def test_handing_back_or_cancelling_work_on_a_confidential_call_ends_it(story: Story, client: Client) -> None:
    story.becomes_confidential()
    story.back_from_workplace()
    sees_nothing(story, client)

    story.order = set_out_again(story.order, by=story.cast.ineke.actor)
    story.call.refresh_from_db()
    sees_it(story, client)
    cancel(story.order, by=story.cast.ineke.actor)
    sees_nothing(story, client)


def test_who_hands_it_back_on_a_page_ends_at_the_boards(story: Story, client: Client) -> None:
    story.becomes_confidential()
    client.force_login(story.cast.wim.user)
    path = f"/desk/orders/{story.order.number}/handback/"
    words = {"reason": "wrong_team", "text": "Voor HR"}
    dialog = client.post(path, words, headers={"HX-Request": "true"})
    assert (dialog.status_code, dialog.headers["HX-Redirect"]) == (204, "/desk/boards/")
    sees_nothing(story, client)


def test_a_team_with_other_work_on_it_goes_on_seeing_it(story: Story, client: Client) -> None:
    story.becomes_confidential()
    set_out(story.call, title="Nog iets", team=story.cast.workplace, by=story.cast.ineke.actor)
    story.back_from_workplace()
    sees_it(story, client)


def test_a_team_that_finished_work_while_it_was_confidential_goes_on_seeing_it(
    story: Story, client: Client
) -> None:
    story.becomes_confidential()
    report_ready(story.order, text="Gevonden", by=story.cast.wim.actor)
    second = set_out(story.call, title="Nog iets", team=story.cast.workplace, by=story.cast.ineke.actor)
    hand_back(second, reason="not_our_work", text="Niet van ons", by=story.cast.wim.actor)
    sees_it(story, client)


def test_work_finished_before_does_not_count_when_later_work_comes_back(story: Story, client: Client) -> None:
    second = set_out(story.call, title="Nog iets", team=story.cast.workplace, by=story.cast.anna.actor)
    report_ready(story.order, text="Gevonden", by=story.cast.wim.actor)
    story.becomes_confidential()
    sees_it(story, client)
    hand_back(second, reason="not_our_work", text="Niet van ons", by=story.cast.wim.actor)
    sees_nothing(story, client)


def test_the_customers_no_gives_the_team_its_sight_back(story: Story, client: Client) -> None:
    WorkOrder.objects.filter(pk=story.order.pk).update(customer_label="Het ei")
    story.order.refresh_from_db()
    report_ready(story.order, text="Gevonden", by=story.cast.wim.actor)
    WorkOrder.objects.filter(pk=story.order.pk).update(state="accepted_ready")
    story.becomes_confidential()
    sees_nothing(story, client)
    refuse_part(story.order, cause="not_solved", by=story.cast.carla.actor)
    sees_it(story, client)


def test_a_call_that_is_no_longer_confidential_is_seen_as_before(story: Story, client: Client) -> None:
    story.back_from_workplace()
    story.becomes_confidential()
    story.call.set_fact("confidential", False, by=story.cast.ineke.actor)
    sees_it(story, client)


def test_other_teams_and_figures_keep_what_they_had(story: Story) -> None:
    set_out(story.call, title="Gesprek", team=story.cast.hr, by=story.cast.anna.actor)
    story.back_from_workplace()
    story.becomes_confidential()
    assert [one.team for one in story.call.involvements.all()] == [story.cast.hr]
    assert TicketInvolvement.ever.filter(ticket=story.call).count() == 2


def test_an_agent_who_makes_it_confidential_without_being_its_owner_ends_at_the_work_list(
    story: Story, client: Client
) -> None:
    agent = person("Fenna", "Faber", role="agent")
    client.force_login(agent.user)
    call = f"/desk/tickets/{story.call.number}/"
    sent = {"impact": 3, "urgency": 2, "confidential": "on"}
    answer = client.post(f"{call}facts/", sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")
    assert client.get(call).status_code == 404
