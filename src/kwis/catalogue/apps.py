from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "kwis.catalogue"
    label = "catalogue"
