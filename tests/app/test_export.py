#!/usr/bin/python3
# test_export.py: the metrics as those read them who collect: HTTP, promtool and Prometheus itself.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: the program plimsoll, the dashboard for Grafana."""

import contextlib
import http.client
import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position
from stage import REFRESH, TOKEN, Stage  # pylint: disable=wrong-import-position

PROGRAM, DASHBOARD = sys.argv[1:3]
OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"
PLAIN = "text/plain; version=0.0.4; charset=utf-8"
# As Prometheus 2.42 sends it.
ACCEPT = ("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
          "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1")
SECRETS = [token[13:] for token in (TOKEN, REFRESH)]
PATIENCE_SECONDS = 60


def wait_until(get, what):
    """Waits for something that is true, and gives it."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            value = get()
            if value:
                return value
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come")


@contextlib.contextmanager
def listening(here, address="127.0.0.1:0"):
    """The command while it listens; where."""
    process = here.start("export", "openmetrics", "--listen", address)
    try:
        said = process.stderr.readline()
        found = re.search(r"at (http://\S+)/metrics\.$", said)
        assert found, said
        yield found[1]
    finally:
        process.terminate()
        rest = process.communicate(timeout=PATIENCE_SECONDS)[1]
    assert process.returncode == 0, (process.returncode, rest)


def ask(root, path="/metrics", method="GET", **headers):
    """(status, headers, text)."""
    connection = http.client.HTTPConnection(root.removeprefix("http://"), timeout=30)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.headers, text


def value_of(text, name, **labels):
    """The value of the one sample that has these labels."""
    found = []
    for line in text.splitlines():
        match = re.match(rf"{name}(?:{{(.*)}})? (\S+)$", line)
        if match and all(f'{key}="{value}"' in match[1] for key, value in labels.items()):
            found.append(float(match[2]))
    assert len(found) == 1, (name, labels, found)
    return found[0]


def check_numbers():
    """who asks gets the numbers, in the form that it asks for, and no secret"""
    with Stage(PROGRAM) as here, listening(here) as root:
        wait_until(lambda: "plimsoll_used_ratio" in ask(root)[2], "the numbers")
        for accept, kind in ((ACCEPT, OPENMETRICS), ("*/*", PLAIN)):
            status, headers, text = ask(root, Accept=accept)
            assert (status, headers["Content-Type"]) == (200, kind), headers
            assert text.endswith("# EOF\n") == (kind == OPENMETRICS), text
            assert value_of(text, "plimsoll_used_ratio", limit="session") == 0.61
            assert value_of(text, "plimsoll_condition", condition="fresh") == 1
            assert not any(secret in text for secret in SECRETS)


def check_pages():
    """there is an index, nothing beside it, and nothing but GET and HEAD"""
    with Stage(PROGRAM) as here, listening(here) as root:
        status, headers, text = ask(root, "/")
        assert status == 200 and headers["Content-Type"].startswith("text/html"), headers
        assert 'href="/metrics"' in text, text
        for path in ("/metrics/", "/metrics/x", "/favicon.ico", "//", "/%2e%2e/etc/passwd"):
            assert ask(root, path)[0] == 404, path
        status, headers, text = ask(root, method="HEAD")
        assert status == 200 and text == "" and int(headers["Content-Length"]) > 100, headers
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert ask(root, method=method)[0] == 405, method


def check_names():
    """a page in a browser cannot read the numbers through a name of its own"""
    with Stage(PROGRAM) as here, listening(here) as root:
        port = root.rpartition(":")[2]
        for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", "LOCALHOST"):
            assert ask(root, Host=host)[0] == 200, host
        for host in ("example.org", f"127.0.0.1.example.org:{port}", "localhost.example.org", "",
                     "192.0.2.1", "127.0.0.1@example.org"):
            assert ask(root, Host=host)[0] == 403, host


def check_occupied():
    """an address that cannot be had is a failure that says why"""
    with Stage(PROGRAM) as here, socket.create_server(("127.0.0.1", 0)) as other:
        done = here.run("export", "openmetrics", "-l", str(other.getsockname()[1]))
        assert done.returncode == 74 and "in use" in done.stderr, done


def check_endless():
    """a header without an end is cut off"""
    with Stage(PROGRAM) as here, listening(here) as root:
        host, port = root.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=30) as rude:
            rude.sendall(b"GET /metrics HTTP/1.1\r\n")
            try:
                for _ in range(4000):
                    rude.sendall(b"X: " + b"x" * 8000 + b"\r\n")
            except ConnectionError:
                pass
            else:
                raise AssertionError("32 MB of header were taken")
        assert ask(root)[0] == 200


def check_crowd():
    """of a crowd that only holds on, the latest are turned away, and nobody after it is gone"""
    with Stage(PROGRAM) as here, listening(here) as root:
        host, port = root.removeprefix("http://").split(":")
        with contextlib.ExitStack() as crowd:
            many = [crowd.enter_context(socket.create_connection((host, int(port)), timeout=30))
                    for _ in range(40)]
            for late in many[32:]:
                try:
                    assert late.recv(1) == b""
                except ConnectionError:
                    pass
            many[0].setblocking(False)
            try:
                assert many[0].recv(1) != b"", "the first was turned away as well"
            except BlockingIOError:
                pass
        assert wait_until(lambda: ask_or_none(root), "room for one more")[0] == 200


def ask_or_none(root):
    """An answer, or nothing while the door is shut."""
    try:
        return ask(root)
    except (http.client.HTTPException, OSError):
        return None


def check_promtool():
    """promtool has nothing to say against the text"""
    with Stage(PROGRAM) as here:
        for extra in ({}, {"PLIMSOLL_DEMO": "1"}):
            text = here.run("export", "openmetrics", **extra).stdout
            done = subprocess.run(["promtool", "check", "metrics"], input=text, text=True,
                                  capture_output=True, check=False)
            assert done.returncode == 0 and not done.stdout + done.stderr, done


def check_file():
    """a file is for whoever collects it, and holds what standard output would"""
    with Stage(PROGRAM) as here:
        path = here.root / "plimsoll.prom"
        printed = here.run("export", "openmetrics").stdout
        done = here.run("export", "openmetrics", "--output", str(path))
        assert done.returncode == 0 and done.stdout == done.stderr == "", done
        assert path.stat().st_mode & 0o7777 == 0o644
        assert path.read_text(encoding="utf-8") == printed
        assert [entry.name for entry in here.root.glob("plimsoll.prom*")] == [path.name]


def expressions(node):
    """Every query of the dashboard."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("expr", "query") and isinstance(value, str):
                yield value
            yield from expressions(value)
    elif isinstance(node, list):
        for value in node:
            yield from expressions(value)


def check_dashboard():
    """the dashboard asks for nothing that is not exported, and for all that has a number"""
    dashboard = json.loads(pathlib.Path(DASHBOARD).read_bytes())
    with Stage(PROGRAM) as here:
        text = here.run("export", "openmetrics", PLIMSOLL_DEMO="1").stdout
    exported = set(re.findall(r"^(plimsoll_\w+)", text, flags=re.MULTILINE))
    queries = "\n".join(expressions(dashboard))
    asked = set(re.findall(r"\bplimsoll_\w+", queries))
    assert asked and asked <= exported, asked - exported
    assert exported - asked == {"plimsoll_build_info", "plimsoll_spend_enabled"}, exported - asked
    labels = set(re.findall(r"{{(\w+)}}", json.dumps(dashboard)))
    assert labels and all(f'{label}="' in text for label in labels), labels
    ids = [panel["id"] for panel in dashboard["panels"]]
    assert len(set(ids)) == len(ids)


def query(port, expression):
    """What Prometheus answers: a list of (labels, value)."""
    url = f"http://127.0.0.1:{port}/api/v1/query?" + urllib.parse.urlencode({"query": expression})
    with urllib.request.urlopen(url, timeout=30) as answer:
        results = json.load(answer)["data"]["result"]
    return [(result["metric"], float(result["value"][1])) for result in results]


def free_port():
    """One that nobody has at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


@contextlib.contextmanager
def prometheus(root):
    """A real one that collects from there; its port."""
    port = free_port()
    target = root.removeprefix("http://")
    with tempfile.TemporaryDirectory(prefix="plimsoll-prometheus-") as name:
        config = pathlib.Path(name) / "prometheus.yml"
        config.write_text("scrape_configs:\n- job_name: plimsoll\n  scrape_interval: 1s\n"
                          f"  static_configs:\n  - targets: ['{target}']\n", encoding="utf-8")
        with open(pathlib.Path(name) / "log", "wb") as log:
            process = subprocess.Popen(  # pylint: disable=consider-using-with
                ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={name}/data",
                 f"--web.listen-address=127.0.0.1:{port}"], stdout=log, stderr=log)
            try:
                yield port
            finally:
                process.terminate()
                process.wait(PATIENCE_SECONDS)


def check_prometheus():
    """Prometheus collects it, and answers every query of the dashboard"""
    with Stage(PROGRAM) as here:
        here.environment["PLIMSOLL_DEMO"] = "1"
        with listening(here) as root, prometheus(root) as port:
            wait_until(lambda: query(port, "plimsoll_used_ratio"), "the first numbers")
            assert query(port, "up")[0][1] == 1
            shown = json.loads(here.run("show", "--json").stdout)["accounts"][0]["limits"]
            collected = {labels["limit"]: value
                         for labels, value in query(port, "plimsoll_used_ratio")}
            assert set(collected) == {limit["id"] for limit in shown}, collected
            for limit in shown:
                assert abs(collected[limit["id"]] * 100 - limit["used_percent"]) < 1, collected
            dashboard = json.loads(pathlib.Path(DASHBOARD).read_bytes())
            for panel in dashboard["panels"]:
                for target in panel["targets"]:
                    expression = target["expr"].replace("$account", ".*")
                    assert query(port, expression), expression


def main():
    """Prints TAP."""
    checks = (check_numbers, check_pages, check_names, check_occupied, check_endless,
              check_crowd,
              check_promtool, check_file, check_dashboard, check_prometheus)
    return tap.run([(check.__doc__, tap.held(check)) for check in checks])


if __name__ == "__main__":
    sys.exit(main())
