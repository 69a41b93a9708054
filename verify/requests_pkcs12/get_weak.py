# library: requests_pkcs12
# requires: requests-pkcs12==1.27 requests==2.34.2 urllib3==2.8.0 cryptography==50.0.2
# knob: requests_pkcs12.get / post / put / delete / patch / head / options / request(ssl_protocol)
# expect: TLSv1.1
# observed: context
import os
import ssl

import requests
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, load_pem_private_key, pkcs12
from requests_pkcs12 import get

with open(os.environ["TLS_CERT"], "rb") as file:
    certificate = x509.load_pem_x509_certificate(file.read())
with open(os.environ["TLS_KEY"], "rb") as file:
    key = load_pem_private_key(file.read(), None)
data = pkcs12.serialize_key_and_certificates(b"client", key, certificate, None, BestAvailableEncryption(b"secret"))

try:
    get(
        f"https://127.0.0.1:{os.environ['TLS_PORT']}/",
        verify=False,
        pkcs12_data=data,
        pkcs12_password="secret",
        ssl_protocol=ssl.PROTOCOL_TLSv1_1,
    )
except requests.exceptions.ConnectionError as error:
    print(error)
