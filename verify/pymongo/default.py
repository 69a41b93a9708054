# library: pymongo
# requires: pymongo==4.20.1
# knob: pymongo.MongoClient(tls)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

import pymongo

client = pymongo.MongoClient("127.0.0.1", int(os.environ["TLS_PORT"]), tls=True, tlsAllowInvalidCertificates=True, serverSelectionTimeoutMS=3000)
try:
    client.admin.command("ping")
except pymongo.errors.PyMongoError as error:
    print(error)
