# library: aiosmtpd
# requires: aiosmtpd==1.4.6
# knob: aiosmtpd.controller.Controller(ssl_context)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
# role: server

import os
import ssl

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.handlers import Debugging
import asyncio

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(os.environ["TLS_CERT"], os.environ["TLS_KEY"])
context.minimum_version = ssl.TLSVersion.TLSv1_1
loop = asyncio.new_event_loop()
controller = UnthreadedController(Debugging(), "127.0.0.1", int(os.environ["TLS_PORT"]), loop=loop, ssl_context=context)
controller.begin()
loop.run_forever()
