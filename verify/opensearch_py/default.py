# library: opensearch-py
# requires: opensearch-py==3.2.0
# knob: opensearchpy.OpenSearch(ssl_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

from opensearchpy import OpenSearch

client = OpenSearch(
    hosts=[{"host": "127.0.0.1", "port": int(os.environ["TLS_PORT"])}], use_ssl=True, verify_certs=False, ssl_show_warn=False, max_retries=0
)
try:
    client.info()
except Exception as error:
    print(error)
