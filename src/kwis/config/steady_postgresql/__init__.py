"""Django's PostgreSQL backend, which asks a kept connection whether it still lives once in some seconds, not with every request.

`base` is the name under which Django looks for a backend.
"""
