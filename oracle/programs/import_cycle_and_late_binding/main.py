# SINCE: 3.8
import alpha_mod
import beta_mod
import ssl
alpha_mod.connect()
beta_mod.VERSION = ssl.TLSVersion.TLSv1_3
alpha_mod.connect()
alpha_mod.connect_default()
