from django.apps import AppConfig


class AutomationConfig(AppConfig):
    name = "kwis.automation"
    label = "automation"
