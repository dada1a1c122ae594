"""What can be asked for: services, their intake forms and audiences, and words that lead to them.

Lives here: Service, ServiceCategory, IntakeForm with FormFields, Audience, matching words to services.
Not here: the plan that fulfils a service (dispatch); answers given (desk).
Verbs: `matching.match`, `teaching.teach`, `teaching.forget`, `answering.read_answers`, `who_sees.sees`,
`who_sees.limits`.
"""
