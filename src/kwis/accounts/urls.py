from django.urls import path

from kwis.accounts.views.recovering import CODE, PASSWORD_LETTER, SESSIONS, recover

app_name = "accounts"
urlpatterns = [
    path(
        "manage/logins/<int:key>/password-letter/", recover, {"act": PASSWORD_LETTER}, name="password_letter"
    ),
    path("manage/logins/<int:key>/code/", recover, {"act": CODE}, name="code"),
    path("manage/logins/<int:key>/sessions/", recover, {"act": SESSIONS}, name="sessions"),
]
