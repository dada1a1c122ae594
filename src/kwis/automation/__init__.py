"""What happens by itself: rules that set work to going when something happens to a call.

Lives here: Rule (when, if, then), RuleRun (what it did or why not), one small file per action.
Not here: what happens at a moment in time (config/schedule), how an action works (the rooms below).
Verbs: `running.run_rules`, `running.try_out`, `Rule.reasons_against`, `actions.action_of`.
"""
