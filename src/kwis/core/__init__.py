"""The ground floor: events, jobs, files, numbers, search and notices.

Lives here: what every room stands on and what knows no noun of the trade.
Not here: persons, calls, services; a call is only a key for this room.
Verbs: `events.record`, `events.on`, `events.reads`, `jobs.defer`, `files.keep`, `numbers.next_number`, `search.put`,
`search.find`, `notices.notify`, `clock.now`.
"""
