# library: uvicorn
# requires: uvicorn==0.54.0
# knob: uvicorn.Config / uvicorn.run(ssl_context_factory)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# role: server
import os
import ssl

import uvicorn


async def app(scope, receive, send):
    pass


def make_context(config, default_factory):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    return context


uvicorn.run(app, host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl_context_factory=make_context)
