"""Which call a mail belongs to: decided by proof first, by taking part second, never by a number alone."""

from hypothesis import given
from hypothesis import strategies as st

from kwis.channels.call.mail.own_ids import (
    is_our_message_id,
    message_id_for,
    number_in_message_id,
    number_in_reply_address,
    reply_address_for,
)
from kwis.channels.call.mail.threading import Belonging, Clue, Clues, Place, Side, which_call

SIDES = st.sampled_from(list(Side))
CLUES = st.lists(st.builds(Clue, ticket=st.integers(1, 5), side=SIDES), max_size=4)
ANY = st.builds(Clues, signed=CLUES, referenced=CLUES, numbered=CLUES)
GENUINE = st.sampled_from([True, False, None])


@given(ANY, GENUINE)
def test_without_our_own_proof_only_who_takes_part_gets_into_a_call(
    clues: Clues, genuine: bool | None
) -> None:
    found = which_call(clues, genuine)
    if clues.signed or found.ticket is None:
        return
    weak = [*clues.referenced, *clues.numbered]
    assert any(
        one.ticket == found.ticket and one.side in (Side.CUSTOMER, Side.STAFF, Side.SUPPLIER) for one in weak
    )


@given(ANY)
def test_a_sender_whom_our_server_denies_never_speaks_as_the_customer_or_a_colleague(clues: Clues) -> None:
    assert which_call(clues, genuine=False).place not in (Place.MESSAGE, Place.NOTE)


@given(ANY, GENUINE)
def test_a_colleague_without_access_gets_nothing_in(clues: Clues, genuine: bool | None) -> None:
    found = which_call(clues, genuine)
    sides = {
        one.side for one in (*clues.signed, *clues.referenced, *clues.numbered) if one.ticket == found.ticket
    }
    if sides == {Side.NO_ACCESS}:
        assert found.place is Place.ASIDE


@given(ANY, GENUINE)
def test_a_stranger_is_never_more_than_unverified(clues: Clues, genuine: bool | None) -> None:
    strangers = Clues(
        *(
            [Clue(one.ticket, Side.STRANGER) for one in some]
            for some in (clues.signed, clues.referenced, clues.numbered)
        )
    )
    assert which_call(strangers, genuine).place in (Place.UNVERIFIED, Place.NEW)
    assert (which_call(strangers, genuine).place is Place.NEW) == (not clues.signed)


@given(ANY, GENUINE, st.sampled_from([Side.STAFF, Side.SUPPLIER]))
def test_staff_and_suppliers_never_speak_to_the_customer_by_mail(
    clues: Clues, genuine: bool | None, side: Side
) -> None:
    staff = Clues(
        *(
            [Clue(one.ticket, side) for one in some]
            for some in (clues.signed, clues.referenced, clues.numbered)
        )
    )
    assert which_call(staff, genuine).place in (Place.NOTE, Place.ASIDE, Place.NEW)


@given(ANY, GENUINE)
def test_proof_goes_before_reference_and_reference_before_number(clues: Clues, genuine: bool | None) -> None:
    found = which_call(clues, genuine)
    if clues.signed:
        assert found.ticket == clues.signed[0].ticket
    elif found.why == "number":
        assert all(one.side in (Side.STRANGER, Side.NO_ACCESS) for one in clues.referenced)


def test_no_clue_is_a_new_call() -> None:
    assert which_call(Clues()) == Belonging(Place.NEW)


NUMBERS = st.from_regex(r"[0-9]{2}-[0-9]{4,7}", fullmatch=True)


@given(NUMBERS)
def test_we_know_our_own_ids_and_addresses_again(number: str) -> None:
    made = message_id_for(number, "rijnoever.example")
    assert number_in_message_id(made) == number
    assert is_our_message_id(made.strip("<>"))
    address = reply_address_for(number, "Desk@Rijnoever.example")
    assert number_in_reply_address(address) == number
    assert number_in_reply_address(address.upper()) == number


@given(NUMBERS, st.integers(0, 80), st.sampled_from("abcz234567"))
def test_an_id_with_one_letter_changed_is_not_ours(number: str, at: int, letter: str) -> None:
    made = message_id_for(number, "rijnoever.example")
    proven = made.index("@")
    at = 6 + at % (proven - 6)
    if made[at] != letter:
        assert number_in_message_id(made[:at] + letter + made[at + 1 :]) is None


def test_a_proof_for_one_call_or_one_desk_does_not_fit_another() -> None:
    address = reply_address_for("26-1001", "desk@rijnoever.example")
    assert number_in_reply_address(address.replace("26-1001", "26-1002")) is None
    assert number_in_reply_address(address.replace("desk+", "hr+")) is None
