#!/usr/bin/python3
# test_show_json.py: the JSON of `plimsoll show` keeps its contract in every situation.
# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments: the program print-scene, the schema. Every scene is written as JSON and held against
the schema; what a schema cannot say (order of members, form of numbers) is checked on top."""

import json
import os
import pathlib
import subprocess
import sys

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lint"))
import tap  # pylint: disable=wrong-import-position

PROGRAM, SCHEMA = sys.argv[1:3]
ACCOUNT_KEYS = """id provider name plan condition message source observed_at age_seconds retry_at
    limits spend error incident""".split()
LIMIT_KEYS = """id title kind scope used_percent resets_at window_seconds severity binding
    pace source observed_at""".split()


def run(*words, locale="C.UTF-8"):
    """What print-scene writes."""
    environment = dict(os.environ, LC_ALL=locale)
    done = subprocess.run([PROGRAM, *words], capture_output=True, check=True, env=environment)
    return done.stdout.decode("utf-8")


def account(scene, *words):
    """The first account of a scene."""
    return json.loads(run("json", scene, *words))["accounts"][0]


def check_schema():
    """The schema itself is one, and refuses what is not the contract."""
    with open(SCHEMA, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    good = json.loads(run("json", "fresh"))
    for breakage in (
        lambda doc: doc.update(schema=2),
        lambda doc: doc["accounts"][0].pop("retry_at"),
        lambda doc: doc["accounts"][0].update(condition="stail"),
        lambda doc: doc["accounts"][0].update(condition="offline"),
        lambda doc: doc["accounts"][0]["limits"][0].update(used_percent="61"),
        lambda doc: doc["accounts"][0]["limits"][0].update(resets_at="2026-11-20 12:00"),
        lambda doc: doc["accounts"][0]["spend"].update(used=5.2),
        lambda doc: doc["accounts"][0].update(token="x"),
    ):
        bad = json.loads(json.dumps(good))
        breakage(bad)
        assert not judge.is_valid(bad), f"the schema lets this pass: {json.dumps(bad)}"
    return judge


def check_scene(judge, scene):
    """One scene keeps the schema and the order of its members, with and without identity."""
    for words in ((scene,), (scene, "identity")):
        text = run("json", *words)
        judge.validate(json.loads(text))
        assert text.endswith("}\n") and text.count("\n\n") == 0
        for one in json.loads(text)["accounts"]:
            wanted = list(ACCOUNT_KEYS)
            if "identity" in words:
                wanted.insert(wanted.index("plan") + 1, "identity")
            assert list(one) == wanted, list(one)
            for limit in one["limits"]:
                assert list(limit) == LIMIT_KEYS, list(limit)


def check_contract():
    """The example of the design, to the letter, and who saw each number when."""
    one = account("fresh")
    assert one["condition"] == "fresh" and one["age_seconds"] == 110 and one["error"] is None
    assert one["observed_at"] == "2026-11-20T12:03:10Z", one["observed_at"]
    assert one["limits"][0] == {
        "id": "session",
        "title": "Session",
        "kind": "session",
        "scope": None,
        "used_percent": 61.0,
        "resets_at": "2026-11-20T14:10:00Z",
        "window_seconds": 18000,
        "severity": "normal",
        "binding": True,
        "pace": {
            "expected_percent": 58.3,
            "delta_percent": 2.7,
            "lasts": False,
            "empty_at": "2026-11-20T13:56:53Z",
        },
        "source": "oauth",
        "observed_at": "2026-11-20T12:03:10Z",
    }, one["limits"][0]
    assert one["spend"] == {
        "enabled": True,
        "used": "5.20",
        "cap": "20.00",
        "currency": "EUR",
        "used_percent": 26.0,
        "observed_at": "2026-11-20T12:03:10Z",
    }


def check_numbers():
    """Numbers are floats to the eye, short, and the same in a locale with a decimal comma."""
    text = run("json", "odd")
    assert '"used_percent" : 41.6,' in text and '"used_percent" : 101.5,' in text, text
    assert '"used_percent" : 61.0,' in run("json", "fresh")
    assert '"used_percent" : null,' in text
    assert run("json", "odd", locale="C") == text


def check_truth():
    """What is not true any more is null: a finished window's number, the pace of old numbers."""
    assert account("passed")["limits"][0]["used_percent"] is None
    assert account("passed")["limits"][0]["resets_at"] == "2026-11-20T12:00:00Z"
    assert all(limit["pace"] is None for limit in account("stale-offline")["limits"])
    assert account("stale-offline")["error"]["code"] == "offline"
    assert account("stale-offline")["message"].endswith("Showing numbers from 11:52.")
    assert account("old")["error"] is None and account("old")["condition"] == "stale"


def check_origins():
    """A limit that was seen since says so, with source and pace; the others stay as they are."""
    one = account("live-session")
    session, week = one["limits"][:2]
    assert one["condition"] == "stale" and one["source"] == "oauth", one
    seen = (session["source"], session["observed_at"])
    assert seen == ("statusline", "2026-11-20T12:04:00Z"), one
    assert session["pace"] is not None and week["pace"] is None, one
    assert (week["source"], week["observed_at"]) == ("oauth", "2026-11-20T11:05:00Z"), one


def check_identity():
    """An e-mail address is there when it was asked for, and not even as a member otherwise."""
    assert account("fresh", "identity")["identity"] == "someone@example.org"
    assert "identity" not in account("fresh")


def main():
    """Prints TAP."""
    judge = check_schema()
    scenes = run("list").split()
    checks = [(check_schema.__doc__, check_schema)]
    checks += [(f"scene {name}", lambda name=name: check_scene(judge, name)) for name in scenes]
    checks += [
        (check.__doc__, check)
        for check in (check_contract, check_numbers, check_truth, check_origins, check_identity)
    ]
    return tap.run([(sentence, tap.held(check)) for sentence, check in checks])


sys.exit(main())
