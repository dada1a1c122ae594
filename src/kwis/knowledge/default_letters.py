"""The letters of a new installation, until somebody writes their own: (subject, text) per moment and language."""

GREETING = {"nl": "Beste {customer_name},", "en": "Dear {customer_name},"}
ENDING = {"nl": "Met vriendelijke groet,\n{desk_name}", "en": "Kind regards,\n{desk_name}"}

DEFAULTS: dict[str, dict[str, tuple[str, str]]] = {
    "confirmation": {
        "nl": (
            "Uw melding {number}: {subject}",
            "Wij hebben uw melding. Het nummer is {number}.\n\nU hoort van ons {promise}.\n\n"
            "Wilt u iets toevoegen? Antwoord dan op deze mail, of kijk op uw eigen pagina:\n{link}",
        ),
        "en": (
            "Your call {number}: {subject}",
            "We have your call. Its number is {number}.\n\nYou will hear from us {promise}.\n\n"
            "Would you like to add something? Reply to this mail, or look at your own page:\n{link}",
        ),
    },
    "answer": {
        "nl": (
            "Over uw melding {number}: {subject}",
            "{text}\n\nU kunt op deze mail antwoorden. Uw melding staat hier:\n{link}",
        ),
        "en": (
            "About your call {number}: {subject}",
            "{text}\n\nYou can reply to this mail. Your call is here:\n{link}",
        ),
    },
    "solved": {
        "nl": (
            "Is dit klaar? Melding {number}: {subject}",
            "{text}\n\nWij denken dat het klaar is. Klopt dat? Zeg het ons hier:\n{link}",
        ),
        "en": (
            "Is this done? Call {number}: {subject}",
            "{text}\n\nWe think it is done. Is that right? Tell us here:\n{link}",
        ),
    },
    "reminder": {
        "nl": (
            "Wij horen graag of dit klaar is: melding {number}",
            "Wij vroegen u of dit klaar is: {subject}.\n\nHoren wij niets van u, dan sluiten wij de melding af. "
            "Is het nog niet goed? Zeg het ons hier:\n{link}",
        ),
        "en": (
            "Please tell us whether this is done: call {number}",
            "We asked you whether this is done: {subject}.\n\nIf we hear nothing, we close the call. "
            "Is it not right yet? Tell us here:\n{link}",
        ),
    },
    "closed": {
        "nl": (
            "Melding {number} is afgesloten: {subject}",
            "Wij hoorden niets meer van u en hebben uw melding afgesloten.\n\nIs het toch niet goed? Antwoord op deze mail. "
            "Dan openen wij de melding weer.",
        ),
        "en": (
            "Call {number} is closed: {subject}",
            "We did not hear from you again and have closed your call.\n\nIs it not right after all? Reply to this mail. "
            "Then we open the call again.",
        ),
    },
    "reopened": {
        "nl": (
            "Melding {number} is weer open: {subject}",
            "Uw melding is weer open. U hoort van ons {promise}.\n\n{link}",
        ),
        "en": (
            "Call {number} is open again: {subject}",
            "Your call is open again. You will hear from us {promise}.\n\n{link}",
        ),
    },
    "promise_moved": {
        "nl": (
            "Melding {number}: u hoort later van ons",
            "Het duurt langer dan wij zeiden. {text}\n\nU hoort van ons {promise}.\n\n{link}",
        ),
        "en": (
            "Call {number}: you will hear from us later",
            "It takes longer than we said. {text}\n\nYou will hear from us {promise}.\n\n{link}",
        ),
    },
    "more_wanted": {
        "nl": (
            "Een vraag over uw melding {number}",
            "{text}\n\nAntwoord op deze mail, dan gaan wij verder.\n\n{link}",
        ),
        "en": (
            "A question about your call {number}",
            "{text}\n\nReply to this mail, then we go on.\n\n{link}",
        ),
    },
    "order": {
        "nl": (
            "Opdracht {number}: {subject}",
            "Wij hebben een opdracht voor u: {subject}.\n\n{text}\n\nGraag klaar {promise}.\n\n"
            "Hier kunt u de opdracht aannemen, inplannen en gereedmelden:\n{link}",
        ),
        "en": (
            "Work order {number}: {subject}",
            "We have an order for you: {subject}.\n\n{text}\n\nPlease have it done {promise}.\n\n"
            "Here you can accept, plan and report it ready:\n{link}",
        ),
    },
    "order_reminder": {
        "nl": (
            "Herinnering opdracht {number}: {subject}",
            "Wij wachten nog op deze opdracht. Laat ons weten hoe het staat:\n{link}",
        ),
        "en": (
            "Reminder of work order {number}: {subject}",
            "We are waiting for this order. Please tell us how it stands:\n{link}",
        ),
    },
}
