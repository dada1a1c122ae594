"""Wiring only: settings, addresses, menu, schedule and the `kwis` command.

Lives here: what joins the rooms into one running product.
Not here: any rule of the trade; those live in the rooms.
"""
