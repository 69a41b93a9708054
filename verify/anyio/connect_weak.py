# library: anyio
# requires: anyio==4.16.0 typing-extensions==4.16.0
# knob: anyio.connect_tcp / anyio.streams.tls.TLSStream.wrap / TLSListener(ssl_context)
# expect: TLSv1.1
# observed: context
import os
import ssl
import anyio

async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
    try:
        await anyio.connect_tcp("127.0.0.1", int(os.environ["TLS_PORT"]), ssl_context=context)
    except (OSError, anyio.BrokenResourceError):
        pass

anyio.run(main)
