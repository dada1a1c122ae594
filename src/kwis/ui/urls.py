from django.urls import path

from kwis.ui.views import choices, managing, notices, pulse, styleguide

app_name = "ui"
urlpatterns = [
    path("look/theme/", choices.theme, name="theme"),
    path("look/language/", choices.language, name="language"),
    path("look/letter-keys/", choices.letter_keys, name="letter_keys"),
    path("look/notices/", notices.listed, name="notices"),
    path("look/notices/<int:key>/", notices.follow, name="notice"),
    path("pulse/", pulse.beat, name="pulse"),
    path("styleguide/", styleguide.guide, name="styleguide"),
    path("styleguide/swap/", styleguide.swap, name="styleguide_swap"),
    path("manage/", managing.overview, name="manage"),
    path("manage/<slug:slug>/", managing.rows, name="managed"),
    path("manage/<slug:slug>/options/", managing.pick, name="managed_options"),
    path("manage/<slug:slug>/new/", managing.add, name="managed_new"),
    path("manage/<slug:slug>/<int:key>/", managing.row, name="managed_row"),
    path("manage/<slug:slug>/<int:key>/retire/", managing.out_of_use, name="managed_retire"),
    path("manage/<slug:slug>/<int:key>/restore/", managing.into_use, name="managed_restore"),
]
