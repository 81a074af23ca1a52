"""No test speaks to the outside: a ward's network is closed too."""

import socket
from collections.abc import Iterator

import pytest

LOOPBACK = ("127.", "::1", "localhost")


class OutsideWorld(Exception):
    """A test, or what it tests, wanted to reach another machine."""


@pytest.fixture(autouse=True, scope="session")
def closed_network() -> Iterator[None]:
    connect = socket.socket.connect

    def connect_here_only(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise OutsideWorld(f"{address[0]}:{address[1]}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here_only)
        yield
