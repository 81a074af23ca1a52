"""Addresses of the desk's pages about accounts, below /desk/."""

from django.urls import path

from madoguchi.accounts.web import api_clients

urlpatterns = [
    path("api-clients/", api_clients.clients, name="api_clients"),
    path("api-clients/<uuid:client_id>/key/", api_clients.change_key, name="api_client_key"),
    path("api-clients/<uuid:client_id>/close/", api_clients.close, name="api_client_close"),
]
