from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kwis.api"
    label = "api"
