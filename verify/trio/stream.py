# library: trio
# requires: trio==0.35.0
# knob: trio.open_ssl_over_tcp_stream / trio.SSLStream / trio.serve_ssl_over_tcp / trio.SSLListener(ssl_context)
# expect: TLSv1.3
# observed: context
import os
import ssl
import trio

async def main():
    context = ssl._create_unverified_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    tcp = await trio.open_tcp_stream("127.0.0.1", int(os.environ["TLS_PORT"]))
    stream = trio.SSLStream(tcp, context, server_hostname="localhost")
    await stream.do_handshake()

trio.run(main)
