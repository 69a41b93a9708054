# library: cassandra-driver
# requires: cassandra-driver==3.30.1
# knob: cassandra.cluster.Cluster(ssl_context)
# expect: none
# observed: context
import os

from cassandra.cluster import Cluster

cluster = Cluster(["127.0.0.1"], port=int(os.environ["TLS_PORT"]), connect_timeout=3)
try:
    cluster.connect()
except Exception as error:
    print(error)
cluster.shutdown()
