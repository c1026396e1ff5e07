#!/usr/bin/python3
"""access.py PROGRAM: what a screen reader gets of a transcript, read over the accessibility bus (run by access.sh).

Every message is an item with author, time, position and text; while a reply is written the reader hears events, not tokens.
"""
import os
import pathlib
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tour"))
from screen import Screen, children, text_of, wait_for_registry  # noqa: E402

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

NAME = "muster-access-probe"
failures = []


def check(true, what):
    print(("ok    " if true else "FAIL  ") + what, flush=True)
    if not true:
        failures.append(what)


def find(node, role, depth=0):
    if node.get_role_name() == role:
        return node
    for child in children(node) if depth < 8 else ():
        found = find(child, role, depth + 1)
        if found is not None:
            return found
    return None


def wait_for(what, seconds=15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = what()
        if value:
            return value
        time.sleep(0.1)
    return None


def items_are_whole(listing):
    check(listing.get_child_count() == 61, f"one item a message: {listing.get_child_count()}")
    for index, author, words in ((0, "You", "Question number 0"), (1, "Agent", "Answer number 1"), (59, "Agent", "Answer number 59")):
        item = listing.get_child_at_index(index)
        name = item.get_name()
        check(item.get_role_name() == "list item", f"item {index} is a list item")
        check(name.startswith(author + ", "), f"item {index} says who: {name[:60]}")
        check(":" in name.split(",")[1], f"item {index} says when: {name[:60]}")
        check(words in name, f"item {index} says what: {name[:60]}")
        check(item.get_description() == f"{index + 1} of 61", f"item {index} says where: {item.get_description()}")
        check(item.get_index_in_parent() == index, f"item {index} knows its place")
        text = item.get_text_iface()
        check(text is not None and words in Atspi.Text.get_text(text, 0, -1), f"item {index} has its text")
    call = listing.get_child_at_index(60)
    for part in ("Tool call", "bash", "Done", "make check", "all 12 passed"):
        check(part in call.get_name(), f"a tool call says {part}")
    check("all 12 passed" in text_of(call), "a tool call has its result as text")


def events_not_tokens(listing, program):
    heard = []

    def listen(event):
        try:
            heard.append((event.type, event.source.get_role_name(), event.source.get_name()))
        except Exception:
            heard.append((event.type, "gone", ""))

    listener = Atspi.EventListener.new(listen)
    for kind in ("object:property-change:accessible-name", "object:text-changed", "object:children-changed", "object:announcement"):
        try:
            listener.register(kind)
        except GLib.Error:
            pass
    loop = GLib.MainLoop()

    def run():
        program.stdin.write("stream\n")
        program.stdin.flush()
        program.stdout.readline()
        time.sleep(1.5)
        GLib.idle_add(loop.quit)

    threading.Thread(target=run, daemon=True).start()
    GLib.timeout_add_seconds(40, loop.quit)
    loop.run()
    for event in heard:
        print("heard", *event[:2], event[2][:70])
    spoken = [name for kind, role, name in heard if role == "status bar" and name]
    check(spoken == ["Agent finished, 3 paragraphs"], f"the end is said once: {spoken}")
    check(0 < len(heard) <= 12, f"{len(heard)} events for 500 parts")
    check(not any(kind.startswith("object:text-changed") for kind, _, _ in heard), "no event for a fragment")
    last = listing.get_child_at_index(listing.get_child_count() - 1)
    check(listing.get_child_count() == 62 and "word word" in last.get_name(), "the reply is the last item")


def main():
    wait_for_registry()
    program = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                               env=dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", LC_ALL="C.UTF-8"))
    try:
        screen = Screen(NAME, {})
        root = wait_for(screen.root)
        check(root is not None, "the program is on the bus")
        listing = wait_for(lambda: find(root, "list")) if root is not None else None
        check(listing is not None, "the transcript is a list")
        if listing is not None:
            check(listing.get_name() == "Transcript", "the list has a name")
            items_are_whole(listing)
            events_not_tokens(listing, program)
    finally:
        program.stdin.close()
        program.wait(10)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
