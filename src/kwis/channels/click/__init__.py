"""Click: the portal, where customers ask, follow and answer by themselves.

Lives here: the pages at `/`, what a call says to its customer, answers while typing, signed links of letters.
Not here: taking a call in (desk), the customer's yes and no (dispatch, desk), faces (surveys).
Verbs: `letter_links.confirm_address`, `letter_links.part_address`, `letter_links.survey_address`.
"""
