# library: tornado
# requires: tornado==6.6.1
# knob: tornado.tcpserver.TCPServer(ssl_options)
# expect: TLSv1.2
# observed: context
# role: server
import asyncio
import os
import ssl

from tornado.tcpserver import TCPServer


class Echo(TCPServer):
    async def handle_stream(self, stream, address):
        await stream.wait_for_handshake()


async def main():
    server = Echo(dict(certfile=os.environ["TLS_CERT"], keyfile=os.environ["TLS_KEY"], ssl_version=ssl.PROTOCOL_TLSv1_2))
    server.listen(int(os.environ["TLS_PORT"]), "127.0.0.1")
    await asyncio.sleep(20)


asyncio.run(main())
