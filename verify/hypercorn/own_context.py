# library: hypercorn
# requires: hypercorn==0.18.0
# knob: hypercorn.config.Config.create_ssl_context(-)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# role: server
import asyncio
import os
import ssl

from hypercorn.asyncio import serve
from hypercorn.config import Config


class OldClients(Config):
    def create_ssl_context(self):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])
        context.minimum_version = ssl.TLSVersion.TLSv1
        return context


async def app(scope, receive, send):
    pass


config = OldClients()
config.bind = [f"127.0.0.1:{os.environ['TLS_PORT']}"]
config.certfile = os.environ["TLS_CERT"]
config.keyfile = os.environ["TLS_KEY"]
asyncio.run(serve(app, config))
