# library: tornado
# requires: tornado==6.6.1
# knob: tornado.httpclient.HTTPRequest / AsyncHTTPClient.fetch(ssl_options)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

from tornado.httpclient import HTTPClient

client = HTTPClient()
print(client.fetch(f"https://127.0.0.1:{os.environ['TLS_PORT']}/", validate_cert=False))
