# library: docker
# requires: docker==7.2.0
# knob: docker.DockerClient(tls)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import docker

client = docker.DockerClient(base_url="https://127.0.0.1:" + os.environ["TLS_PORT"], tls=True, version="1.41")
try:
    client.ping()
except Exception:
    pass
