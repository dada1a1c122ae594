"""Who may come in and what they may do: log-in, roles, guards.

Lives here: the log-in (User), roles as rows with rights, where a role is held, guards for pages, who may give what.
Not here: who somebody is (people); which rows they see (each room's `visible_to`).
Verbs: `guards.guard`, `User.has_right`, `User.scopes_of`, `roles.make_ready`, `roles.give`, `governing.may_give`,
`governing.somebody_keeps_the_keys`, `recovering.send_password_letter`, `recovering.take_code_away`,
`recovering.end_sessions`, `first_run.new_code`.
"""
