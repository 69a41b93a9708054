# library: cassandra-driver
# requires: cassandra-driver==3.30.1
# knob: cassandra.cluster.Cluster(ssl_options)
# expect: TLSv1
# observed: context
import os
import ssl

from cassandra.cluster import Cluster

cluster = Cluster(
    ["127.0.0.1"],
    port=int(os.environ["TLS_PORT"]),
    ssl_options={"ssl_version": ssl.PROTOCOL_TLSv1, "ca_certs": os.environ["TLS_CA"]},
    connect_timeout=5,
)
try:
    cluster.connect()
except Exception as error:
    print(error)
cluster.shutdown()
