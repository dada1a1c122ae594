from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "kwis.agreements"
    label = "agreements"
