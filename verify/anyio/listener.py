# library: anyio
# requires: anyio==4.16.0 typing-extensions==4.16.0
# knob: anyio.connect_tcp / anyio.streams.tls.TLSStream.wrap / TLSListener(ssl_context)
# expect: TLSv1.3
# observed: context
# role: server
import os
import ssl
import anyio
from anyio.streams.tls import TLSListener

async def handle(stream):
    async with stream:
        await stream.receive()

async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1", local_port=int(os.environ["TLS_PORT"]))
    await TLSListener(tcp, context).serve(handle)

anyio.run(main)
