"""A real SMTP server on a free port (RFC 5321, the part a sender needs), with STARTTLS or TLS where it is given a key."""

import asyncio
import datetime
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass
class SmtpServer:
    """Keeps what it was given. `refuses` names a recipient it answers 550; `silent` says nothing at all."""

    tls: ssl.SSLContext | None = None
    starttls: bool = False
    refuses: str = ""
    silent: bool = False
    port: int = 0
    received: list[bytes] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError):
            await self._talk(reader, writer)
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.silent:
            await reader.read()
            return
        writer.write(b"220 test\r\n")
        while line := (await reader.readline()).decode().strip():
            self.commands.append(line)
            await self._answer(line.upper(), reader, writer)

    async def _answer(self, line: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if line.startswith("EHLO"):
            writer.write(b"250-test\r\n250-STARTTLS\r\n250 8BITMIME\r\n" if self.starttls else b"250 test\r\n")
        elif line == "STARTTLS" and self.starttls and self.tls:
            writer.write(b"220 go\r\n")
            await writer.drain()
            await writer.start_tls(self.tls)
        elif line == "DATA":
            writer.write(b"354 go\r\n")
            self.received.append((await reader.readuntil(b"\r\n.\r\n"))[:-5])
            writer.write(b"250 taken\r\n")
        elif self.refuses and self.refuses.upper() in line and line.startswith("RCPT"):
            writer.write(f"550 no such reader {self.refuses}\r\n".encode())
        else:
            writer.write(b"221 bye\r\n" if line == "QUIT" else b"250 ok\r\n")


@contextmanager
def running(server: SmtpServer) -> Iterator[SmtpServer]:
    loop, ready = asyncio.new_event_loop(), threading.Event()
    tls = server.tls if not server.starttls else None

    async def serve() -> None:
        listening = await asyncio.start_server(server.take, "127.0.0.1", 0, ssl=tls)
        server.port = listening.sockets[0].getsockname()[1]
        ready.set()
        try:
            await asyncio.Event().wait()
        finally:
            listening.close()

    def run() -> None:
        asyncio.set_event_loop(loop)
        with asyncio.Runner(loop_factory=lambda: loop) as runner, suppress(asyncio.CancelledError):
            runner.run(serve())

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(lambda: [task.cancel() for task in asyncio.all_tasks(loop)])
        thread.join(10)


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that signs itself: the file to trust, and the server's side of it."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")]),
    )
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted, secret = folder / "certificate.pem", folder / "key.pem"
    trusted.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(trusted, secret)
    return trusted, context
