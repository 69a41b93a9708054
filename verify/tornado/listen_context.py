# library: tornado
# requires: tornado==6.6.1
# knob: tornado.web.Application.listen(ssl_options)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# role: server
import asyncio
import os
import ssl

import tornado.web

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])
context.minimum_version = ssl.TLSVersion.TLSv1


async def main():
    app = tornado.web.Application()
    app.listen(int(os.environ["TLS_PORT"]), "127.0.0.1", ssl_options=context)
    await asyncio.sleep(20)


asyncio.run(main())
