"""A log-in that also asks for a code, as its owner would have set it up."""

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

from kwis.accounts.models import User

SECRET = "JBSWY3DPEHPK3PXP"


def set_up_code(user: User) -> None:
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)


def code_now() -> str:
    return str(format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time())))))
