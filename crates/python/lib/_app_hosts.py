"""Hosts of the world outside for which an ASGI application of the script's folder answers: a process of the machine each, with
uvicorn at the host's addresses. They are there before the script begins, and end with it."""

import asyncio
import random
import sys

import _loopscope_hosts
import _thread
import _worlds
from _mended import console


def begin(hosts):
    """Starts them, and waits until they answer, or cannot."""
    for host in [_AppHost(*host) for host in hosts]:
        host.start()
        host.begun.acquire()


class _AppHost(_worlds.World):
    """One of them: `app` is `module:name`; of its requests, the share `rate` fails, `failing` says how."""

    def __init__(self, name, addresses, app, rate, failing, seed):
        super().__init__(name, self._serve, daemon=True)
        self._begun = None
        #: Held until it answers.
        self.begun = _thread.allocate_lock()
        self.begun.acquire()
        self.addresses, self.app = addresses, app
        self.rate, self.failing = rate, failing
        self.random = random.Random(f"{seed} {name}")

    def own_entries(self, main):
        import _script

        stdout, stderr = console.Console(1, "<stdout>"), console.Console(2, "<stderr>")
        return [
            (sys.__dict__, "stdout", stdout),
            (sys.__dict__, "__stdout__", stdout),
            (sys.__dict__, "stderr", stderr),
            (sys.__dict__, "__stderr__", stderr),
            (_script.__dict__, "code", None),
        ]

    def _serve(self):
        try:
            self._answer()
        finally:
            if self.begun.locked():
                self.begun.release()

    def _answer(self):
        from uvicorn import Config, Server
        from uvicorn.importer import ImportFromStringError, import_from_string

        try:
            app = import_from_string(self.app)
        except ImportFromStringError as error:
            print(f"{self.name}: {error} Nobody answers there.", file=sys.stderr)
            raise SystemExit(1) from None

        host = self

        class AtHost(Server):
            """Answers at the host's addresses, with TLS at port 443."""

            async def startup(self, sockets=None):
                await super().startup([])
                loop = asyncio.get_running_loop()
                for context, port in ((None, 80), (host.context(), 443)):
                    for address in host.addresses:
                        self.servers.append(
                            await loop.create_server(self.connection, address, port, ssl=context, backlog=2048)
                        )
                host.begun.release()

            def connection(self):
                return self.config.http_protocol_class(
                    config=self.config, server_state=self.server_state, app_state=self.lifespan.state
                )

            async def main_loop(self):
                await self.on_tick(0)
                # Until the run is over.
                await asyncio.get_running_loop().create_future()

        # What the application raises is logged, and shown as logging shows what nobody has set up.
        config = Config(
            self.unreliable(app), loop="asyncio", http="h11", log_config=None, log_level="warning", access_log=False, date_header=False
        )
        asyncio.run(AtHost(config)._serve())

    def context(self):
        import ssl

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_alpn_protocols(["http/1.1"])
        _loopscope_hosts.certify(context, self.name)
        return context

    def unreliable(self, app):
        """The application, but for the requests that fail."""
        if not self.rate:
            return app

        async def sometimes(scope, receive, send):
            if scope["type"] != "http" or self.random.random() >= self.rate:
                await app(scope, receive, send)
            elif self.failing == "503":
                text = b"Service Unavailable"
                headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(text)).encode())]
                await send({"type": "http.response.start", "status": 503, "headers": headers})
                await send({"type": "http.response.body", "body": text})
            elif self.failing == "silence":
                await asyncio.get_running_loop().create_future()
            else:
                self.reset(receive.__self__.transport)
                await asyncio.get_running_loop().create_future()

        return sometimes

    def reset(self, transport):
        import socket
        import struct

        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
