# library: opensearch-py
# requires: opensearch-py==3.2.0
# knob: opensearchpy.OpenSearch(ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

from opensearchpy import OpenSearch

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1
client = OpenSearch(f"https://127.0.0.1:{os.environ['TLS_PORT']}", ssl_context=context, max_retries=0)
try:
    client.info()
except Exception as error:
    print(error)
