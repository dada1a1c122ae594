"""Mail that comes in: raw bytes kept first, then read, screened, and brought to its call.

Lives here, pure (no database): `parse.parse` bytes -> ParsedMail or ParseTrouble, `quotes.split` new words and
history, `screens.screen` verdicts, `clean.clean_html` safe HTML, `threading.which_call`.
With the database: `receive.receive`, quarantine. Not here: letters that go out (delivering).
"""
