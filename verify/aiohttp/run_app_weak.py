# library: aiohttp
# requires: aiohttp==3.14.5
# knob: aiohttp.web.run_app(ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# role: server
import os
import ssl

from aiohttp import web

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])
context.minimum_version = ssl.TLSVersion.TLSv1

web.run_app(web.Application(), host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl_context=context)
