"""Every address of the site."""

from django.urls import URLPattern, URLResolver, include, path

from madoguchi.assistant.web import desk_urls as learning
from madoguchi.config.api import api
from madoguchi.config.api_page import api_page
from madoguchi.config.doors import desk_door, payer_door
from madoguchi.config.health import healthz
from madoguchi.handover.web import urls as handover
from madoguchi.insight.web import urls as insight
from madoguchi.payments.web import urls as payments
from madoguchi.registers.web import urls as registers

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("api/", api_page, name="api_page"),
    path("api/v1/", api.urls),
    path("ui/", include("madoguchi.ui.web.urls")),
    path("", include("madoguchi.notices.web.urls")),
    path("", include("madoguchi.publications.web.urls")),
    path("", include("madoguchi.assistant.web.search_urls")),
    path("", include("madoguchi.assistant.web.urls")),
    path("account/", include("madoguchi.accounts.web.urls")),
    path("", include((payments.patterns(payer_door=payer_door, desk_door=desk_door), "payments"))),
    path("desk/registers/", include((registers.patterns(desk_door), "registers"))),
    path("", include((insight.patterns(desk_door), "insight"))),
    path("desk/handovers/", include((handover.patterns(desk_door), "handover"))),
    path("desk/procedures/", include("madoguchi.authoring.web.urls")),
    path("desk/", include((learning.patterns(desk_door), "learning"))),
    path("desk/", include("madoguchi.accounts.web.desk_urls")),
    path("", include("madoguchi.accounts.web.mandate_urls")),
    path("desk/", include("madoguchi.cases.web.urls")),
    path("", include("madoguchi.procedures.web.urls")),
]

handler400 = "madoguchi.ui.web.failures.bad_request"
handler403 = "madoguchi.ui.web.failures.not_allowed"
handler404 = "madoguchi.ui.web.failures.not_found"
handler500 = "madoguchi.ui.web.failures.broken"
