"""The addresses of the counter."""

from django.urls import path

from kwis.channels.face import views

app_name = "face"
urlpatterns = [
    path("desk/counter/", views.counter, name="counter"),
    path("desk/counter/stand/", views.stand, name="stand"),
    path("desk/counter/next/", views.next_one, name="next"),
    path("desk/counter/visits/", views.visits, name="visits"),
    path("desk/counter/visits/<int:key>/absence/", views.absence, name="absence"),
    path("desk/counter/visits/<int:key>/outcome/", views.outcome, name="outcome"),
]
