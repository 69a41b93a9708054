# library: pymodbus
# requires: pymodbus==3.16.1
# knob: pymodbus.client.ModbusTlsClient(sslctx)
# expect: TLSv1.2 TLSv1.3
# observed: context

import os

from pymodbus.client import ModbusTlsClient

client = ModbusTlsClient("127.0.0.1", port=int(os.environ["TLS_PORT"]))
try:
    client.connect()
except ValueError as error:
    # This context wants a server name, which the client does not pass.
    print(error)
