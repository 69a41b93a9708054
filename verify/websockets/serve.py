# library: websockets
# requires: websockets==17.4
# knob: websockets.serve(ssl)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# role: server

import asyncio
import os
import ssl

import websockets


async def echo(connection):
    async for message in connection:
        await connection.send(message)


async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    async with websockets.serve(echo, "127.0.0.1", int(os.environ["TLS_PORT"]), ssl=context):
        await asyncio.Future()


asyncio.run(main())
