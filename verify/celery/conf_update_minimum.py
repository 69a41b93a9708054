# library: Celery
# requires: celery==5.7.0 amqp==5.4.2
# knob: broker_use_ssl
# expect: TLSv1.3
# observed: context

import os
import ssl

import celery

app = celery.Celery("shop", broker="amqp://guest:guest@127.0.0.1:%s//" % os.environ["TLS_PORT"])
app.conf.update(broker_use_ssl={"cert_reqs": ssl.CERT_NONE, "tls_minimum_version": ssl.TLSVersion.TLSv1_3})
try:
    app.connection(connect_timeout=5).connect()
except OSError as error:
    print(error)
