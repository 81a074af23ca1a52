"""`python -m madoguchi.gateways.eid`: the local provider of a demo, on the loopback address alone."""

import argparse
from pathlib import Path

from madoguchi.gateways.eid.clients import Client
from madoguchi.gateways.eid.program import Provider
from madoguchi.gateways.eid.serving import listening, serve


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(prog="python -m madoguchi.gateways.eid", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--issuer", required=True, help="the address clients know it by")
    parser.add_argument("--client-id", required=True)
    parser.add_argument("--secret", default="")
    parser.add_argument("--public-key", type=Path, help="PEM of the client's key, for private_key_jwt")
    parser.add_argument("--redirect-uri", action="append", required=True)
    given = parser.parse_args()
    public_key = given.public_key.read_text() if given.public_key else ""
    client = Client(given.client_id, tuple(given.redirect_uri), given.secret, public_key)
    serve(listening(given.port), Provider(given.issuer, [client]))


if __name__ == "__main__":
    main()
