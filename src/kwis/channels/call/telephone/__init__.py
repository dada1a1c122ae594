"""A telephone call (or a letter on paper) becomes a call on one screen, while the customer is still on the line.

Lives here: the intake page, what it shows while somebody types, asking the questions of a service, and taking the
call down with its decision.
Not here: what a call is (desk), setting out work (dispatch), who somebody is (people).
Verbs: `hearing.hear`, `asking.ask`, `asking.told`, `taking_down.take_down`.
"""
