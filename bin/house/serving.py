"""`bin/serve`: prepares an installation and keeps its web processes and its worker running."""

import argparse
import json
import os
import socket
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from house import cards, eid, living
from house.places import PYTHON, ROOT, VENV, environment
from house.setting_up import set_up
from house.supervising import Program, Supervisor
from house.telling import Trouble, tell


def main() -> int:
    """From a fresh machine to an open counter."""
    wanted = _arguments()
    _refuse_taken_port(wanted.host, wanted.port)
    set_up()
    os.umask(0o077)  # the database and the documents are for this user alone
    card = {} if wanted.no_demo else eid.settings_of_demo(wanted.port)
    fees = {} if wanted.no_demo else cards.settings_of_demo(wanted.port)
    env = {**_environment(wanted), **card, **fees}
    _prepare(env)
    if wanted.life:
        living.play_once(env)
    programs = [
        Program("ウェブサーバー", _web_server(wanted)),
        Program("送信係（通知書とメール）", [PYTHON, "manage.py", "work"]),
        *([eid.program(card, wanted.port)] if card else []),
        *([cards.program(fees, wanted.port)] if fees else []),
    ]
    supervisor = Supervisor(programs, env)
    code = supervisor.run(is_open=lambda: _is_open(wanted), opened=lambda: _greet(wanted, env))
    tell("窓口を閉じました。")
    return code


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/serve", description="窓口を開きます。Ctrl+Cで閉じます。")
    parser.add_argument("--port", type=int, default=8000, help="ポート番号（ふだんは8000）")
    parser.add_argument("--host", default="127.0.0.1", help="受け付けるアドレス。0.0.0.0でほかの機器からも開けます")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("MADOGUCHI_DATA") or ROOT / "data"),
        help="データベースと書類を置くフォルダー（ふだんは data）",
    )
    parser.add_argument(
        "--database-url",
        default=os.environ.get("MADOGUCHI_DATABASE_URL", ""),
        help="PostgreSQLを使うとき：postgresql://user:password@host:5432/name",
    )
    parser.add_argument("--no-demo", action="store_true", help="デモの職員を作らず、確認済みの定義だけを公開します")
    parser.add_argument(
        "--life", action="store_true", help="開く前に、90日分の毎日を再現します（はじめてのときだけ。数分）"
    )
    parser.add_argument("--workers", type=int, default=2, help="ウェブサーバーのプロセスの数（ふだんは2）")
    return parser.parse_args()


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            raise Trouble(
                f"{host}:{port} を使えません（{problem.strerror}）。"
                f"ほかのプログラムが使っていれば、bin/serve --port {port + 1} のように、別の番号で始めてください。"
            ) from problem


def _environment(wanted: argparse.Namespace) -> dict[str, str]:
    hosts = ["localhost", "127.0.0.1", "[::1]", *_names_of_this_machine(wanted.host)]
    return {
        # What the operator has set stands before these two.
        "MADOGUCHI_ADDRESS": f"http://localhost:{wanted.port}",
        "MADOGUCHI_HOSTS": ",".join(hosts),
        **environment(
            MADOGUCHI_DATA=str(wanted.data.resolve()),
            MADOGUCHI_DATABASE_URL=wanted.database_url,
            MADOGUCHI_DEMO="0" if wanted.no_demo else os.environ.get("MADOGUCHI_DEMO", "1"),
        ),
    }


def _names_of_this_machine(host: str) -> list[str]:
    if host in {"127.0.0.1", "::1", "localhost"}:
        return []
    name = socket.gethostname()
    try:
        return [name, *socket.gethostbyname_ex(name)[2]]
    except OSError:
        return [name]


def _prepare(env: dict[str, str]) -> None:
    done = subprocess.run([PYTHON, "manage.py", "prepare"], cwd=ROOT, env=env, check=False)
    if done.returncode:
        raise Trouble("準備ができませんでした。上の記録を確かめてください。")


def _web_server(wanted: argparse.Namespace) -> list[str | Path]:
    """Few threads: a page is work for a processor, and SQLite has one writer. More than one, so that a slow upload
    does not keep the others waiting.
    """
    return [
        *[VENV / "bin" / "granian", "--interface", "wsgi", "madoguchi.config.wsgi:application"],
        *["--host", wanted.host, "--port", str(wanted.port), "--http", "1", "--no-ws"],
        *["--workers", str(wanted.workers), "--blocking-threads", "3", "--backlog", "2048"],
        *["--respawn-failed-workers", "--respawn-interval", "1", "--workers-kill-timeout", "5"],
        *["--log-level", "warning"],
    ]


def _is_open(wanted: argparse.Namespace) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(wanted.host, wanted.host)  # noqa: S104 -- asked, not bound
    try:
        with urllib.request.urlopen(f"http://{host}:{wanted.port}/healthz", timeout=5) as answer:
            return bool(json.load(answer)["database"] == "ok")
    except (OSError, ValueError):
        return False


def _greet(wanted: argparse.Namespace, env: dict[str, str]) -> None:
    address = f"http://localhost:{wanted.port}"
    tell(f"\n窓口が開きました： {address}/")
    tell(f"  職員の画面： {address}/desk/")
    if not wanted.no_demo:
        tell(f"  届いたメール（デモ）： {address}/mailbox/")
        living.offer(env)
    tell("  Ctrl+C で閉じます。\n")
