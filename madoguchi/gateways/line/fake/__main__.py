"""`python -m madoguchi.gateways.line.fake`: LINE's server of a demo, and its user: each line typed is said to the ward."""

import argparse
import sys
from threading import Thread

from madoguchi.gateways.eid.serving import listening, serve
from madoguchi.gateways.line.fake import events
from madoguchi.gateways.line.fake.program import LineServer


def main() -> None:
    """Serve, and talk: what is typed is sent to the webhook; what the ward says is printed after an empty line."""
    parser = argparse.ArgumentParser(prog="python -m madoguchi.gateways.line.fake", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--token", required=True, help="the channel access token")
    parser.add_argument("--secret", required=True, help="the channel secret")
    parser.add_argument("--webhook", required=True, help="http://…/line/webhook/")
    given = parser.parse_args()
    line, who, read = LineServer(given.token), events.user(), 0
    Thread(target=serve, args=(listening(given.port), line), daemon=True).start()
    for typed in sys.stdin:
        if typed.strip():
            said = events.text_said(who, typed.strip(), line.reply_token(who))
            sys.stdout.write(f"→ {events.post(given.webhook, given.secret, [said])}\n")
        for text in line.texts(who)[read:]:
            sys.stdout.write(f"{text}\n\n")
            read += 1
        sys.stdout.flush()


if __name__ == "__main__":
    main()
