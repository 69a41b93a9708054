# library: aiohttp
# requires: aiohttp==3.14.5
# knob: aiohttp.web.SockSite(ssl_context)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# role: server
import asyncio
import os
import socket
import ssl

from aiohttp import web

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])
context.minimum_version = ssl.TLSVersion.TLSv1_1


async def main():
    runner = web.AppRunner(web.Application())
    await runner.setup()
    sock = socket.create_server(("127.0.0.1", int(os.environ["TLS_PORT"])))
    await web.SockSite(runner, sock, ssl_context=context).start()
    await asyncio.sleep(20)


asyncio.run(main())
