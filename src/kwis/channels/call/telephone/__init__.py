"""A telephone call (or a letter on paper) becomes a call on one screen, while the customer is still on the line.

Lives here: the intake page, what it shows while somebody types, and taking the call down with its decision.
Not here: what a call is (desk), setting out work (dispatch), who somebody is (people).
Verbs: `hearing.hear`, `taking_down.take_down`.
"""
