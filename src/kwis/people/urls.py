from django.urls import path

from kwis.people.views import choosing, importing

app_name = "people"
urlpatterns = [
    path("manage/people/import/", importing.trial, name="import"),
    path("manage/people/import/run/", importing.run, name="import_run"),
    path("desk/choose/people/", choosing.people, name="choose_people"),
    path("desk/choose/places/", choosing.places, name="choose_places"),
]
