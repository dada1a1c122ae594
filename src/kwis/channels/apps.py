"""The room in Django's list."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "kwis.channels"
    label = "channels"
