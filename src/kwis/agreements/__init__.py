"""Agreements: what was agreed, by when, and in which hours.

Lives here: agreements with customers (sla), between desks and back offices (ola) and with suppliers (contract);
targets per service and priority; working calendars; the arithmetic of working time and of a clock with pauses.
Not here: the clocks of calls and work orders themselves (desk and dispatch keep those rows), performance figures
(insight).
Verbs: `worktime.add`, `worktime.between`, `choosing.choose_target`, `clock.Clock.due_at`, `opening.is_open`,
`opening.next_open`, `opening.propose_moment`.
"""
