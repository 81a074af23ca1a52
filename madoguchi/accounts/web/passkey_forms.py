"""Passkeys as browsers send them; whatever else is sent is refused instead of breaking the page."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NOT_CONFIRMED = _("確認できませんでした。もう一度お試しください。")
LONGEST = 50_000
DEEPEST = 50
# What the parsers below allauth raise over bytes that no authenticator made.
FORGED = (ValueError, TypeError, AttributeError, LookupError, struct.error, InvalidSignature, UnsupportedAlgorithm)


class Credential(forms.JSONField):
    """The JSON a browser makes of a passkey: texts, and one level of texts below."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), NOT_CONFIRMED))

    def to_python(self, value: object) -> object:  # type: ignore[override]
        """Refuse what is too long or too deep before it is parsed, and what has another shape after."""
        typed = str(value or "")
        if len(typed) > LONGEST or typed.count("[") + typed.count("{") > DEEPEST:
            raise ValidationError(NOT_CONFIRMED)
        credential = super().to_python(typed)
        if credential is not None and not _has_the_shape(credential):
            raise ValidationError(NOT_CONFIRMED)
        return credential


def _has_the_shape(credential: object) -> bool:
    if not isinstance(credential, dict) or not isinstance(credential.get("response"), dict):
        return False
    texts = [credential.get(name) for name in ("id", "rawId", "type")]
    return all(isinstance(text, str) and text.isascii() for text in texts)


@contextmanager
def forgeries_refused() -> Iterator[None]:
    """Make one kind answer of the many errors that forged bytes raise. Allauth's own refusals pass."""
    try:
        yield
    except ValidationError:
        raise
    except FORGED as error:
        raise ValidationError(NOT_CONFIRMED) from error


class AddPasskey(AddWebAuthnForm):
    """A new passkey."""

    credential = Credential()

    def clean(self) -> dict[str, object]:
        """Allauth's checks."""
        with forgeries_refused():
            cleaned: dict[str, object] = super().clean()
        return cleaned


class _Checked(AuthenticateWebAuthnForm):
    credential = Credential()

    def clean_credential(self) -> Authenticator:
        """Allauth's checks."""
        with forgeries_refused():
            return super().clean_credential()


class PasskeyAsSecondFactor(_Checked):
    """A passkey after the password."""


class PasskeyAlone(_Checked, LoginWebAuthnForm):
    """A passkey instead of everything else."""


class PasskeyAgain(_Checked, ReauthenticateWebAuthnForm):
    """A passkey before something important."""
