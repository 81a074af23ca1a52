"""`python -m madoguchi.gateways.stripe_demo`: the card company of a demo, on the loopback address alone."""

import argparse

from madoguchi.gateways.eid.serving import listening, serve
from madoguchi.gateways.stripe_demo.messages import Sender
from madoguchi.gateways.stripe_demo.program import CardCompany


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(prog="python -m madoguchi.gateways.stripe_demo", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--key", required=True, help="the secret key clients use")
    parser.add_argument("--webhook", default="", help="where messages are sent")
    parser.add_argument("--webhook-secret", default="whsec_demo")
    given = parser.parse_args()
    address = f"http://127.0.0.1:{given.port}"
    sender = Sender(given.webhook, given.webhook_secret)
    serve(listening(given.port), CardCompany(address, given.key, sender))


if __name__ == "__main__":
    main()
