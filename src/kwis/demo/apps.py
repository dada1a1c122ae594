from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "kwis.demo"
    label = "demo"
