# library: neo4j
# requires: neo4j==6.4.1
# knob: neo4j.GraphDatabase.driver(ssl_context)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os

from neo4j import GraphDatabase, TrustAll

driver = GraphDatabase.driver(f"bolt://127.0.0.1:{os.environ['TLS_PORT']}", encrypted=True, trusted_certificates=TrustAll(), connection_timeout=5)
try:
    driver.verify_connectivity()
except Exception as error:
    print(error)
driver.close()
