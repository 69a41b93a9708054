# library: elasticsearch
# requires: elasticsearch==9.5.1
# knob: elasticsearch.Elasticsearch(ssl_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

from elasticsearch import Elasticsearch

client = Elasticsearch(f"https://127.0.0.1:{os.environ['TLS_PORT']}", verify_certs=False, ssl_show_warn=False, max_retries=0)
try:
    client.info()
except Exception as error:
    print(error)
