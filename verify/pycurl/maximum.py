# library: pycurl
# requires: pycurl==7.49.0
# knob: pycurl.Curl.setopt(pycurl.SSLVERSION, v | SSLVERSION_MAX_*)(value)
# expect: TLSv1 TLSv1.1 TLSv1.2
# observed: handshake
import os

import pycurl

curl = pycurl.Curl()
curl.setopt(pycurl.URL, f"https://127.0.0.1:{os.environ['TLS_PORT']}/")
curl.setopt(pycurl.SSL_VERIFYPEER, 0)
curl.setopt(pycurl.SSL_VERIFYHOST, 0)
curl.setopt(pycurl.SSL_CIPHER_LIST, "DEFAULT@SECLEVEL=0")
curl.setopt(pycurl.TIMEOUT, 10)
curl.setopt(pycurl.SSLVERSION, pycurl.SSLVERSION_TLSv1_0 | pycurl.SSLVERSION_MAX_TLSv1_2)
curl.perform()
