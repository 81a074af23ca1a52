#!/usr/bin/env python3
"""Tell whether a receipt is genuine: python3 verify_receipt.py RECEIPT.json PUBLIC-KEYS.txt

Needs Python 3.8 or later, nothing else. The second file has the keys of the ward, a line each: its name, the key in
base64url. Ends with 0 when genuine, 1 when not, 2 when it cannot be told.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(a, b):  # RFC 8032, 5.1.4: points of the curve in extended coordinates
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return i * j % P, k * m % P, j * k % P, i * m % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        total = add(total, point) if scalar & 1 else total
        point, scalar = add(point, point), scalar >> 1
    return total


def point_of(raw):  # RFC 8032, 5.1.3
    sign, y = raw[31] >> 7, int.from_bytes(raw, "little") & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("曲線の上の点ではありません")
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_genuine(message, signature, key):  # RFC 8032, 5.1.7
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or len(key) != 32 or s >= L:
        return False
    try:
        a, r = point_of(key), point_of(signature[:32])
    except ValueError:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(k, a))
    return all((left[n] * right[2] - right[n] * left[2]) % P == 0 for n in (0, 1))


def once(pairs):  # of two values under one key, people would read the first and programs the last
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("同じ項目が二度書かれています")
    return dict(pairs)


def raw(text):
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def main(receipt_file, key_file):
    found = json.loads(Path(receipt_file).read_text(encoding="utf-8"), object_pairs_hook=once)
    lines = Path(key_file).read_text(encoding="utf-8").splitlines()
    keys = dict(line.split() for line in lines if line.strip() and not line.startswith("#"))
    if set(found) > {"receipt", "key_id", "signature"}:
        print("本物と確認できません：署名の対象でない項目が書き加えられています。")
        return 1
    if found["key_id"] not in keys:
        print("判定できません：この控えに署名した鍵（" + found["key_id"] + "）が、公開鍵のファイルにありません。")
        return 2
    message = json.dumps(found["receipt"], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if is_genuine(message, raw(found["signature"]), raw(keys[found["key_id"]])):
        print("本物です：この控えは区が発行したもので、発行後に書き換えられていません。")
        return 0
    print("本物と確認できません：控えの内容か署名が、区が発行したものと異なります。")
    return 1


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    if len(sys.argv) != 3:
        print("使い方：python3 verify_receipt.py 控えのファイル 公開鍵のファイル")
        sys.exit(2)
    try:
        sys.exit(main(*sys.argv[1:]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        print("判定できません：ファイルを読み取れませんでした（" + str(problem) + "）。")
        sys.exit(2)
