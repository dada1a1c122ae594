"""A browser asked for Kwis by a name that is not in KWIS_HOSTS: one line in the log, with the name of the setting."""

import logging


class InOneLine(logging.Filter):
    """Takes away Django's traceback, and its own name for the setting."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = record.getMessage().replace("ALLOWED_HOSTS", "KWIS_HOSTS")
        record.args = None
        record.exc_info = None
        return True
