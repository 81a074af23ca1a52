"""The card company of a demo, started beside the web server, unless a real key is set."""

import os
import secrets
from collections.abc import Mapping

from house.eid import LOOPBACK, free_port
from house.places import PYTHON
from house.supervising import Program

MESSAGES = "/payments/webhook/"


def settings_of_demo(port: int) -> dict[str, str]:
    """What connects our installation to it; nothing where the operator has set a key."""
    if os.environ.get("MADOGUCHI_STRIPE_SECRET_KEY"):
        return {}
    return {
        "MADOGUCHI_STRIPE_SECRET_KEY": f"sk_test_{secrets.token_hex(12)}",
        "MADOGUCHI_STRIPE_WEBHOOK_SECRET": f"whsec_{secrets.token_hex(16)}",
        "MADOGUCHI_STRIPE_API_BASE": f"http://{LOOPBACK}:{free_port(port + 2)}",
    }


def program(ours: Mapping[str, str], port: int) -> Program:
    """The company itself: it tells our web server what was paid, signed, and each message twice."""
    return Program(
        "カード会社（デモ）",
        [
            PYTHON,
            *["-m", "madoguchi.gateways.stripe_demo"],
            f"--port={ours['MADOGUCHI_STRIPE_API_BASE'].rpartition(':')[2]}",
            f"--key={ours['MADOGUCHI_STRIPE_SECRET_KEY']}",
            f"--webhook=http://{LOOPBACK}:{port}{MESSAGES}",
            f"--webhook-secret={ours['MADOGUCHI_STRIPE_WEBHOOK_SECRET']}",
        ],
    )
