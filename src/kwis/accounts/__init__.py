"""Who may come in and what they may do: log-in, roles, guards.

Lives here: the log-in (User), roles as rows with rights, where a role is held, guards for pages.
Not here: who somebody is (people); which rows they see (each room's `visible_to`).
Verbs: `guards.guard`, `User.has_right`, `roles.make_ready`, `RoleHolding.give`.
"""
