# library: cassandra-driver
# requires: cassandra-driver==3.30.1
# knob: cassandra.cluster.Cluster(ssl_context)
# expect: TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

from cassandra.cluster import Cluster

context = ssl.create_default_context(cafile=os.environ["TLS_CA"])
context.check_hostname = False
context.minimum_version = ssl.TLSVersion.TLSv1_1
cluster = Cluster(["127.0.0.1"], port=int(os.environ["TLS_PORT"]), ssl_context=context, connect_timeout=5)
try:
    cluster.connect()
except Exception as error:
    print(error)
cluster.shutdown()
