from django.urls import path

from kwis.catalogue.views import choosing

app_name = "catalogue"
urlpatterns = [path("desk/choose/services/", choosing.services, name="choose_services")]
