"""Records what curl asks and prints for each of cases.py, against a server that answers what the case says.

Run it where port 8000 of 127.0.0.1 is free, and no name but localhost resolves:

    unshare -n sh -c 'ip link set lo up; python3 record.py > cases.json'
"""

import json
import os
import pathlib
import shlex
import socket
import subprocess
import sys
import tempfile
import threading
import tty

from cases import CASES


def text(data):
    return data.decode("latin-1")


def read_request(connection, held):
    """One request off a connection, and what follows it; nothing at the connection's end."""
    data = held
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return data, b""
        data += more
    head, body = data.split(b"\r\n\r\n", 1)
    fields = head.lower().split(b"\r\n")[1:]
    length = sum(int(field.split(b":")[1]) for field in fields if field.startswith(b"content-length:"))
    chunked = b"transfer-encoding: chunked" in fields
    while len(body) < length or chunked and not body.endswith(b"0\r\n\r\n"):
        more = connection.recv(65536)
        if not more:
            break
        body += more
    end = len(body) if chunked else length
    return head + b"\r\n\r\n" + body[:end], body[end:]


def answer(connection, exchanges, requests):
    held = b""
    with connection:
        for exchange in exchanges:
            request, held = read_request(connection, held)
            if not request:
                break
            requests.append(text(request))
            connection.sendall(exchange["reply"].encode("latin-1"))
            if exchange.get("close"):
                connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass


def serve(listener, connections, asked):
    for exchanges in connections:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        asked.append([])
        threading.Thread(target=answer, args=(connection, exchanges, asked[-1]), daemon=True).start()


def run_at_terminal(command, folder):
    """What is written to a terminal, with no meter; to its error stream; and the exit code."""
    above, below = os.openpty()
    tty.setraw(below)
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=below, stderr=subprocess.PIPE)
    os.close(below)
    shown = []

    def read():
        try:
            while data := os.read(above, 65536):
                shown.append(data)
        except OSError:
            pass

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        _, stderr = process.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise
    finally:
        reader.join(1)
        os.close(above)
    return b"".join(shown), stderr, process.returncode


def record(case):
    asked, thread, listener = [], None, None
    if case["connections"]:
        listener = socket.create_server(("127.0.0.1", 8000))
        thread = threading.Thread(target=serve, args=(listener, case["connections"], asked), daemon=True)
        thread.start()
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        for name, content in case.get("files", {}).items():
            (place / name).write_bytes(content.encode("latin-1"))
        stdout, stderr, code = run_at_terminal(shlex.split(case["command"]), folder)
        files = {path.name: text(path.read_bytes()) for path in place.iterdir() if path.name not in case.get("files", {})}
    if thread:
        # Where a connection is expected that nobody makes, waiting for it ends.
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(1)
        listener.close()
        # What a connection that nobody made would have answered is not part of the case.
        case["connections"] = case["connections"][: len(asked)]
    return {
        **case,
        "asked": asked,
        "stdout": text(stdout),
        "stderr": text(stderr),
        "exit": code,
        "written": files,
    }


def all_cases():
    for case in CASES:
        try:
            yield record(case)
        except subprocess.TimeoutExpired:
            print("waits for ever:", case["command"], file=sys.stderr)


json.dump(list(all_cases()), sys.stdout, indent=1, sort_keys=True)
print()
