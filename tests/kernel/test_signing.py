"""Receipts nobody can forge, and the script anybody can check them with."""

import ast
import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from madoguchi.kernel import signing

SCRIPT = Path(__file__).parents[2] / "tools" / "verify_receipt.py"
KEY = bytes(range(32))
RECEIPT = {"number": "R8-000123", "name": "髙田𠮷郎", "answers": {"b": [1, None, True], "a": "葛\U000e0100城"}}
ORDER_OF_THE_GROUP = 2**252 + 27742317777372353535851937790883648493


def load_script():
    spec = importlib.util.spec_from_file_location("verify_receipt", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = load_script()


@pytest.fixture
def checked(tmp_path):
    """Runs the script as a resident would, on a receipt file and the ward's keys."""

    def run(text, keys=None):
        receipt_file, key_file = tmp_path / "receipt.json", tmp_path / "keys.txt"
        receipt_file.write_text(text, encoding="utf-8")
        own = signing.public_key_line(signing.public_key_of(KEY))
        key_file.write_text(f"# 公開鍵\n{own}\n" if keys is None else keys, encoding="utf-8")
        command = [sys.executable, "-I", "-S", str(SCRIPT), str(receipt_file), str(key_file)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.stderr == ""
        return done.returncode, done.stdout

    return run


def signed(**changes):
    return json.dumps(signing.signed_receipt(RECEIPT, KEY) | changes, ensure_ascii=False, indent=2)


def test_canonical_json_is_one_text_for_one_value():
    assert signing.canonical({"b": 1, "a": ["髙", None, True]}) == '{"a":["髙",null,true],"b":1}'.encode()
    assert signing.canonical({"a": 1, "b": 2}) == signing.canonical({"b": 2, "a": 1})


@pytest.mark.parametrize("obj", [1.0, {"a": [1.5]}, {1: "a"}, {"a": b"x"}, {"a": {1, 2}}, float("nan")])
def test_what_has_no_one_text_is_refused(obj):
    with pytest.raises(TypeError, match="canonical JSON"):
        signing.canonical(obj)


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(UnicodeEncodeError):
        signing.canonical("\ud842")


def test_a_signature_holds_for_its_payload_and_key_only():
    public, signature = signing.public_key_of(KEY), signing.sign(b"payload", KEY)
    assert signing.is_genuine(b"payload", signature, public)
    assert not signing.is_genuine(b"payloae", signature, public)
    assert not signing.is_genuine(b"payload", signature, signing.public_key_of(signing.new_private_key()))


def test_the_script_knows_the_first_vectors_of_rfc_8032():
    empty_key = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    empty_signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    assert script.is_genuine(b"", empty_signature, empty_key)
    assert not script.is_genuine(b"\0", empty_signature, empty_key)


def test_the_script_and_the_library_agree_on_many_messages_and_keys():
    chance = random.Random(8032)
    for length in [*range(20), 63, 64, 127, 128, 1000]:
        private, message = chance.randbytes(32), chance.randbytes(length)
        signature, public = signing.sign(message, private), signing.public_key_of(private)
        assert script.is_genuine(message, signature, public)
        assert not script.is_genuine(message + b"x", signature, public)


def test_the_script_and_the_library_agree_on_every_kind_of_tampering():
    chance = random.Random(25519)
    public, signature = signing.public_key_of(KEY), signing.sign(b"payload", KEY)
    for _ in range(40):
        place, bit = chance.randrange(96), 1 << chance.randrange(8)
        both = bytearray(signature + public)
        both[place] ^= bit
        bad_signature, bad_public = bytes(both[:64]), bytes(both[64:])
        assert not script.is_genuine(b"payload", bad_signature, bad_public)
        assert not signing.is_genuine(b"payload", bad_signature, bad_public)


def test_a_second_signature_made_by_adding_the_order_of_the_group_is_not_genuine():
    public, signature = signing.public_key_of(KEY), signing.sign(b"payload", KEY)
    larger = int.from_bytes(signature[32:], "little") + ORDER_OF_THE_GROUP
    malleated = signature[:32] + larger.to_bytes(32, "little")
    assert not script.is_genuine(b"payload", malleated, public)
    assert not signing.is_genuine(b"payload", malleated, public)


@pytest.mark.parametrize(
    ("signature", "key"), [(b"", b""), (bytes(63), bytes(32)), (bytes(64), bytes(31)), (b"\xff" * 64, b"\xff" * 32)]
)
def test_the_script_refuses_what_is_no_signature_or_no_key(signature, key):
    assert not script.is_genuine(b"payload", signature, key)


def test_a_receipt_as_handed_out_is_genuine(checked):
    code, said = checked(signed())
    assert code == 0
    assert said.startswith("本物です")


def test_layout_and_order_of_a_receipt_do_not_matter(checked):
    receipt = {"answers": RECEIPT["answers"], "name": RECEIPT["name"], "number": RECEIPT["number"]}
    assert checked(json.dumps(json.loads(signed(receipt=receipt))))[0] == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"receipt": RECEIPT | {"number": "R8-000124"}},
        {"receipt": RECEIPT | {"name": "高田吉郎"}},
        {"receipt": RECEIPT | {"more": 1}},
        {"receipt": {}},
        {"signature": signing.base64url(bytes(64))},
        {"signature": ""},
    ],
)
def test_a_changed_receipt_is_not_genuine(checked, changes):
    code, said = checked(signed(**changes))
    assert code == 1
    assert said.startswith("本物と確認できません")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "not json",
        signed(key_id=["x"]),
        signed(key_id=1),
        signed(signature=1),
        signed(signature="????"),
        signed().replace('"number"', '"name": "別人", "number"'),
        signed(receipt={"a": "\ud842"}).replace("\ud842", "\\ud842"),
        "[" * 100_000,
    ],
)
def test_what_is_no_receipt_cannot_be_told(checked, text):
    code, said = checked(text)
    assert code == 2
    assert said.startswith("判定できません")


def test_a_key_the_file_does_not_have_cannot_be_told(checked):
    other = signing.public_key_line(Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    code, said = checked(signed(), keys=other)
    assert code == 2
    assert signing.key_id_of(signing.public_key_of(KEY)) in said


def test_the_script_is_written_for_python_3_8_and_its_own_library():
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    named = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module for node in imports if isinstance(node, ast.ImportFrom) and node.module}
    assert named <= {"base64", "hashlib", "json", "sys", "pathlib"}


def test_without_two_files_the_script_says_how_it_is_used():
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "使い方" in done.stdout


def test_what_is_written_beside_the_signed_part_is_not_taken_for_genuine(checked):
    receipt = {**signing.signed_receipt(RECEIPT, KEY), "number": "R8-999999"}
    assert checked(json.dumps(receipt))[0] == 1
