# library: aiohttp
# requires: aiohttp==3.14.5
# knob: aiohttp.web.TCPSite(ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context
# role: server
import asyncio
import os
import ssl

from aiohttp import web

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])


async def main():
    runner = web.AppRunner(web.Application())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", int(os.environ["TLS_PORT"]), ssl_context=context)
    await site.start()
    await asyncio.sleep(20)


asyncio.run(main())
