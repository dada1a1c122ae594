"""Face: the counter, where people come by and are helped while they stand there.

Lives here: the line of a day, calling the next one, the counter page.
Not here: what a call is (desk), starting plans (dispatch), who somebody is (people).
Verbs: `lining_up.join`, `lining_up.call_next`, `lining_up.did_not_come`, `lining_up.helped`.
"""
