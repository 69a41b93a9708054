# library: pymodbus
# requires: pymodbus==3.16.1
# knob: pymodbus.client.ModbusTlsClient(sslctx)
# expect: TLSv1.1
# observed: context

import os
import ssl

from pymodbus.client import ModbusTlsClient

context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_1)
client = ModbusTlsClient("127.0.0.1", port=int(os.environ["TLS_PORT"]), sslctx=context)
client.connect()
client.close()
