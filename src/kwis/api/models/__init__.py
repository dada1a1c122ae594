from kwis.api.models.token import ApiToken, Scope

__all__ = ["ApiToken", "Scope"]
