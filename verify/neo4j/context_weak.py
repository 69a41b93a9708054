# library: neo4j
# requires: neo4j==6.4.1
# knob: neo4j.GraphDatabase.driver(ssl_context)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import os
import ssl

from neo4j import GraphDatabase

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.minimum_version = ssl.TLSVersion.TLSv1
driver = GraphDatabase.driver(f"bolt://127.0.0.1:{os.environ['TLS_PORT']}", auth=("app", "app"), ssl_context=context, connection_timeout=5)
try:
    driver.verify_connectivity()
except Exception as error:
    print(error)
driver.close()
