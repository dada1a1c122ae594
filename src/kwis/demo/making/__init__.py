"""From what is written to rows: the organisation as it stands on the first day of the year."""
