# library: anyio
# requires: anyio==4.16.0 typing-extensions==4.16.0
# knob: anyio.connect_tcp / anyio.streams.tls.TLSStream.wrap / TLSListener(ssl_context)
# expect: none
# observed: context
import os
import anyio

async def main():
    await anyio.connect_tcp("127.0.0.1", int(os.environ["TLS_PORT"]))

anyio.run(main)
