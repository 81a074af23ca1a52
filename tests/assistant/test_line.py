"""On LINE one has the same conversation as on the web: signed, heard once, answered through the outbox."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.assistant import corpus
from madoguchi.assistant.commands import line, say
from madoguchi.assistant.models import Conversation, Turn
from madoguchi.assistant.states import Exit
from madoguchi.gateways import outbox
from madoguchi.gateways.line.channel import LONGEST_TEXT, Channel, LineAway, Message, fitting
from madoguchi.gateways.line.fake import events
from madoguchi.gateways.line.fake.exercise import exercised
from madoguchi.gateways.line.fake.published import Published
from madoguchi.gateways.models import OutboxEntry, State
from madoguchi.kernel import clock
from tests.assistant.line_server import SECRET, TOKEN, WEBHOOK, Person, deliver, line_serving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_ward")]


@pytest.fixture
def person(settings, client):
    """Our installation has an account there, and this person is its friend."""
    with line_serving() as (server, address):
        settings.LINE_CHANNEL_SECRET, settings.LINE_CHANNEL_TOKEN, settings.LINE_API_BASE = SECRET, TOKEN, address
        yield Person(server, client)


def test_a_question_is_answered_as_on_the_web_with_source_and_without_a_trace_of_who_asked(person):
    person.writes("引っ越したら何をすればいい？")
    assert person.read == []
    deliver()
    [text] = person.read
    assert "転入届を出してください" in text
    assert "/answers/test-moving/" in text
    assert "自動の応答です。" in text
    turn = Turn.objects.get()
    assert (turn.exit, turn.conversation.channel) == (Exit.STATED.value, "line")
    assert not Conversation.objects.filter(secret_digest__contains=person.id).exists()
    assert OutboxEntry.objects.get(kind=line.REPLY).payload == {}


def test_three_choices_are_buttons_and_pressing_one_gives_its_sentences(person):
    person.writes("子どものおかね 手当")
    deliver()
    buttons = person.buttons
    assert 1 < len(buttons) <= 4
    assert all(len(button["label"]) <= 20 for button in buttons)
    allowance = next(button for button in buttons if "test-allowance" in button["data"])
    person.presses(allowance["data"])
    deliver()
    assert "月15,000円" in person.read[-1]
    assert Turn.objects.latest("pk").chosen


def test_none_of_the_three_leads_to_people(person):
    person.writes("子どものおかね 手当")
    person.presses("choice:none")
    deliver()
    assert Turn.objects.latest("pk").exit == Exit.NO_PAGE.value
    assert "03-" in person.read[-1]


def test_what_line_sends_again_is_heard_once(person):
    event = person.writes("引っ越したら何をすればいい？")
    person.does(events.again(event))
    deliver()
    person.does(events.again(event))
    deliver()
    assert Turn.objects.count() == len(person.read) == 1


def test_a_reply_token_that_is_over_is_followed_by_a_push(person):
    event = person.writes("引っ越したら何をすればいい？")
    person.server.expire(str(event["replyToken"]))
    deliver()
    assert len(person.read) == 1
    assert [one.path.rpartition("/")[2] for one in person.server.asked] == ["reply", "push"]


def test_a_push_sent_again_under_its_key_is_read_once(person, settings):
    there = Channel(SECRET, TOKEN, settings.LINE_API_BASE)
    for _ in range(2):
        assert there.send(user=person.id, reply_token="", key="same", messages=[Message("同じ返事")])
    assert person.read == ["同じ返事"]


def test_while_line_is_away_the_reply_waits_in_the_outbox(person):
    person.server.away = 1
    person.writes("引っ越したら何をすればいい？")
    deliver()
    assert person.read == []
    assert OutboxEntry.objects.get(kind=line.REPLY).state == State.WAITING
    outbox.deliver_due(at=clock.now() + timedelta(minutes=1))
    assert len(person.read) == 1


def test_a_wrong_token_is_tried_again_and_not_taken_for_delivered(person, settings):
    with pytest.raises(LineAway, match="401"):
        Channel(SECRET, "wrong", settings.LINE_API_BASE).send(
            user=person.id, reply_token="", key="x", messages=[Message("返事")]
        )


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b"\xff\xfe", b'{"events": [{"type": "message"}]}', b"{"])
def test_signed_nonsense_is_refused_and_nothing_is_kept(person, client, body):
    headers = {"X-Line-Signature": events.signature_of(body, SECRET)}
    assert client.post(WEBHOOK, body, content_type="application/json", headers=headers).status_code == 400
    assert not Conversation.objects.exists()


def test_a_message_signed_by_somebody_else_is_refused(person):
    event = events.text_said(person.id, "こんにちは", person.token())
    assert person.sends([event], secret="another").status_code == 400
    assert person.browser.post(WEBHOOK, b"{}", content_type="application/json").status_code == 400
    assert not Turn.objects.exists()


def test_the_empty_message_by_which_line_tries_the_address_is_answered(person):
    assert person.sends([]).status_code == 200


def test_without_an_account_there_is_no_address(client):
    assert client.post(WEBHOOK, b"{}", content_type="application/json").status_code == 404


def test_a_body_too_large_and_a_form_are_refused(person, client):
    assert client.post(WEBHOOK, b"x" * 1_000_001, content_type="application/json").status_code == 413
    assert client.post(WEBHOOK, {"events": "[]"}).status_code == 415


def test_a_sticker_is_answered_kindly(person):
    person.does(events.sticker_sent(person.id, person.token()))
    deliver()
    assert "文字で送ってください" in person.read[0]
    assert not Turn.objects.exists()


def test_who_becomes_a_friend_is_welcomed_and_chooses_a_language(person):
    person.does(events.followed(person.id, person.token()))
    deliver()
    assert [button["data"] for button in person.buttons][:3] == ["language:ja", "language:easy", "language:en"]
    person.presses("language:en")
    deliver()
    assert person.read[-1] == "I will answer in English. What would you like to know?"
    person.writes("I lost my health insurance card")
    deliver()
    assert "The insurance section reissues it free of charge." in person.read[-1]
    person.presses("language:klingon")
    assert Conversation.objects.get().language == "en"


def test_who_blocks_the_account_leaves_nothing_behind(person):
    person.writes("引っ越したら何をすればいい？")
    person.does(events.left(person.id))
    deliver()
    assert not Conversation.objects.exists()
    assert person.read == []


def test_a_flood_is_answered_kindly_and_not_kept(person):
    for number in range(line.QUESTIONS.tries + 3):
        person.writes(f"転入届 {number}")
    deliver()
    assert Turn.objects.count() == line.QUESTIONS.tries
    assert sum("1分ほどたってから" in text for text in person.read) == 3


def test_a_talk_that_has_become_long_begins_anew(person, monkeypatch):
    monkeypatch.setattr(say, "MOST_TURNS", 1)
    for _ in range(2):
        person.writes("引っ越したら何をすればいい？")
    deliver()
    assert "新しく始めます" in person.read[-1]
    assert not Conversation.objects.exists()


def test_a_choice_that_is_gone_is_said_kindly(person):
    person.presses("choice:answer/no-such")
    deliver()
    assert "もう一度、ことばで聞いてください" in person.read[0]


def test_groups_and_channels_on_standby_are_not_listened_to(person):
    told = events.text_said(person.id, "こんにちは", person.token())
    person.does({**told, "source": {"type": "group", "groupId": "C1", "userId": person.id}})
    person.does({**told, "mode": "standby"})
    person.does({**told, "type": "beacon", "beacon": {"hwid": "x", "type": "enter"}})
    assert not Conversation.objects.exists()


def test_a_number_is_masked_before_anything_is_kept_even_in_the_outbox(person):
    person.writes("マイナンバーは123456789018です。変えたい")
    kept = [*Turn.objects.values_list("said", flat=True), *OutboxEntry.objects.values_list("payload", flat=True)]
    assert "123456789018" not in str(kept)
    deliver()
    assert "番号は消しました" in person.read[0]


def test_hearing_asks_the_database_little(person):
    corpus.corpus()
    person.writes("引っ越したら何をすればいい？")
    event = events.text_said(person.id, "児童手当", person.token())
    with CaptureQueriesContext(connection) as asked:
        person.does(event)
    assert len(asked) <= 30


def test_a_text_is_cut_as_line_counts():
    assert fitting("あ" * LONGEST_TEXT) == "あ" * LONGEST_TEXT
    cut = fitting("𠮷" * LONGEST_TEXT)
    assert cut.endswith("…")
    assert len(cut.encode("utf-16-le")) <= 2 * LONGEST_TEXT


DOCUMENT = {
    "info": {"version": "1"},
    "paths": {
        "/callback": {},
        "/v2/bot/message/reply": {
            "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Reply"}}}},
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"type": "object"}}}},
                    "400": {"content": {"application/json": {"schema": {"required": ["message"]}}}},
                },
            }
        },
    },
    "components": {
        "schemas": {
            "Reply": {"properties": {"messages": {"type": "array", "items": {"$ref": "#/components/schemas/Message"}}}},
            "Message": {
                "required": ["type"],
                "discriminator": {"propertyName": "type", "mapping": {"text": "#/components/schemas/TextMessage"}},
            },
            "TextMessage": {
                "allOf": [
                    {"$ref": "#/components/schemas/Message"},
                    {"properties": {"text": {"type": "string", "maxLength": 3}}},
                ]
            },
        }
    },
}


def test_the_judge_follows_a_type_to_its_own_schema_and_finds_what_is_otherwise():
    server, _ = exercised()
    reply = next(one for one in server.asked if one.path.endswith("reply") and one.status == 200)
    faults = list(Published(DOCUMENT).faults_of(reply))
    assert ["messages/0/text" in fault.what for fault in faults] == [True]
    push = next(one for one in server.asked if one.path.endswith("push"))
    assert [fault.what for fault in Published(DOCUMENT).faults_of(push)] == ["the document has no such endpoint"]


def test_the_check_fails_where_a_document_says_otherwise(tmp_path):
    file = tmp_path / "api.json"
    file.write_text('{"info": {"version": "1"}, "paths": {}}', encoding="utf-8")
    with pytest.raises(CommandError, match="differences"):
        call_command("check_line_fake", openapi=file, stdout=StringIO())
