from kwis.accounts.models.role import Role, RoleHolding
from kwis.accounts.models.user import User

__all__ = ["Role", "RoleHolding", "User"]
