# library: uvicorn
# requires: uvicorn==0.54.0
# knob: uvicorn.run(ssl_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
# role: server
import os

import uvicorn


async def app(scope, receive, send):
    pass


uvicorn.run(
    app,
    host="127.0.0.1",
    port=int(os.environ["TLS_PORT"]),
    ssl_certfile=os.environ["TLS_CERT"],
    ssl_keyfile=os.environ["TLS_KEY"],
)
