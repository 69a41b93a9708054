# library: tornado
# requires: tornado==6.6.1
# knob: tornado.iostream.IOStream.start_tls(server_side, ssl_options)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import asyncio
import os
import socket
import ssl

from tornado.iostream import IOStream

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1_1


async def main():
    stream = IOStream(socket.create_connection(("127.0.0.1", int(os.environ["TLS_PORT"]))))
    await stream.start_tls(False, context)


asyncio.run(main())
