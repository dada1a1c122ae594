from django.urls import include, path

from kwis.ui.views import choices, pulse, styleguide

app_name = "ui"
urlpatterns = [
    path("look/theme/", choices.theme, name="theme"),
    path("look/language/", choices.language, name="language"),
    path("look/letter-keys/", choices.letter_keys, name="letter_keys"),
    path("pulse/", pulse.beat, name="pulse"),
    path("styleguide/", styleguide.guide, name="styleguide"),
    path("styleguide/swap/", styleguide.swap, name="styleguide_swap"),
    path("manage/", include("kwis.ui.managing_urls")),
]
