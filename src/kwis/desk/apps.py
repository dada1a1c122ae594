from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "kwis.desk"
    label = "desk"
    verbose_name = _("Calls")

    def ready(self) -> None:
        from kwis.catalogue.hooks import register_answered
        from kwis.catalogue.models import IntakeForm
        from kwis.desk.models import FormAnswer

        def has_answers(form: IntakeForm) -> bool:
            return FormAnswer.objects.filter(field__form=form).exists()

        register_answered(has_answers)
