from ..one import conf
from ssl import TLSVersion as _T
V = max(conf.V, _T.TLSv1_3)
