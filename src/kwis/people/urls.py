from django.urls import path

from kwis.people.views import choosing

app_name = "people"
urlpatterns = [
    path("desk/choose/people/", choosing.people, name="choose_people"),
    path("desk/choose/places/", choosing.places, name="choose_places"),
]
