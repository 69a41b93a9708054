# SINCE: 3.8
import argparse, ssl
def parser():
    p = argparse.ArgumentParser()
    p.add_argument("--tls", choices=["1.0", "1.2", "1.3"], default="1.2")
    p.add_argument("--server", action="store_true")
    p.add_argument("--max", type=int, default=None)
    return p
NAMES = {"1.0": "TLSv1", "1.2": "TLSv1_2", "1.3": "TLSv1_3"}
def run(argv):
    args = parser().parse_args(argv)
    side = ssl.PROTOCOL_TLS_SERVER if args.server else ssl.PROTOCOL_TLS_CLIENT
    ctx = ssl.SSLContext(side)
    ctx.minimum_version = getattr(ssl.TLSVersion, NAMES[args.tls])
    if args.max:
        ctx.maximum_version = args.max
    return ctx
run([]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO())
run(["--tls", "1.0", "--server"]).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_side=True)
