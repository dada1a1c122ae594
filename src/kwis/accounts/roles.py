"""The eight ready-made roles. A supplier has no log-in: it works by signed links."""

from django.db import transaction

from kwis.accounts import rights
from kwis.accounts.models import Role, RoleHolding, User
from kwis.accounts.models.role import Scope

READY_MADE: dict[str, dict[str, str]] = {
    "customer": {"nl": "Klant", "en": "Customer"},
    "agent": {"nl": "Servicedeskmedewerker", "en": "Desk agent"},
    "specialist": {"nl": "Behandelaar", "en": "Specialist"},
    "manager": {"nl": "Teamleider servicedesk", "en": "Desk manager"},
    "catalogue_owner": {"nl": "Eigenaar dienstencatalogus", "en": "Catalogue owner"},
    "contract_owner": {"nl": "Eigenaar overeenkomsten", "en": "Contract owner"},
    "knowledge_owner": {"nl": "Eigenaar kennis", "en": "Knowledge owner"},
    "administrator": {"nl": "Beheerder", "en": "Administrator"},
}


@transaction.atomic
def make_ready() -> None:
    """Create the ready-made roles that are missing; give existing ones the rights that are new in this version.

    What an administrator took away stays away: only rights that did not exist before are added.
    """
    for code, name in READY_MADE.items():
        wanted = rights.ready_made(code)
        known = set(rights.all_rights())
        role, created = Role.objects.get_or_create(
            code=code, defaults={"name": name, "rights": sorted(wanted), "known_rights": sorted(known)}
        )
        if created:
            continue
        new = wanted - set(role.known_rights)
        role.rights = sorted((set(role.rights) | new) & known)
        role.known_rights = sorted(known)
        role.save(update_fields=["rights", "known_rights"])


def give(user: User, code: str, scope: Scope | None = None) -> RoleHolding:
    """Let the user hold a ready-made role, everywhere or in a scope."""
    where = scope or Scope.everywhere()
    holding, _created = RoleHolding.objects.get_or_create(
        user=user, role=Role.objects.get(code=code), scope_kind=where.kind, scope_key=where.key
    )
    user.__dict__.pop("_scopes", None)
    return holding
