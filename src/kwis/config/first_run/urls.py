from django.urls import path

from kwis.config.first_run import views

app_name = "first_run"
urlpatterns = [
    path("setup/", views.first_page, name="set_up"),
    path("begin/", views.begin, name="begin"),
]
