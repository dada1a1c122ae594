"""Calls for other systems: REST with keys, OpenAPI, errors as RFC 9457. Translation only, no rules of its own.

Lives here: ApiToken, the routes under /api/v1/, the page that describes them, the page that gives and withdraws keys.
Not here: what a call is or who may see it (desk, through `visible_to`).
Verbs: `ApiToken.issue`, `ApiToken.of`, `guarding.must_have`.
"""
