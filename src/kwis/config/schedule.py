"""Every periodic job in one table: when (cron, in UTC), and which."""

from procrastinate.contrib.django import app

#   when           job
TABLE: tuple[tuple[str, str], ...] = (
    ("* * * * *",    "core.sweep"),
    ("* * * * *",    "desk.keep_watch"),
    ("* * * * *",    "channels.sweep_letters"),
    ("* * * * *",    "channels.sweep_mail"),
    ("*/15 * * * *", "channels.remind"),
    ("5 * * * *",    "desk.close_by_term"),
)  # fmt: skip


def register() -> None:
    """Tell the worker; it defers each job at its moment, once however many workers there are."""
    for cron, name in TABLE:
        app.periodic(cron=cron)(app.tasks[name])
