# library: Celery
# requires: celery==5.7.0
# knob: broker_use_ssl
# expect: TLSv1
# observed: context

import os
import ssl

from celery import Celery

app = Celery("shop", broker="amqp://guest:guest@127.0.0.1:%s//" % os.environ["TLS_PORT"])
app.conf.update(broker_use_ssl={"cert_reqs": ssl.CERT_NONE, "ssl_version": ssl.PROTOCOL_TLSv1})
try:
    app.connection(connect_timeout=5).connect()
except OSError as error:
    print(error)
