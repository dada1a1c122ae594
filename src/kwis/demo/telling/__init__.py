"""Telling the year: which calls, when, by whom; and each step as the verb that a person's click would call."""
