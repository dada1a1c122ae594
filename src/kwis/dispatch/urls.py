from django.urls import path

from kwis.dispatch.views import acts, board, orders, supplier

app_name = "dispatch"
urlpatterns = [
    path("desk/boards/", board.boards, name="boards"),
    path("desk/boards/<slug:code>/", board.board, name="board"),
    path("desk/orders/<str:number>/", orders.order, name="order"),
    *(
        path(f"desk/orders/<str:number>/{name}/", acts.view_of(act), name=name)
        for name, act in acts.ACTS.items()
    ),
    path("desk/tickets/<str:number>/orders/", orders.new_order, name="new_order"),
    path("desk/tickets/<str:number>/plan/", orders.plan, name="start_plan"),
    path("supplier/<str:secret>/", supplier.order, name="supplier_order"),
    path("supplier/<str:secret>/<slug:act>/", supplier.act, name="supplier_act"),
]
