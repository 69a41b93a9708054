# library: hazelcast
# requires: hazelcast-python-client==5.7.0
# knob: hazelcast.config.Config.ssl_protocol
# expect: TLSv1.3
# observed: context
import os

import hazelcast
from hazelcast.config import Config, SSLProtocol

config = Config()
config.cluster_members = [f"127.0.0.1:{os.environ['TLS_PORT']}"]
config.ssl_enabled = True
config.ssl_cafile = os.environ["TLS_CA"]
config.ssl_protocol = SSLProtocol.TLSv1_3
config.cluster_connect_timeout = 3
config.connection_timeout = 3
try:
    hazelcast.HazelcastClient(config)
except Exception as error:
    print(error)
