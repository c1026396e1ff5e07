#!/usr/bin/env python3
"""Adds up raw JSON by itself and compares with what the program made of it; then leaves one amount out and expects to be told.

usage: compare.py recordings|demo|openma LEDGER_SUMS FIXTURES
"""
import copy
import datetime
import decimal
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

KINDS = ("input", "output", "cache_read", "cache_write")


def tokens_of(usage):
    writes = usage.get("cache_creation_input_tokens")
    if writes is None:
        writes = sum((usage.get("cache_creation") or {}).values())
    return {"input": usage.get("input_tokens", 0), "output": usage.get("output_tokens", 0),
            "cache_read": usage.get("cache_read_input_tokens", 0), "cache_write": writes}


def day_of(event):
    if event.get("processed_at"):
        return event["processed_at"][:10]
    ms = event.get("processed_at_ms") or event["ts"]
    return datetime.datetime.fromtimestamp(ms / 1000, datetime.timezone.utc).strftime("%Y-%m-%d")


def moment_of(event):
    return event.get("processed_at") or event.get("processed_at_ms") or event["ts"]


class Sums:
    """Groups of token sums and of money, all in whole numbers."""

    def __init__(self):
        self.groups = {}

    def add(self, group, kind, value):
        if value:
            line = self.groups.setdefault(group, {})
            line[kind] = line.get(kind, 0) + value

    def dump(self):
        return {group: {kind: value for kind, value in sorted(line.items()) if value} for group, line in sorted(self.groups.items())}


class Session:
    def __init__(self, record, events, openma):
        self.id = record["id"]
        self.events = events
        self.record = record
        self.openma = openma
        agent = record.get("agent") or {}
        self.agent = agent.get("id") or record.get("agent_id") or ""
        model = agent.get("model")
        self.model = model.get("id") if isinstance(model, dict) else (model or "")
        self.is_many = bool(agent.get("multiagent"))
        self.environment = record.get("environment_id") or ""
        self.tags = [f"{key}: {value}" for key, value in (record.get("metadata") or {}).items()]

    def amounts(self):
        """(day, model or None for money, kind, value); every event once."""
        seen = set()
        told = dict.fromkeys(KINDS, 0)
        totals = []
        for event in self.events:
            name = f"seq:{event['seq']}" if self.openma and "seq" in event else event.get("id") or json.dumps(event)
            if name in seen:
                continue
            seen.add(name)
            kind = event["type"]
            usage = {"span.model_request_end": event.get("model_usage"), "span.outcome_evaluation_end": event.get("usage")}.get(kind)
            if usage:
                for what, value in tokens_of(usage).items():
                    told[what] += value
                    yield day_of(event), event.get("model") or self.model, what, value
                yield day_of(event), event.get("model") or self.model, "requests", 1
            if kind == "session.usage":
                totals.append((moment_of(event), day_of(event), event["usage"]))
            if self.openma and kind == "user.message":
                yield day_of(event), self.model, "turns", 1
            if not self.openma and kind == "session.status_idle" and (event.get("stop_reason") or {}).get("type") != "requires_action":
                yield day_of(event), self.model, "turns", 1
        if self.openma:
            return
        if self.record.get("usage"):
            totals.append((self.record["updated_at"], self.record["updated_at"][:10], self.record["usage"]))
        yield from self.from_totals(sorted(totals, key=lambda one: one[0]), told)

    def from_totals(self, totals, told):
        cents = 0
        for _, day, usage in totals:
            cost = (usage.get("list_cost") or {}).get("amount")
            if cost is not None and int(cost) > cents:
                yield day, None, "cents", int(cost) - cents
                cents = int(cost)
        if not totals:
            return
        greatest = dict.fromkeys(KINDS, 0)
        newest = ""
        for _, day, usage in totals:
            for what, value in tokens_of(usage).items():
                greatest[what] = max(greatest[what], value)
            newest = day
        for what in KINDS:
            model = "" if self.is_many or not self.record.get("usage") else self.model
            yield newest, model, what, max(0, greatest[what] - told[what])


def sums_of(sessions):
    by = {name: Sums() for name in ("total", "day", "week", "month", "model", "agent", "environment", "session", "tag")}
    for session in sessions:
        for day, model, kind, value in session.amounts():
            date = datetime.date.fromisoformat(day)
            by["total"].add("", kind, value)
            by["day"].add(day, kind, value)
            by["week"].add((date - datetime.timedelta(days=date.weekday())).isoformat(), kind, value)
            by["month"].add(day[:7], kind, value)
            by["model"].add(model or "", kind, value)
            by["agent"].add(session.agent, kind, value)
            by["environment"].add(session.environment, kind, value)
            by["session"].add(session.id, kind, value)
            for tag in session.tags or [""]:
                by["tag"].add(tag, kind, value)
    return {name: sums.dump() for name, sums in by.items()}


def programs(answer):
    """The program's answer in the form of sums_of()."""
    out = {}
    for name, groups in answer.items():
        if name == "flagged":
            continue
        sums = Sums()
        for group, line in ({"": groups} if name == "total" else groups).items():
            for kind in KINDS + ("requests", "turns"):
                sums.add(group, kind, line[kind])
            for unit, amount in line["reported"].items():
                cents = decimal.Decimal(amount) * 100
                assert unit == "USD" and cents == int(cents), (unit, amount)
                sums.add(group, "cents", int(cents))
        out[name] = sums.dump()
    return out


def differences(expected, actual, limit=12):
    lines = []
    for name in expected:
        for group in sorted(set(expected[name]) | set(actual.get(name, {}))):
            mine, theirs = expected[name].get(group), actual.get(name, {}).get(group)
            if mine != theirs:
                lines.append(f"{name} {group!r}: raw JSON {mine}, program {theirs}")
    return lines[:limit]


def without_one(session):
    """The session without the last event that tells of tokens."""
    out = copy.copy(session)
    places = [i for i, event in enumerate(session.events) if event["type"] == "span.model_request_end" and event.get("model_usage")]
    if not places:
        return None
    out.events = session.events[:places[-1]] + session.events[places[-1] + 1:]
    return out


def check(sessions, actual, what):
    expected = sums_of(sessions)
    lines = differences(expected, actual)
    if lines:
        sys.exit(what + ": the sums differ\n  " + "\n  ".join(lines))
    for i, session in enumerate(sessions):
        fewer = without_one(session)
        if fewer and not differences(sums_of(sessions[:i] + [fewer] + sessions[i + 1:]), actual):
            sys.exit(f"{what}: one request of {session.id} makes no difference")
    tokens = sum(expected["total"][""].get(kind, 0) for kind in KINDS)
    print(f"{what}: {len(sessions)} sessions, {len(expected['day'])} days, {len(expected['model'])} models, {tokens:,} tokens, "
          f"{expected['total'][''].get('cents', 0) / 100:,.2f} dollars: equal; one request less is noticed in each")


def lines_of(path):
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text().splitlines() if line.startswith("{")]
    datas = [line[5:] for line in path.read_text().splitlines() if line.startswith("data:")]
    return [event for event in map(json.loads, datas) if "type" in event]


def run_files(program, platform, files):
    """`files`: name -> (record or None, events)."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, (record, events) in files.items():
            path = pathlib.Path(folder, name + ".jsonl")
            path.write_text("".join(json.dumps(event) + "\n" for event in events))
            if record:
                pathlib.Path(folder, name + ".record.json").write_text(json.dumps(record))
            paths.append(str(path))
        return json.loads(subprocess.run([program, "events", platform, *paths], check=True, capture_output=True, text=True).stdout)


def recordings(program, fixtures):
    record = json.loads((fixtures / "anthropic/session.json").read_text())
    events = lines_of(fixtures / "anthropic/events.jsonl")
    files = {"recorded": (record, events)}
    check([Session(dict(record, id="recorded"), events, False)], programs(run_files(program, "anthropic", files)), "Anthropic, as documented")
    # And without a request in what the program is given: the raw JSON has one more.
    fewer = {"recorded": (None, [event for event in events if event["type"] != "span.model_request_end"])}
    if not differences(sums_of([Session(dict(record, id="recorded"), events, False)]), programs(run_files(program, "anthropic", fewer))):
        sys.exit("an amount that the program never saw makes no difference")
    files = {}
    for path in sorted((fixtures / "openma/sse").glob("*.txt")):
        told = [event for event in lines_of(path) if "seq" in event]
        if any(event["type"] == "span.model_request_end" for event in told):
            files[path.stem] = (None, told)
    if len(files) < 8:
        sys.exit("there are too few recordings of openma")
    sessions = [Session({"id": name}, told, True) for name, (_, told) in files.items()]
    check(sessions, programs(run_files(program, "openma", files)), "openma, recorded")


def get(url, key, path):
    request = urllib.request.Request(url + path, headers={"x-api-key": key, "anthropic-version": "2026-10-21",
                                                          "anthropic-beta": "managed-agents-2026-04-01"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
        return json.load(answer)


def all_pages(url, key, path, openma):
    page, more = "", ""
    rows = []
    while True:
        page = get(url, key, path + more)
        rows += page["data"]
        if openma and path.count("/events"):
            if not page.get("has_more"):
                return rows
            more = f"&after_seq={rows[-1]['seq']}"
        else:
            following = page.get("next_page") or page.get("next_cursor")
            if not following:
                return rows
            more = f"&{'cursor' if openma else 'page'}={following}"


def demo(program, openma):
    running = subprocess.Popen([program, "demo", "openma" if openma else "managed"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    try:
        line = running.stdout.readline()
        if not line:
            sys.exit("the program ended: " + running.stderr.read())
        url, key = running.stderr.readline().split()
        sessions = []
        for record in all_pages(url, key, "/v1/sessions?include_archived=true&limit=100", openma):
            events = all_pages(url, key, f"/v1/sessions/{record['id']}/events?limit=500", openma)
            sessions.append(Session(record, events, openma))
        actual = programs(json.loads(line))
        check(sessions, actual, "the demo, openma" if openma else "the demo")
        if len(actual["agent"]) < 6 or len(actual["model"]) < 4 or len(actual["environment"]) < 3 or len(actual["day"]) < 50:
            sys.exit("the demo has too little to report")
    finally:
        running.stdin.close()
        running.wait()


def main():
    what, program, fixtures = sys.argv[1:]
    if what == "recordings":
        recordings(program, pathlib.Path(fixtures))
    else:
        demo(program, what == "openma")


if __name__ == "__main__":
    main()
