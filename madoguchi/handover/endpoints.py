"""Where a message may go, and the one request that takes it there.

An address is judged where it leads and not how it is written: the name is resolved once, every address it has must be
allowed, and the connection is made to the one that was judged. A name that changes its mind in between gains nothing.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings

from madoguchi.kernel.refusals import Refusal

SECONDS_FOR_EACH_STEP = 5.0
SECONDS_IN_ALL = 15.0
LONGEST_URL = 500
FIRST_GOOD, FIRST_NOT_GOOD = 200, 300


class Undelivered(Exception):
    """It did not arrive; `status` is the answer, where there was one."""

    def __init__(self, why: str, status: int | None = None) -> None:
        super().__init__(why)
        self.why, self.status = why, status


def refusal_of(url: str) -> Refusal | None:
    """Why no message may be sent there, as far as the address itself tells."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _refusal("宛先のURLが正しくありません。")
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
        return _refusal("宛先のURLは、500文字までの英数字と記号で入力してください。")
    if not host or parts.username is not None or parts.fragment or port == 0:
        return _refusal("宛先のURLには、ホスト名を書き、利用者名や「#」は書かないでください。")
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.DEMO and _is_loopback(host)):
        return _refusal("宛先のURLは https:// で始めてください。")
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return None if _is_allowed(host, str(address)) else _refusal(_NOT_ALLOWED)


_NOT_ALLOWED = "この宛先には送れません。庁内の宛先は、設定 MADOGUCHI_WEBHOOK_HOSTS に加えてください。"


def _refusal(message: str) -> Refusal:
    return Refusal(message, status=422, code="endpoint")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_allowed(host: str, address: str) -> bool:
    """Public addresses, and those of hosts the operator has named. Loopback only in a demo."""
    if host in settings.WEBHOOK_HOSTS or address in settings.WEBHOOK_HOSTS:
        return True
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or found
    if mapped.is_loopback:
        return bool(settings.DEMO)
    return mapped.is_global and not mapped.is_multicast


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send once; the status where it is a good one, else Undelivered. No redirect is followed, no body is read."""
    if refusal := refusal_of(url):
        raise Undelivered(refusal.message)
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connected(parts.scheme, host, port)
    # What comes drop by drop never exceeds the limit of one step; the clock of the whole does.
    alarm = threading.Timer(SECONDS_IN_ALL, _hang_up, [connection])
    alarm.start()
    try:
        connection.request("POST", target, body=body, headers=dict(headers))
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as problem:
        raise Undelivered(f"応答がありません（{type(problem).__name__}）。") from problem
    finally:
        alarm.cancel()
        connection.close()
    if not FIRST_GOOD <= status < FIRST_NOT_GOOD:
        raise Undelivered(f"相手が {status} と答えました。", status)
    return status


def _connected(scheme: str, host: str, port: int) -> http.client.HTTPConnection:
    """A connection to an address that was judged; the certificate is held against the name."""
    address = _judged(host, port)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS_FOR_EACH_STEP)
    try:
        plain = socket.create_connection((address, port), SECONDS_FOR_EACH_STEP)
        context = ssl.create_default_context()
        connection.sock = context.wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
    except (OSError, ValueError) as problem:
        raise Undelivered(f"つながりません（{type(problem).__name__}）。") from problem
    return connection


def _judged(host: str, port: int) -> str:
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as problem:
        raise Undelivered("宛先の名前が見つかりません。") from problem
    if not found or not all(_is_allowed(host, address) for address in found):
        raise Undelivered(_NOT_ALLOWED)
    return found[0]


def _hang_up(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        connection.sock.shutdown(socket.SHUT_RDWR)
