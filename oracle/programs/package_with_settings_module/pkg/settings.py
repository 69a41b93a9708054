import ssl
FLOOR = ssl.TLSVersion.TLSv1_2
OPTIONS = 0
