# library: requests_toolbelt
# requires: requests-toolbelt==1.0.0 requests==2.34.2 urllib3==2.8.0
# knob: requests_toolbelt.SSLAdapter(ssl_version)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

import requests
from requests_toolbelt import SSLAdapter

session = requests.Session()
session.mount("https://", SSLAdapter())
print(session.get(f"https://127.0.0.1:{os.environ['TLS_PORT']}/", verify=False))
