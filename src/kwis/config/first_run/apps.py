from django.apps import AppConfig


class FirstRunConfig(AppConfig):
    name = "kwis.config.first_run"
    label = "first_run"
