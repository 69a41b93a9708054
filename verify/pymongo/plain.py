# library: pymongo
# requires: pymongo==4.20.1
# knob: pymongo.MongoClient(tls)
# expect: none
# observed: context
import os

import pymongo

client = pymongo.MongoClient("127.0.0.1", int(os.environ["TLS_PORT"]), serverSelectionTimeoutMS=2000)
try:
    client.admin.command("ping")
except pymongo.errors.PyMongoError as error:
    print(error)
