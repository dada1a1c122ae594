from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "kwis.knowledge"
    label = "knowledge"
