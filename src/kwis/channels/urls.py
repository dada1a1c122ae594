"""The addresses of this room."""

from django.urls import path

from kwis.channels.delivering.views import outbox
from kwis.channels.views import quarantine

app_name = "channels"
urlpatterns = [
    path("desk/letters/", outbox.letters, name="letters"),
    path("desk/letters/<int:key>/", outbox.letter, name="letter"),
    path("desk/letters/<int:key>/html/", outbox.letter_html, name="letter_html"),
    path("desk/letters/<int:key>/again/", outbox.again, name="letter_again"),
    path("desk/quarantine/", quarantine.mails, name="quarantine"),
    path("desk/quarantine/<int:key>/", quarantine.mail, name="quarantined"),
    path("desk/quarantine/<int:key>/again/", quarantine.again, name="quarantined_again"),
    path("desk/quarantine/<int:key>/drop/", quarantine.drop, name="quarantined_drop"),
]
