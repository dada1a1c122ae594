from django.urls import path

from kwis.core.views import files

app_name = "core"
urlpatterns = [path("files/<slug:token>/", files.stored_file, name="file")]
