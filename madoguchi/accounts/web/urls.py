"""Addresses of the log-in: of django-allauth only what is used, under the names it looks for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from madoguchi.accounts.web import card, card_tying, devices, entrance, second_factor

urlpatterns = [
    path("login/", entrance.AskForCodeView.as_view(), name="account_login"),
    path("login/", entrance.AskForCodeView.as_view(), name="account_request_login_code"),
    path("login/", entrance.AskForCodeView.as_view(), name="account_signup"),
    path("login/code/", entrance.MailedCodeView.as_view(), name="account_confirm_login_code"),
    path("login/passkey/", entrance.PasskeyLoginView.as_view(), name="mfa_login_webauthn"),
    path("login/officer/", entrance.OfficerLoginView.as_view(), name="account_officer_login"),
    path("login/second-factor/", second_factor.SecondFactorView.as_view(), name="mfa_authenticate"),
    path("card/", card.card, name="account_card"),
    path("card/start/", card.start, name="account_card_start"),
    path("card/callback/", card.callback, name="account_card_callback"),
    path("card/tie/", card_tying.tie, name="account_card_tie"),
    path("devices/", devices.listed, name="account_devices"),
    path("devices/others/", devices.end_others, name="account_devices_end_others"),
    path("devices/<int:log_in>/", devices.end, name="account_device_end"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", entrance.ClosedAccountView.as_view(), name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("again/second-factor/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("keys/", mfa.index, name="mfa_index"),
    path("keys/authenticator/", second_factor.SetUpView.as_view(), name="mfa_activate_totp"),
    path("keys/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("keys/passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("keys/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("keys/passkeys/<int:pk>/name/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
