"""Beheer: every list that people keep up to date gets its pages from one description.

A room subclasses `Managed` in its `managed.py` and registers it; /manage/<slug>/ then searches, adds, edits,
retires and tells who changed what when. What a row may be is the model's and form's business.
"""

from kwis.ui.managing.keeping import Refused
from kwis.ui.managing.links import Link, links_from
from kwis.ui.managing.lists import Children, Column, Filter, Managed, lists_for, managed, register

__all__ = [
    "Children",
    "Column",
    "Filter",
    "Link",
    "Managed",
    "Refused",
    "links_from",
    "lists_for",
    "managed",
    "register",
]
