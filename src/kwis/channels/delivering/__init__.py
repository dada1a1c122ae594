"""Delivering outward: which letters go to whom, and bringing them there.

`letters.py` says which event gives which letter; `writing.py` makes the Delivery; `sending.py` brings it to SMTP.
"""
