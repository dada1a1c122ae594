from django.urls import path

from kwis.catalogue.views import choosing, who_sees

app_name = "catalogue"
urlpatterns = [
    path("desk/choose/services/", choosing.services, name="choose_services"),
    path("manage/services/<int:key>/who-sees/", who_sees.who_sees, name="who_sees"),
]
