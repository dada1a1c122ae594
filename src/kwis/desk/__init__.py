"""The desk owns every call from the first word to the last.

Lives here: Ticket by duties (models/ticket/), messages, promises, holds, closures, the one intake door.
Not here: work for back offices (dispatch); how a contact came in (channels).
Verbs: `intake.take_in`, `intake.take_in_once`, `Ticket.take`, `.answer`, `.note`, `.promise`, `.hold`, `.translate`,
`.fill_in`, `.place_with`, `.solve`, `.close`, `.reopen`; `suggesting.suggest`, `searching.find_tickets`.
"""
