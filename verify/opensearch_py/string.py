# library: opensearch-py
# requires: opensearch-py==3.2.0
# knob: opensearchpy.OpenSearch(ssl_version)
# expect: TLSv1.2
# observed: context
import os

from opensearchpy import OpenSearch

client = OpenSearch(f"https://127.0.0.1:{os.environ['TLS_PORT']}", verify_certs=False, ssl_show_warn=False, ssl_version="TLSv1_2", max_retries=0)
try:
    client.info()
except Exception as error:
    print(error)
