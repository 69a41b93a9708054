# library: trio
# requires: trio==0.35.0
# knob: trio.open_ssl_over_tcp_stream / trio.SSLStream / trio.serve_ssl_over_tcp / trio.SSLListener(ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl
import trio

async def main():
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1
    stream = await trio.open_ssl_over_tcp_stream("127.0.0.1", int(os.environ["TLS_PORT"]), ssl_context=context)
    try:
        await stream.do_handshake()
    except trio.BrokenResourceError:
        pass

trio.run(main)
