"""Runs one case beside its peers, and prints what happened.

A process of its own, where possible in a network that has nothing but the
loopback. Reads from stdin a JSON object with ``python``, ``folder`` (where the
case's files are), ``entry``, ``role``, ``peer``, ``handshake`` (one run for each
version?), ``files`` (certificates), ``inside`` (a folder for PYTHONPATH),
``environment``, ``seconds`` and ``bytes``; prints a JSON object ``{"runs": […]}``
with the peer's ``versions``, those ``completed``, ``hellos``, ``status`` (None if
the case had to be stopped), ``stopped`` (by whom: the time or us), ``printed``
and ``record``, for each run.
"""
import fcntl
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile

from verifier import peers

SIOCSIFFLAGS, IFF_UP, IFF_RUNNING = 0x8914, 0x1, 0x40

# Seconds for a server to take notice of its client before it is stopped.
GRACE = 1

# How much of what a case prints is kept.
MAX_PRINTED = 4000


def main():
    """The command; ``--alone`` when the network is its own."""
    if "--alone" in sys.argv[1:]:
        raise_loopback()
    job = json.load(sys.stdin)
    if job["handshake"]:
        peers.check(job["files"])
    runs = [run(job, versions) for versions in peers.ranges(job["handshake"])]
    print(json.dumps({"runs": runs}))


def raise_loopback():
    """A new network has its loopback down."""
    with socket.socket() as sock:
        fcntl.ioctl(sock, SIOCSIFFLAGS,
                    struct.pack("16sh14x", b"lo", IFF_UP | IFF_RUNNING))


def run(job, versions):
    """One run of the case, with peers that speak these versions."""
    server = None
    if job["role"] == "client":
        server = peers.Server(job["peer"], versions, job["files"])
    port = server.port if server else peers.free_port()
    with tempfile.TemporaryDirectory(prefix="case-") as home:
        record = os.path.join(home, "record")
        child = _start(job, home, port, record)
        stopped, completed = True, []
        try:
            if server:
                stopped = _outlasts(child, job["seconds"])
            else:
                seen = peers.visit(port, versions, job["files"],
                                   lambda: child.poll() is None)
                completed = [seen] if seen else []
                stopped = _outlasts(child, GRACE)
        finally:
            _end(child)
        if server:
            server.close()
            completed = server.completed
        return {
            "versions": versions,
            "completed": sorted(set(completed)),
            "hellos": server.n_hellos if server else len(completed),
            "status": None if stopped else child.returncode,
            "stopped": stopped and ("time" if server else "us"),
            "printed": _tail(os.path.join(home, "printed")),
            "record": _lines(record),
        }


def _start(job, home, port, record):
    environment = dict(job["environment"], TLS_PORT=str(port), HOME=home, TMPDIR=home,
                       PYTHONPATH=job["inside"], VERIFIER_RECORD=record,
                       VERIFIER_CASE=job["folder"], **job["files"])

    def limit():
        # What is written to, that is; some reserve much more than they use.
        resource.setrlimit(resource.RLIMIT_DATA, (job["bytes"], job["bytes"]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    with open(os.path.join(home, "printed"), "wb") as printed:
        return subprocess.Popen(
            [job["python"], "-W", "ignore", os.path.join(job["folder"], job["entry"])],
            cwd=job["folder"], env=environment, stdin=subprocess.DEVNULL,
            stdout=printed, stderr=subprocess.STDOUT, start_new_session=True,
            preexec_fn=limit)


def _outlasts(child, seconds):
    """Does the case still run after this time?"""
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return True
    return False


def _end(child):
    """Ends what is left of the case: children that outlive it are in its group."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, number)
        except ProcessLookupError:
            break
        _outlasts(child, 2)
    child.wait()


def _tail(path):
    with open(path, "rb") as file:
        return file.read()[-MAX_PRINTED:].decode(errors="replace")


def _lines(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="ascii") as file:
        return [json.loads(line) for line in file]


if __name__ == "__main__":
    main()
