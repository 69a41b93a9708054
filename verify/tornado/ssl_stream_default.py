# library: tornado
# requires: tornado==6.6.1
# knob: tornado.iostream.SSLIOStream(ssl_options)
# expect: TLSv1.2 TLSv1.3
# observed: context
import asyncio
import os
import socket
import ssl

from tornado.iostream import SSLIOStream


async def main():
    stream = SSLIOStream(socket.socket())
    try:
        await stream.connect(("127.0.0.1", int(os.environ["TLS_PORT"])), server_hostname="localhost")
    except ssl.SSLError as error:
        print(error)


asyncio.run(main())
