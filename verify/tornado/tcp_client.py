# library: tornado
# requires: tornado==6.6.1
# knob: tornado.tcpclient.TCPClient.connect(ssl_options)
# expect: TLSv1
# observed: context
import asyncio
import os
import ssl

from tornado.tcpclient import TCPClient


async def main():
    options = {"ssl_version": ssl.PROTOCOL_TLSv1, "cert_reqs": ssl.CERT_NONE}
    try:
        await TCPClient().connect("127.0.0.1", int(os.environ["TLS_PORT"]), ssl_options=options)
    except ssl.SSLError as error:
        print(error)


asyncio.run(main())
