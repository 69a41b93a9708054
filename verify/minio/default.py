# library: minio
# requires: minio==7.2.20
# knob: minio.Minio(http_client)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

from minio import Minio

os.environ["SSL_CERT_FILE"] = os.environ["TLS_CA"]
client = Minio(f"127.0.0.1:{os.environ['TLS_PORT']}", access_key="app", secret_key="app", region="here")
try:
    client._http.clear()
    client._http.connection_pool_kw["retries"] = False
    client.bucket_exists("bucket")
except Exception as error:
    print(error)
