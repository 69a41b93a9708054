# library: docker
# requires: docker==6.1.3 requests==2.34.2 urllib3==2.7.0 websocket-client==1.9.2 packaging==25.0
# knob: docker.tls.TLSConfig(ssl_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import docker

tls = docker.tls.TLSConfig(verify=False, assert_hostname=False)
client = docker.APIClient("https://127.0.0.1:" + os.environ["TLS_PORT"], version="1.41", tls=tls)
try:
    client.ping()
except Exception:
    pass
