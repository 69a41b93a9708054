# library: tornado
# requires: tornado==6.6.1
# knob: tornado.httpserver.HTTPServer(ssl_options {"ssl_version": ...})
# expect: TLSv1.1
# observed: context
# role: server
import asyncio
import os
import ssl

from tornado.httpserver import HTTPServer
from tornado.web import Application


async def main():
    server = HTTPServer(
        Application(),
        ssl_options={
            "certfile": os.environ["TLS_CERT"],
            "keyfile": os.environ["TLS_KEY"],
            "ssl_version": ssl.PROTOCOL_TLSv1_1,
        },
    )
    server.listen(int(os.environ["TLS_PORT"]), "127.0.0.1")
    await asyncio.sleep(20)


asyncio.run(main())
