from django.apps import AppConfig
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kwis.desk.hooks import register_obstacle, register_workers


class DispatchConfig(AppConfig):
    name = "kwis.dispatch"
    label = "dispatch"
    verbose_name = gettext_lazy("Work orders")

    def ready(self) -> None:
        from kwis.dispatch.accepting import still_running, teams_at_work

        def orders_still_run(ticket: object) -> list[str]:
            running = still_running(ticket)  # type: ignore[arg-type]
            if not running:
                return []
            return [
                _("Work still runs: %(orders)s.")
                % {"orders": ", ".join(f"{o.number} {o.title}" for o in running)}
            ]

        register_obstacle(orders_still_run)
        register_workers(teams_at_work)
