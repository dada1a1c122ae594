from django.urls import path

from kwis.desk.views import acts, mail, messages, searching, suggestions, ticket, wording, work

app_name = "desk"
urlpatterns = [
    path("desk/", work.work, name="work"),
    path("desk/counts/", work.view_counts, name="counts"),
    path("desk/kept/", work.kept, name="kept"),
    path("desk/search/", searching.search, name="search"),
    path("desk/tickets/<str:number>/", ticket.ticket, name="ticket"),
    path("desk/tickets/<str:number>/seen/", ticket.seen, name="seen"),
    path("desk/tickets/<str:number>/older/", ticket.older, name="older"),
    path("desk/tickets/<str:number>/suggestions/", suggestions.suggestions, name="suggestions"),
    path("desk/tickets/<str:number>/answers/", messages.answers, name="answers"),
    path("desk/tickets/<str:number>/hard-words/", wording.hard_words, name="hard_words"),
    path("desk/tickets/<str:number>/notes/", messages.notes, name="notes"),
    path("desk/tickets/<str:number>/messages/<int:key>/html/", mail.message_html, name="message_html"),
    *(
        path(f"desk/tickets/<str:number>/{name}/", acts.view_of(act), name=name.replace("/", "_"))
        for name, act in acts.ACTS.items()
    ),
]
