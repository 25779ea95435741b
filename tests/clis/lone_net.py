# lone_net.py: a network of one machine, in which the vendors' host names are this machine.
# SPDX-License-Identifier: GPL-3.0-or-later
"""A program in it talks to the true host names over TLS and reaches nobody but a server of ours,
whatever it tries. Needs Linux namespaces: as root, or where users may make their own."""

import fcntl
import http.server
import json
import os
import pathlib
import socket
import ssl
import struct
import subprocess
import sys
import threading

BUNDLES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")
SIOCSIFFLAGS, SIOCSIFADDR, IFF_UP, IFF_RUNNING = 0x8914, 0x8916, 0x1, 0x40
# For documentation; nobody has it.
ALIAS = "192.0.2.10"


def enter():
    """Starts this very script again inside a network of its own, unless it is there already."""
    if os.environ.get("PLIMSOLL_LONE_NET") == str(os.getppid()):
        return
    unshare = ["unshare", "--net", "--mount", "--fork"]
    if os.geteuid() != 0:
        unshare.append("--map-root-user")
    # The marker is the parent's id, which is that of unshare: it cannot be left over.
    script = 'PLIMSOLL_LONE_NET=$PPID exec "$@"'
    words = [*unshare, "sh", "-c", script, "sh", sys.executable, *sys.argv]
    os.execvp(words[0], words)


def raise_loopback():
    """Only this machine can be reached."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        request = struct.pack("16sh14x", b"lo", IFF_UP | IFF_RUNNING)
        fcntl.ioctl(sock, SIOCSIFFLAGS, request)
        # Where there is no address but 127.0.0.1 the C library finds none for any name.
        address = struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton(ALIAS))
        fcntl.ioctl(sock, SIOCSIFADDR, struct.pack("16s16s", b"lo:1", address))


def bind(source, target):
    """Shows one file in the place of another, to us and our children alone."""
    subprocess.run(["mount", "--bind", str(source), str(target)], check=True)


def openssl(*words):
    """Runs it and keeps it quiet."""
    subprocess.run(["openssl", *words], check=True, stderr=subprocess.DEVNULL)


class LoneNet:
    """Host names, certificates, and an HTTPS server that answers by path and remembers."""

    def __init__(self, folder, names):
        self.folder = pathlib.Path(folder)
        self.names = names
        self.requests = []
        self.answers = {}
        raise_loopback()
        self.make_certificates()
        hosts = self.folder / "hosts"
        hosts.write_text("".join(f"127.0.0.1 {name}\n" for name in ("localhost", *names)))
        bind(hosts, "/etc/hosts")
        for bundle in BUNDLES:
            if os.path.exists(bundle):
                bind(self.authority, bundle)
        self.serve()

    @property
    def authority(self):
        """The certificate that everybody in here trusts."""
        return self.folder / "authority.pem"

    def make_certificates(self):
        """An authority of our own and what it says of the names."""
        key, leaf_key = self.folder / "authority.key", self.folder / "leaf.key"
        request, names = self.folder / "leaf.csr", self.folder / "names"
        for path in (key, leaf_key):
            openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", path)
        openssl(
            *("req", "-new", "-x509", "-days", "30", "-key", key, "-out", self.authority),
            *("-subj", "/CN=Plimsoll test authority"),
            *("-addext", "basicConstraints=critical,CA:TRUE"),
            *("-addext", "keyUsage=critical,keyCertSign"),
        )
        names.write_text("subjectAltName=" + ",".join(f"DNS:{name}" for name in self.names))
        openssl("req", "-new", "-key", leaf_key, "-subj", "/CN=Plimsoll test", "-out", request)
        openssl(
            *("x509", "-req", "-days", "30", "-in", request, "-CA", self.authority),
            *("-CAkey", key, "-CAcreateserial", "-extfile", names),
            *("-out", self.folder / "leaf.pem"),
        )

    def serve(self):
        """Answers on the port of HTTPS."""
        net = self

        class Handler(http.server.BaseHTTPRequestHandler):
            """One connection."""

            protocol_version = "HTTP/1.1"

            def answer(self):
                """By host and path; what nobody thought of is not found."""
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length).decode("utf-8", "replace")
                name = self.headers.get("Host", "") + self.path.split("?")[0]
                net.requests.append((name, dict(self.headers), body))
                status, answer = net.answers.get(name, (404, {"detail": "Not Found"}))
                data = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

            def log_message(self, *_):  # pylint: disable=arguments-differ
                """Standard error is the test's own."""

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 443), Handler)
        server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "leaf.pem", self.folder / "leaf.key")
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

    def forget(self):
        """Begins a new story."""
        self.requests.clear()
        self.answers.clear()
