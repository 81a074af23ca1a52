"""Every address of the site."""

from django.urls import URLPattern, URLResolver, include, path

from madoguchi.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("ui/", include("madoguchi.ui.web.urls")),
    path("", include("madoguchi.notices.web.urls")),
    path("account/", include("madoguchi.accounts.web.urls")),
    path("desk/", include("madoguchi.cases.web.urls")),
    path("", include("madoguchi.procedures.web.urls")),
]

handler400 = "madoguchi.ui.web.failures.bad_request"
handler403 = "madoguchi.ui.web.failures.not_allowed"
handler404 = "madoguchi.ui.web.failures.not_found"
handler500 = "madoguchi.ui.web.failures.broken"
