from django.urls import path

from kwis.automation.views import rules

app_name = "automation"
urlpatterns = [
    path("desk/rules/", rules.rules, name="rules"),
    path("desk/rules/new/", rules.edit, name="new"),
    path("desk/rules/<int:key>/", rules.rule, name="rule"),
    path("desk/rules/<int:key>/edit/", rules.edit, name="edit"),
    path("desk/rules/<int:key>/switch/", rules.switch, name="switch"),
]
