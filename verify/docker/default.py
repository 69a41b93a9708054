# library: docker
# requires: docker==7.2.0
# knob: docker.tls.TLSConfig(ssl_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import docker

tls = docker.tls.TLSConfig(verify=False)
client = docker.DockerClient(base_url="https://127.0.0.1:" + os.environ["TLS_PORT"], tls=tls, version="1.41")
try:
    client.ping()
except Exception:
    pass
