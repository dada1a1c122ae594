"""The demo organisation: the fictional Gemeente Rijnoever with a year of calls, for `kwis demo`, tests and journeys.

Lives here: the content (`content/`, TOML), reading and checking it, making the organisation of it (`making/`), and
telling the year (`telling/`) by calling the same verbs that people's clicks call, under a set clock.
Not here: anything that Kwis needs when it is not a demo.
Verbs: `loading.load`, `loading.load_once`.
"""
