"""All addresses: each room brings its own."""

from django.urls import include, path

from kwis.api.urls import rest

urlpatterns = [
    path("", include("kwis.config.first_run.urls")),
    path("account/", include("allauth.urls")),
    path("", include("kwis.core.urls")),
    path("", include("kwis.ui.urls")),
    path("", include("kwis.accounts.urls")),
    path("", include("kwis.people.urls")),
    path("", include("kwis.catalogue.urls")),
    path("", include("kwis.desk.urls")),
    path("", include("kwis.dispatch.urls")),
    rest,
    path("", include("kwis.api.urls")),
    path("", include("kwis.automation.urls")),
    path("", include("kwis.insight.urls")),
    path("", include("kwis.channels.urls")),
    path("", include("kwis.channels.call.telephone.urls")),
    path("", include("kwis.channels.face.urls")),
    path("", include("kwis.channels.click.urls")),
]
