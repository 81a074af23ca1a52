"""Sealing what a stolen copy of the database must not open, under the installation's secret."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def vault(use: str) -> MultiFernet:
    """For one use; what was sealed under a former secret still opens while it stands in SECRET_KEY_FALLBACKS."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"{use}:".encode() + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def opened(use: str, sealed: str) -> str:
    """Empty where the secret it was sealed under is gone."""
    try:
        return vault(use).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""
