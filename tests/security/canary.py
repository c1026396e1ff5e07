#!/usr/bin/python3
"""Types a key into the real program, works with it against a demo server, and then looks for it wherever it must not be (S1).

Runs inside canary.sh's X server, D-Bus session and keychain. usage: canary.py PROGRAM FOLDER
"""
import base64
import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.parse

TOUR = pathlib.Path(__file__).resolve().parent.parent / "tour"
sys.path.insert(0, str(TOUR))
from screen import Screen, TourError, children, load_names, text_of, wait_for_registry  # noqa: E402


def spellings(key):
    """The key as it may be written down: plain, in UTF-16, base64 at each of three offsets, escaped, backwards."""
    found = {key.encode(), key.encode("utf-16-le"), key.encode("utf-16-be"), key[::-1].encode(), key.encode().hex().encode()}
    for offset in range(3):
        inner = base64.b64encode(b"x" * offset + key.encode())
        found.add(inner[4 if offset else 0:-4])  # without what the neighbours change
    found.add("".join(f"%{byte:02X}" for byte in key.encode()).encode())
    return found


def hits_in(folder, needles):
    hits = []
    files = 0
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        files += 1
        content = path.read_bytes()
        hits += [str(path) for needle in needles if needle in content]
    return hits, files


def family(pid):
    """A process and all that descend from it."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found = {pid}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more


def hits_in_processes(pid, needles):
    hits = []
    for one in family(pid):
        for name in ("cmdline", "environ"):
            try:
                content = pathlib.Path(f"/proc/{one}/{name}").read_bytes()
            except OSError:
                continue
            hits += [f"/proc/{one}/{name}" for needle in needles if needle in content]
    return hits


def accessible_text(screen):
    """All that an assistive technology can read, shown or not."""
    parts = []
    stack = [screen.root()]
    while stack and len(parts) < 20000:
        node = stack.pop()
        parts.append(text_of(node))
        stack.extend(children(node))
    return "\n".join(parts)


def clipboards():
    content = b""
    for selection in ("clipboard", "primary", "secondary"):
        done = subprocess.run(["xclip", "-o", "-selection", selection], capture_output=True, timeout=10)
        content += done.stdout + b"\n"
    return content


def start(program, folder, *arguments, **extra):
    env = {name: value for name, value in os.environ.items() if not name.startswith("MUSTER_")}
    env.update(HOME=str(folder), XDG_CONFIG_HOME=f"{folder}/config", XDG_DATA_HOME=f"{folder}/data", XDG_CACHE_HOME=f"{folder}/cache",
               XDG_STATE_HOME=f"{folder}/state", LC_ALL="C.UTF-8", LANGUAGE="en", TZ="UTC", **extra)
    return subprocess.Popen([program, *arguments], env=env, cwd=folder, **({"stdout": subprocess.PIPE} if "--demo-server" in arguments else {}))


def work(screen, base_url, key):
    """Connects with the key, tests it, saves it, opens a session and has a reply."""
    screen.wait_for_text(["This is a demo workspace"], 30)
    screen.click(screen.find("demo.connect"))
    screen.click(screen.find("connection.name"))
    screen.type("Canary workspace")
    screen.click(screen.find("connection.url"))
    screen.key("ctrl+a")
    screen.type(base_url)
    screen.click(screen.find("connection.key"))
    screen.type(key)
    for combination in ("ctrl+a", "ctrl+c", "ctrl+Insert", "ctrl+x"):  # a password field gives nothing away, even when it is cut
        screen.key(combination)
    screen.key("ctrl+a")
    screen.type(key)
    seen = accessible_text(screen)
    screen.click(screen.find("connection.test"))
    screen.wait_for_text(["The connection works."], 30)
    screen.click(screen.find("connection.save"))
    screen.wait_for_absence(["Connect a workspace"], 30)
    screen.wait_for_text(["Workspace Canary workspace", "Deploy 4.2.1 to staging"], 30)
    node = screen.find_text("Which time zone does the importer use?")
    screen.click(node, times=2)
    screen.click(screen.find("composer.text"))
    screen.type("Say hello to the canary.")
    screen.key("Return")
    screen.wait_for_text(["Say hello to the canary.", "Status: idle"], 40)
    return seen


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    home, tmp, logs = folder / "home", folder / "tmp", folder / "logs"
    server = start(program, folder / "server", "--demo-server", "0", "--demo-speed", "0", TMPDIR=str(folder / "server"))
    base_url = server.stdout.readline().decode().strip()
    key = server.stdout.readline().decode().strip()
    needles = spellings(key)
    failures = []

    def expect_none(what, hits):
        print(f"{'ok  ' if not hits else 'FAIL'} {what}: {len(hits)} hits", flush=True)
        failures.extend(f"{what}: {hit}" for hit in hits)

    def in_bytes(content):
        return [str(needle[:12]) for needle in needles if needle in content]

    with open(logs / "program.log", "wb") as log:
        env = {name: value for name, value in os.environ.items() if not name.startswith("MUSTER_")}
        env.update(HOME=str(home), XDG_CONFIG_HOME=str(home / "config"), XDG_DATA_HOME=str(home / "data"),
                   XDG_CACHE_HOME=str(home / "cache"), XDG_STATE_HOME=str(home / "state"), TMPDIR=str(tmp), LC_ALL="C.UTF-8",
                   LANGUAGE="en", TZ="UTC", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QPA_PLATFORM="xcb", QT_LOGGING_RULES="*=true")
        wait_for_registry()
        window = subprocess.Popen([program], env=env, stdout=log, stderr=log, cwd=home)
        screen = Screen("muster", load_names(TOUR / "names.json"))
        try:
            typed = work(screen, base_url, key)
            expect_none("accessible tree while it is typed", in_bytes(typed.encode()))
            expect_none("accessible tree while it is used", in_bytes(accessible_text(screen).encode()))
            expect_none("clipboard and selections", in_bytes(clipboards()))
            expect_none("command lines and environments, of children too", hits_in_processes(window.pid, needles))
            limits = pathlib.Path(f"/proc/{window.pid}/limits").read_text()
            core = next(line for line in limits.splitlines() if line.startswith("Max core file size")).split()[4:6]
            expect_none("core files are off", [] if core == ["0", "0"] else [f"the limit is {core}"])
            # The files while everything is open: database, its write-ahead log, settings, keychain, temporary files.
            expect_none("files while it runs", hits_in(home, needles)[0] + hits_in(tmp, needles)[0])
            server.send_signal(signal.SIGKILL)  # errors are written down too
            server.wait(10)
            screen.wait_for_text(["econnect"], 20)
            expect_none("accessible tree while the server is gone", in_bytes(accessible_text(screen).encode()))
        finally:
            if server.poll() is None:
                server.kill()
            screen.shoot(folder / "last.png")
            window.send_signal(signal.SIGTERM)
            window.wait(15)
    (folder / "last.png").unlink()
    hits, files = hits_in(home, needles)
    expect_none(f"home, {files} files", hits)
    expect_none("temporary files", hits_in(tmp, needles)[0])
    lines = (logs / "program.log").read_bytes().count(b"\n")
    expect_none(f"log with every category on, {lines} lines", hits_in(logs, needles)[0])
    if lines < 50 or files < 3:
        failures.append("there was hardly anything to look through")
    # The search itself: what is planted is found.
    (home / "planted").write_bytes(b"before" + base64.b64encode(b"xx" + key.encode()) + b"after")
    if not hits_in(home, needles)[0]:
        failures.append("the search finds nothing at all")
    for failure in failures:
        print("FAIL!  :", failure.replace(key, "<the key>"), file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (TourError, subprocess.SubprocessError) as problem:
        print("FAIL!  :", str(problem)[:3000], file=sys.stderr)
        sys.exit(1)
