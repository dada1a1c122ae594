from django.urls import path

from kwis.api.rest import api
from kwis.api.views import keys

app_name = "api"
urlpatterns = [
    path("desk/keys/", keys.keys, name="keys"),
    path("desk/keys/new/", keys.new_key, name="new_key"),
    path("desk/keys/<int:key>/withdrawal/", keys.withdraw, name="withdraw"),
    path("api/", keys.reference, name="reference"),
    path("api/openapi.json", keys.openapi, name="openapi"),
]
rest = path("api/v1/", api.urls)
