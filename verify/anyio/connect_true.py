# library: anyio
# requires: anyio==4.16.0 typing-extensions==4.16.0
# knob: anyio.connect_tcp / anyio.streams.tls.TLSStream.wrap / TLSListener(ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import anyio

async def main():
    try:
        await anyio.connect_tcp("127.0.0.1", int(os.environ["TLS_PORT"]), tls=True)
    except OSError:
        pass

anyio.run(main)
