from ssl import TLSVersion
V = TLSVersion.TLSv1_1
