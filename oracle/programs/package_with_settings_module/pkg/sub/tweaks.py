from ssl import OP_NO_TLSv1 as _a, OP_NO_TLSv1_1 as _b
def tweak(module, flags=_a | _b):
    module.OPTIONS = flags
