"""Asks the judged tool for its inventory of a folder."""
import json
import os
import shlex
import subprocess
from collections import namedtuple
from pathlib import Path

# What the tool says about one place. Lines and columns count from 1.
Endpoint = namedtuple(
    "Endpoint", "path line end_line end_column role protocols certainty")

# Seconds for one invocation, on any number of programs.
TIME_LIMIT = 600


class ToolFailed(Exception):
    """The tool gave no inventory."""


def default_command(root):
    """The project's own binary, built if need be."""
    build = ["cargo", "build", "--release", "--quiet", "-p", "tlsfloor"]
    if subprocess.run(build, cwd=str(root)).returncode != 0:
        raise ToolFailed("the project's binary does not build")
    target = Path(os.environ.get("CARGO_TARGET_DIR", "target"))
    return [str(Path(root) / target / "release" / "tlsfloor")]


def command_from(text):
    """``--tool`` as arguments; paths of files that exist are made absolute,
    because the tool is run in another folder."""
    return [os.path.abspath(word) if os.path.exists(word) else word
            for word in shlex.split(text)]


def connections(command, python, folder, options=()):
    """The connections of all programs in the folder, by path. ``options`` are
    further ones of ``inventory``."""
    # With the implicit ones: `ssl.wrap_socket(sock)` opens a connection, too.
    full = list(command) + ["inventory", "--output-format", "json", "--implicit",
                            "--no-ignore", "--target-python", python, *options, "."]
    try:
        done = subprocess.run(full, cwd=str(folder), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=TIME_LIMIT)
    except OSError as error:
        raise ToolFailed("%s: %s" % (command[0], error.strerror))
    except subprocess.TimeoutExpired:
        raise ToolFailed("no inventory after %d seconds" % TIME_LIMIT)
    if done.returncode != 0:
        raise ToolFailed("exit status %d: %s" % (
            done.returncode, done.stderr.decode(errors="replace").strip()))
    try:
        return _by_path(json.loads(done.stdout.decode()))
    except (ValueError, KeyError, TypeError) as error:
        raise ToolFailed("no inventory in JSON: %s: %s"
                         % (type(error).__name__, error))


def _by_path(inventory):
    found = {}
    for item in inventory["endpoints"]:
        if item["kind"] != "connection":
            continue
        start, end = item["range"]["start"], item["range"]["end"]
        path = os.path.normpath(item["path"])
        found.setdefault(path, []).append(Endpoint(
            path, start["line"], end["line"], end["column"], item["role"],
            frozenset(item["protocols"]), item["certainty"]))
    return found
