from kwis.core.models.event import Event, EventReader, EventTransaction, Reaction
from kwis.core.models.notice import Notice
from kwis.core.models.search_entry import SearchEntry, SearchWord
from kwis.core.models.stored_file import StoredFile

__all__ = [
    "Event",
    "EventReader",
    "EventTransaction",
    "Notice",
    "Reaction",
    "SearchEntry",
    "SearchWord",
    "StoredFile",
]
