"""The provider on a port of this machine, in threads of its own."""

from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
from wsgiref.types import WSGIApplication

LOOPBACK = "127.0.0.1"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def server_bind(self) -> None:
        """Without the look-up of the machine's name, which waits for a network that may be closed."""
        self.server_name, self.server_port = LOOPBACK, 0
        super(WSGIServer, self).server_bind()
        self.server_port = int(self.server_address[1])
        self.setup_environ()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
        """Codes stand in addresses; they do not belong into a log."""


def listening(port: int = 0) -> WSGIServer:
    """A server on the loopback address; port 0 takes a free one. Give it its program, then `serve_forever`."""
    return _Server((LOOPBACK, port), _Quiet)


def serve(server: WSGIServer, program: WSGIApplication) -> None:
    server.set_app(program)
    server.serve_forever(poll_interval=0.1)
