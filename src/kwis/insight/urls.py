from django.urls import path

from kwis.insight.views import lists, page

app_name = "insight"
urlpatterns = [
    path("desk/insight/", page.page, name="page"),
    path("desk/insight/panes/<slug:code>/", page.pane, name="pane"),
    path("desk/insight/<slug:code>/", lists.figure, name="figure"),
]
