from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kwis.people"
    label = "people"
