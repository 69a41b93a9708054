# library: hazelcast
# requires: hazelcast-python-client==5.7.0
# knob: hazelcast.HazelcastClient(ssl_protocol)
# expect: TLSv1.2
# observed: context
import os

import hazelcast

try:
    hazelcast.HazelcastClient(
        cluster_members=[f"127.0.0.1:{os.environ['TLS_PORT']}"],
        ssl_enabled=True,
        ssl_cafile=os.environ["TLS_CA"],
        ssl_protocol="TLSv1_2",
        cluster_connect_timeout=3,
        connection_timeout=3,
    )
except Exception as error:
    print(error)
