"""A walk over what we do with LINE by the official client, for those who compare the server of a demo."""

from threading import Thread

from madoguchi.gateways.eid.serving import listening, serve
from madoguchi.gateways.line.channel import Button, Channel, LineAway, Message
from madoguchi.gateways.line.fake import events
from madoguchi.gateways.line.fake.program import LineServer

TOKEN, SECRET = "token-exercise", "secret-exercise"


def exercised() -> tuple[LineServer, list[events.Document]]:
    """The server after replies, pushes and refusals; and every kind of message it sends."""
    server, line = listening(), LineServer(TOKEN)
    thread = Thread(target=serve, args=(server, line), daemon=True)
    thread.start()
    try:
        _walk(line, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
    return line, _sent(line)


def _walk(line: LineServer, address: str) -> None:
    channel, who = Channel(SECRET, TOKEN, address), events.user()
    choices = tuple(Button(f"{number}", f"choice:{number}", "選ぶ") for number in range(3))
    token, said = line.reply_token(who), [Message("どれに近いですか。", choices)]
    for key, reply_token in (("one", token), ("two", token), ("two", "")):  # a reply, a push, the push again
        channel.send(user=who, reply_token=reply_token, key=key, messages=said)
    channel.send(user="nobody", reply_token="", key="three", messages=said)
    try:
        Channel(SECRET, "wrong", address).send(user=who, reply_token="", key="four", messages=said)
    except LineAway:
        return


def _sent(line: LineServer) -> list[events.Document]:
    who = events.user()
    token = line.reply_token(who)
    sent = [events.text_said(who, "粗大ごみ", token), events.sticker_sent(who, token), events.followed(who, token)]
    sent += [events.button_pressed(who, "choice:1", token), events.left(who)]
    return [*sent, events.again(sent[0])]
