"""Make a user from the terminal, for the first administrator of a machine without a browser."""

import argparse
import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from kwis.accounts import first_run, roles
from kwis.accounts.models import Role, User
from kwis.config.trouble import Trouble
from kwis.core.clock import now
from kwis.people.models import Person, PersonAddress


def run(options: argparse.Namespace) -> int:
    with translation.override("en"):  # the terminal speaks English
        _roles_must_exist(options.role)
        user = User(
            login_name=options.login_name.strip().lower(),
            name=options.name,
            email=options.email,
            language=options.language,
        )
        password = sys.stdin.readline().rstrip("\n") if options.password_stdin else asked_twice()
        try:
            user.set_password(password)
            user.full_clean()
            validate_password(password, user)
        except ValidationError as error:
            raise Trouble(" ".join(error.messages)) from None
        with transaction.atomic():
            user.save()
            for code in options.role:
                roles.give(user, code)
            _be_somebody(user)
    first_run.forget()
    print(f"{user.login_name} can log in.")
    return 0


def _be_somebody(user: User) -> None:
    """Whoever does something has a name: the person with this address, or a new one."""
    address = PersonAddress.objects.filter(value__iexact=user.email or "").select_related("person").first()
    if address is not None and address.person.user_id is None:
        address.person.user = user
        address.person.save(update_fields=["user"])
        return
    given, _space, family = (user.name or user.login_name).rpartition(" ")
    person = Person.objects.create(
        user=user, given_name=given[:80], family_name=family[:120], language=user.language
    )
    if user.email and address is None:
        PersonAddress.objects.create(person=person, value=user.email, primary=True, verified_at=now())


def _roles_must_exist(codes: list[str]) -> None:
    roles.make_ready()
    known = {str(code) for code in Role.objects.exclude(code=None).values_list("code", flat=True)}
    for code in codes:
        if code not in known:
            raise Trouble(f"There is no role called {code}; there are {', '.join(sorted(known))}.")


def asked_twice() -> str:
    if not sys.stdin.isatty():
        raise Trouble("There is no terminal to ask for the password; give it with --password-stdin.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != password:
        raise Trouble("The two passwords are not the same.")
    return password
