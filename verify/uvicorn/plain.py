# library: uvicorn
# requires: uvicorn==0.54.0
# knob: uvicorn.run(ssl_version)
# expect: none
# observed: context
# role: server
import os
import ssl

import uvicorn


async def app(scope, receive, send):
    pass


uvicorn.run(app, host="127.0.0.1", port=int(os.environ["TLS_PORT"]), ssl_version=ssl.PROTOCOL_TLSv1)
