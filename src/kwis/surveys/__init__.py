"""How was it? One question in the reply itself, answers, and what is done with them.

Lives here: Survey (asked once a call is solved), SurveyAnswer (one of four faces, and words).
Not here: figures (insight); the customer's yes (dispatch, desk).
Verbs: `asking.ask`, `asking.record_answer`.
"""
