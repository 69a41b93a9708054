"""A throw-away authority and a certificate of it for the loopback names."""
import os
import subprocess

# Strict verification wants these extensions spelled out.
CONFIGURATION = """\
[req]
distinguished_name = name
prompt = no
[name]
CN = %(name)s
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[end]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth, clientAuth
subjectAltName = DNS:localhost, IP:127.0.0.1, IP:::1
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""
NEW_KEY = ["-newkey", "rsa:2048", "-nodes", "-sha256"]


def make(folder):
    """Writes them; returns the environment variables that name the files."""
    _openssl(folder, "the authority of a test", "req", "-x509", *NEW_KEY, "-days", "2",
             "-extensions", "authority", "-keyout", "ca.key", "-out", "ca.pem")
    _openssl(folder, "localhost", "req", "-new", *NEW_KEY, "-keyout", "key.pem",
             "-out", "request.pem")
    _openssl(folder, "localhost", "x509", "-req", "-in", "request.pem", "-sha256",
             "-days", "2", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
             "-extfile", "openssl.cnf", "-extensions", "end", "-out", "cert.pem")
    return {name: os.path.join(folder, file) for name, file in (
        ("TLS_CERT", "cert.pem"), ("TLS_KEY", "key.pem"), ("TLS_CA", "ca.pem"))}


def _openssl(folder, name, *arguments):
    path = os.path.join(folder, "openssl.cnf")
    with open(path, "w", encoding="ascii") as file:
        file.write(CONFIGURATION % {"name": name})
    subprocess.run(["openssl"] + list(arguments), cwd=folder, check=True,
                   env=dict(os.environ, OPENSSL_CONF=path),
                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
