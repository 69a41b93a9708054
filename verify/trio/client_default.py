# library: trio
# requires: trio==0.35.0
# knob: trio.open_ssl_over_tcp_stream / trio.SSLStream / trio.serve_ssl_over_tcp / trio.SSLListener(ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import trio

async def main():
    stream = await trio.open_ssl_over_tcp_stream("127.0.0.1", int(os.environ["TLS_PORT"]))
    try:
        await stream.do_handshake()
    except trio.BrokenResourceError:
        pass

trio.run(main)
