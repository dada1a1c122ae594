from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "kwis.surveys"
    label = "surveys"
