# library: elasticsearch
# requires: elasticsearch==9.5.1
# knob: elasticsearch.Elasticsearch(ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

from elasticsearch import Elasticsearch

# The context's own minimum is not kept.
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1
client = Elasticsearch(f"https://127.0.0.1:{os.environ['TLS_PORT']}", ssl_context=context, max_retries=0)
try:
    client.info()
except Exception as error:
    print(error)
