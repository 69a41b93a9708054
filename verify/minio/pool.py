# library: minio
# requires: minio==7.2.20
# knob: minio.Minio(http_client)
# expect: TLSv1
# observed: context
import os
import ssl

import urllib3
from minio import Minio

pool = urllib3.PoolManager(ssl_version=ssl.PROTOCOL_TLSv1, cert_reqs="CERT_NONE", retries=False, timeout=5)
client = Minio(f"127.0.0.1:{os.environ['TLS_PORT']}", access_key="app", secret_key="app", region="here", http_client=pool)
try:
    client.bucket_exists("bucket")
except Exception as error:
    print(error)
