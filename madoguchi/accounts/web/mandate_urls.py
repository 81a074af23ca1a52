"""Addresses of the mandates: the resident's below /my/, the officer's below /desk/."""

from django.urls import path

from madoguchi.accounts.web import mandate_desk, mandates

urlpatterns = [
    path("my/mandates/", mandates.mine, name="account_mandates"),
    path("my/mandates/new/", mandates.offer, name="account_mandate_offer"),
    path("my/mandates/<uuid:mandate_id>/confirm/", mandates.confirm, name="account_mandate_confirm"),
    path("my/mandates/<uuid:mandate_id>/revoke/", mandates.revoke, name="account_mandate_revoke"),
    path("desk/mandates/", mandate_desk.register, name="account_mandate_register"),
    path("desk/mandates/search/", mandate_desk.search, name="account_mandate_search"),
    path("desk/mandates/<uuid:mandate_id>/revoke/", mandate_desk.revoke, name="account_mandate_desk_revoke"),
]
