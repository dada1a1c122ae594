from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "kwis.desk"
    label = "desk"
