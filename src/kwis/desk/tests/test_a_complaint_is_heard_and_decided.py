"""A complaint is received, heard, decided and made good; until it is decided it cannot be solved."""

from datetime import date

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags
from tests.cast import Cast

from kwis.agreements.models import Target
from kwis.core.clock import at, now
from kwis.core.models import Event
from kwis.desk.intake import Contact, take_in
from kwis.desk.models import ComplaintCase, Message, Ticket
from kwis.desk.timeline import timeline
from kwis.desk.workflow import NotNow

TOLD = "Drie weken niet schoongemaakt, en niemand belde terug."
DECIDED = "Uw klacht is terecht. De zaal stond niet op het rooster."


def a_call(cast: Cast, **given: object) -> Ticket:
    contact: dict[str, object] = {
        "channel": "portal",
        "text": "Onze kamer wordt niet schoongemaakt.",
        "customer": cast.carla,
        "by": cast.carla.actor,
        "kind": "complaint",
    }
    return take_in(Contact(**{**contact, **given}))  # type: ignore[arg-type]


@pytest.fixture
def complaint(cast: Cast) -> Ticket:
    ticket = a_call(cast)
    ticket.take(cast.anna)
    return ticket


@pytest.fixture
def anna(cast: Cast, client: Client) -> Client:
    client.force_login(cast.anna.user)
    return client


def written(ticket: Ticket) -> object:
    """All that an act may change, to see that a refused one changed nothing."""
    return (
        ComplaintCase.objects.filter(ticket=ticket).values_list().first(),
        Ticket.objects.values_list("status", "kind").get(pk=ticket.pk),
        Message.objects.count(),
        Event.objects.count(),
    )


def read_by_customer(ticket: Ticket) -> list[str]:
    return [
        strip_tags(entry.message.words) if entry.message else entry.words
        for entry in timeline(ticket, public_only=True).entries
    ]


def test_it_goes_from_received_to_heard_to_decided_to_made_good(complaint: Ticket, cast: Cast) -> None:
    complaint.hear_complaint(TOLD, author=cast.anna)
    complaint.decide_complaint(founded=True, text=DECIDED, author=cast.anna)
    complaint.recover("Een bos bloemen en een vast rooster", by=cast.anna.actor)

    case = ComplaintCase.objects.get(ticket=complaint)
    assert case.heard_at is not None and case.decided_at is not None and case.made_good_at is not None
    assert case.received_at <= case.heard_at <= case.decided_at <= case.made_good_at
    assert (case.founded, case.text) == (True, DECIDED)


def test_the_customer_reads_the_decision_in_the_portal_and_not_what_was_written_down(
    complaint: Ticket, cast: Cast
) -> None:
    complaint.hear_complaint(TOLD, author=cast.anna)
    complaint.decide_complaint(founded=False, text=DECIDED, author=cast.anna)
    with translation.override("en"):
        told = read_by_customer(complaint)
    assert "We heard what happened" in told
    assert told[-2:] == ["Decided: the complaint is not founded", DECIDED]
    assert TOLD not in told
    with translation.override("nl"):
        assert "Besloten: de klacht is niet gegrond (niet terecht)" in read_by_customer(complaint)


def test_the_agent_settles_it_from_the_page_of_the_call(complaint: Ticket, anna: Client) -> None:
    here = f"/desk/tickets/{complaint.number}/"
    page = anna.get(here).content.decode()
    assert f"{here}complaint/hearing/" in page
    assert f"{here}complaint/decision/" not in page

    assert anna.post(f"{here}complaint/hearing/", {"text": TOLD}).status_code == 302
    page = anna.get(here).content.decode()
    assert f"{here}complaint/hearing/" not in page
    assert f"{here}complaint/decision/" in page

    assert anna.get(f"{here}complaint/decision/").status_code == 200
    answer = anna.post(f"{here}complaint/decision/", {"founded": "yes", "text": DECIDED})
    assert answer.status_code == 302
    page = anna.get(here).content.decode()
    assert f"{here}complaint/decision/" not in page
    assert f"{here}recovery/" in page
    assert "<strong>Gegrond</strong>" in page

    assert anna.post(f"{here}solution/", {"text": "Is de klacht zo goed opgepakt?"}).status_code == 302
    complaint.refresh_from_db()
    assert complaint.status == "solved"


def test_the_page_of_another_call_says_nothing_of_a_complaint(cast: Cast, anna: Client) -> None:
    fault = a_call(cast, kind="fault")
    assert "complaint/" not in anna.get(f"/desk/tickets/{fault.number}/").content.decode()


@pytest.mark.parametrize(
    ("act", "sent"),
    [
        ("complaint/hearing", {"text": " "}),
        ("complaint/decision", {"founded": "", "text": DECIDED}),
        ("complaint/decision", {"founded": "yes", "text": ""}),
    ],
)
def test_without_words_or_a_choice_nothing_happens(
    act: str, sent: dict[str, str], complaint: Ticket, anna: Client
) -> None:
    before = written(complaint)
    assert anna.post(f"/desk/tickets/{complaint.number}/{act}/", sent).status_code == 422
    assert written(complaint) == before


def test_a_decision_waits_until_the_customer_was_heard(complaint: Ticket, anna: Client, cast: Cast) -> None:
    before = written(complaint)
    answer = anna.post(
        f"/desk/tickets/{complaint.number}/complaint/decision/", {"founded": "yes", "text": DECIDED}
    )
    assert answer.status_code == 409
    assert "Hoor eerst de klant." in answer.content.decode()
    assert written(complaint) == before


def test_it_is_heard_and_decided_once_and_again_only_after_the_customers_no(
    complaint: Ticket, cast: Cast
) -> None:
    complaint.hear_complaint(TOLD, author=cast.anna)
    complaint.decide_complaint(founded=False, text=DECIDED, author=cast.anna)
    before = written(complaint)
    with pytest.raises(NotNow):
        complaint.hear_complaint(TOLD, author=cast.anna)
    with pytest.raises(NotNow):
        complaint.decide_complaint(founded=True, text=DECIDED, author=cast.anna)
    assert written(complaint) == before

    complaint.solve("Is het zo goed?", author=cast.anna)
    complaint.reopen("not_solved", by=cast.carla.actor)
    complaint.decide_complaint(founded=True, text="U heeft toch gelijk.", author=cast.anna)
    assert ComplaintCase.objects.get(ticket=complaint).founded is True


def test_it_cannot_be_solved_before_it_was_heard_and_decided(
    complaint: Ticket, anna: Client, cast: Cast
) -> None:
    solution = f"/desk/tickets/{complaint.number}/solution/"
    before = written(complaint)
    answer = anna.post(solution, {"text": "Klaar."})
    assert answer.status_code == 409
    assert "De klant is nog niet gehoord" in answer.content.decode()
    assert written(complaint) == before

    complaint.hear_complaint(TOLD, author=cast.anna)
    before = written(complaint)
    answer = anna.post(solution, {"text": "Klaar."})
    assert answer.status_code == 409
    assert "Er is nog niet besloten" in answer.content.decode()
    assert written(complaint) == before


def test_it_is_not_answered_at_once(complaint: Ticket, cast: Cast) -> None:
    before = written(complaint)
    with pytest.raises(NotNow):
        complaint.answer_at_once("Sorry.", author=cast.anna)
    assert written(complaint) == before


def test_the_customer_may_withdraw_it_at_any_moment(complaint: Ticket, anna: Client) -> None:
    answer = anna.post(f"/desk/tickets/{complaint.number}/withdrawal/")
    assert answer.status_code == 302
    complaint.refresh_from_db()
    assert (complaint.status, complaint.closures.get().withdrawn) == ("closed", True)

    before = written(complaint)
    assert (
        anna.post(f"/desk/tickets/{complaint.number}/complaint/hearing/", {"text": TOLD}).status_code == 409
    )
    assert anna.post(f"/desk/tickets/{complaint.number}/withdrawal/").status_code == 409
    assert written(complaint) == before


def test_another_call_is_not_heard_or_decided_as_a_complaint(cast: Cast) -> None:
    fault = a_call(cast, kind="fault")
    before = written(fault)
    with pytest.raises(NotNow):
        fault.hear_complaint(TOLD, author=cast.anna)
    with pytest.raises(NotNow):
        fault.decide_complaint(founded=True, text=DECIDED, author=cast.anna)
    assert written(fault) == before


def test_a_call_that_turns_out_to_be_a_complaint_was_received_when_it_came_in(cast: Cast) -> None:
    call = a_call(cast, kind="fault")
    with at(now().replace(year=now().year + 1)):
        call.translate(service=None, kind="complaint", by=cast.anna.actor)
    assert ComplaintCase.objects.get(ticket=call).received_at == call.created_at


def test_a_call_that_turns_out_to_be_a_complaint_gets_the_term_of_complaints(cast: Cast) -> None:
    Target.objects.create(solve_seconds=4 * 3600, valid_from=date(2020, 1, 1))
    Target.objects.create(solve_seconds=40 * 3600, call_kind="complaint", valid_from=date(2020, 1, 1))
    call = a_call(cast, kind="fault")
    assert call.clocks.get().target_seconds == 4 * 3600
    call.translate(service=None, kind="complaint", by=cast.anna.actor)
    assert call.clocks.get().target_seconds == 40 * 3600
    assert a_call(cast).clocks.get().target_seconds == 40 * 3600


def test_only_a_founded_complaint_is_made_good(complaint: Ticket, cast: Cast) -> None:
    complaint.hear_complaint(TOLD, author=cast.anna)
    complaint.decide_complaint(founded=False, text=DECIDED, author=cast.anna)
    before = written(complaint)
    complaint.recover("Bloemen", by=cast.anna.actor)
    assert written(complaint) == before


def test_who_only_works_in_a_back_office_settles_nothing(
    complaint: Ticket, cast: Cast, client: Client
) -> None:
    complaint.involve(cast.workplace)
    client.force_login(cast.wim.user)
    before = written(complaint)
    here = f"/desk/tickets/{complaint.number}/"
    assert "complaint/hearing" not in client.get(here).content.decode()
    for act in ("complaint/hearing", "complaint/decision", "withdrawal"):
        assert client.post(f"{here}{act}/", {"founded": "yes", "text": TOLD}).status_code in (403, 404)
    assert written(complaint) == before


def test_the_agent_names_whom_it_is_about_when_the_customer_is_heard(
    complaint: Ticket, anna: Client, cast: Cast
) -> None:
    here = f"/desk/tickets/{complaint.number}/"
    answer = anna.post(f"{here}complaint/hearing/", {"text": TOLD, "about": cast.wim.pk})
    assert (answer.status_code, answer["Location"]) == (302, here)
    complaint.refresh_from_db()
    assert complaint.about == cast.wim
    assert "Wim Wagenaar" in anna.get(here).content.decode()
    assert anna.get(f"{here}complaint/about/").status_code == 200

    assert anna.post(f"{here}complaint/about/", {"about": ""}).status_code == 302
    complaint.refresh_from_db()
    assert complaint.about is None
    assert "Wim Wagenaar" not in anna.get(here).content.decode()


def test_who_names_themselves_goes_back_to_the_work_list(complaint: Ticket, anna: Client, cast: Cast) -> None:
    here = f"/desk/tickets/{complaint.number}/"
    answer = anna.post(f"{here}complaint/about/", {"about": cast.anna.pk})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    complaint.refresh_from_db()
    assert complaint.owner is None
    assert anna.get(here).status_code == 404


def test_it_is_not_about_the_customer_and_no_other_call_is_about_anybody(
    complaint: Ticket, anna: Client, cast: Cast
) -> None:
    fault = a_call(cast, kind="fault")
    before = (written(complaint), Ticket.objects.values_list("about", flat=True).get(pk=complaint.pk))
    for call, whom in ((complaint, cast.carla), (fault, cast.wim)):
        answer = anna.post(f"/desk/tickets/{call.number}/complaint/about/", {"about": whom.pk})
        assert answer.status_code == 409
    after = (written(complaint), Ticket.objects.values_list("about", flat=True).get(pk=complaint.pk))
    assert after == before


def test_a_back_office_that_works_on_it_does_not_read_whom_it_is_about_and_names_nobody(
    complaint: Ticket, cast: Cast, client: Client
) -> None:
    complaint.involve(cast.workplace)
    complaint.name_about(cast.hanna, by=cast.anna.actor)
    client.force_login(cast.wim.user)
    here = f"/desk/tickets/{complaint.number}/"
    assert "Hanna" not in client.get(here).content.decode()
    before = written(complaint)
    assert client.post(f"{here}complaint/about/", {"about": ""}).status_code in (403, 404)
    assert written(complaint) == before
