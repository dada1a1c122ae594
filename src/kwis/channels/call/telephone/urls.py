"""The addresses of the intake page."""

from django.urls import path

from kwis.channels.call.telephone import views

app_name = "telephone"
urlpatterns = [
    path("desk/intake/", views.intake, name="intake"),
    path("desk/intake/heard/", views.heard, name="heard"),
]
