"""How are we doing? Figures over calls, promises and work orders, and the list behind each of them.

Lives here: `figures.py`, in which each figure is one query; a figure is how many rows that query gives, and its page lists
exactly those rows. `panes/` put figures side by side. A slow question is cut off and its answer kept (`patience.py`).
Not here: a figure per person, ever; numbers beside the work list (desk); rows of its own, because a figure that is
stored apart from its calls can differ from them and knows no right to see.
Verbs: `figures.Figure.rows`, `counting.Counter`.
"""
