"""The local provider of デジタル認証アプリ that a demo starts beside the web server, unless a real one is set."""

import os
import secrets
import socket
from collections.abc import Mapping

from house.places import PYTHON
from house.supervising import Program

LOOPBACK = "127.0.0.1"
CALLBACK = "/account/card/callback/"


def settings_of_demo(port: int) -> dict[str, str]:
    """What connects our installation to the local provider; nothing where the operator has set another."""
    if os.environ.get("MADOGUCHI_EID_ISSUER"):
        return {}
    return {
        "MADOGUCHI_EID_ISSUER": f"http://{LOOPBACK}:{free_port(port + 1)}",
        "MADOGUCHI_EID_CLIENT_ID": "madoguchidemo",
        "MADOGUCHI_EID_SECRET": secrets.token_hex(16),
    }


def program(ours: Mapping[str, str], port: int) -> Program:
    """The provider itself, which sends people back to this machine alone."""
    issuer = ours["MADOGUCHI_EID_ISSUER"]
    back = [f"--redirect-uri=http://{host}:{port}{CALLBACK}" for host in ("localhost", LOOPBACK)]
    return Program(
        "デジタル認証アプリ（デモ）",
        [
            PYTHON,
            *["-m", "madoguchi.gateways.eid", f"--port={issuer.rpartition(':')[2]}", f"--issuer={issuer}"],
            *[f"--client-id={ours['MADOGUCHI_EID_CLIENT_ID']}", f"--secret={ours['MADOGUCHI_EID_SECRET']}", *back],
        ],
    )


def free_port(wanted: int) -> int:
    """The port next to the web server's, else any."""
    for port in (wanted, 0):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((LOOPBACK, port))
            except OSError:
                continue
            return int(trial.getsockname()[1])
    raise OSError("no port is free")
