"""The first run: an installation without users is set up on one page, and then that page is gone for good.

Who may: a browser on the machine itself, or who has the code that `kwis up` printed (accounts/first_run.py).
Verbs: `setting_up.set_up`.
"""
