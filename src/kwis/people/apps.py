from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "kwis.people"
    label = "people"
    verbose_name = _("People and places")

    def ready(self) -> None:
        from kwis.accounts.hooks import register_read_along, register_scopes
        from kwis.accounts.scope import ScopeKind
        from kwis.people import personal_data
        from kwis.people.models import Desk, Person, Place, Team

        personal_data.load()

        def in_use(model: type[Desk | Team]) -> list[tuple[int, str]]:
            return list(model.objects.filter(active=True).order_by("name").values_list("pk", "name"))

        def sites() -> list[tuple[int, str]]:
            found = Place.objects.filter(active=True, kind=Place.Kind.SITE)
            return list(found.order_by("sort_name").values_list("pk", "name"))

        register_read_along("person", Person)
        register_scopes(ScopeKind.DESK, lambda: in_use(Desk))
        register_scopes(ScopeKind.TEAM, lambda: in_use(Team))
        register_scopes(ScopeKind.SITE, sites)
