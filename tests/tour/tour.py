#!/usr/bin/python3
"""Walks the real program through the scenes of tour.json with mouse and keys, and saves a picture of each.

Runs inside an X server with a window manager and a D-Bus session (tour.sh makes them). A step fails unless the text it expects is in the
accessible tree. No code of the program is called: it is a separate process.

usage: tour.py --program PATH --out DIR --theme light|dark [--scenes tour.json] [--only SCENE …] [--replay URL KEY]
"""
import argparse
import json
import os
import pathlib
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from screen import Screen, TourError, load_names, wait_for_registry  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


def start_program(arguments, home, log):
    # A browser that opens and is left alone, so that signing in can be seen to wait.
    browser = home / "bin" / "xdg-open"
    browser.parent.mkdir()
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o755)
    env = dict(os.environ)
    env.update(PATH=f"{browser.parent}:{env['PATH']}", HOME=str(home), XDG_CONFIG_HOME=str(home / "config"),
               XDG_DATA_HOME=str(home / "data"), XDG_CACHE_HOME=str(home / "cache"),
               QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QPA_PLATFORM="xcb", LC_ALL="C.UTF-8", LANGUAGE="en", TZ="UTC")
    return subprocess.Popen([arguments.program, *arguments.program_args], env=env, stdout=log, stderr=log, cwd=home)


def files_with(text, folder):
    """The files below a folder that hold a text, as bytes or in Qt's own wide characters."""
    spellings = [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]
    for path in folder.rglob("*"):
        try:
            content = path.read_bytes() if path.is_file() else b""
        except OSError:
            continue  # gone meanwhile
        if any(spelling in content for spelling in spellings):
            yield path


def picture_bytes(width, height):
    """A PNG of these pixels: blue above, sand below."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + (b"\x2f\x6f\xb0" if y * 2 < height else b"\xd8\xb8\x78") * width for y in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) \
        + chunk(b"IEND", b"")


def make_file(folder, wanted):
    """{"name": …} with "text", or with "picture": [width, height], or with "begins" (Latin-1) and "bytes" in all."""
    if "picture" in wanted:
        content = picture_bytes(*wanted["picture"])
    else:
        content = wanted.get("text", "").encode() or wanted.get("begins", "").encode("latin-1").ljust(wanted.get("bytes", 0), b"\xfe")
    (folder / wanted["name"]).write_bytes(content)


def run_step(screen, step, variables, written):
    """One step of a scene; see tour.json's own description of the verbs."""
    def fill(text):
        for key, value in variables.items():
            text = text.replace("{" + key + "}", value)
        return text

    seconds = step.get("seconds", 15)
    for wanted in step.get("files", []):
        make_file(written[0], wanted)
    if "server" in step:  # the recorded one: it stops answering, or goes on
        os.kill(int(variables["SERVER"]), {"stop": signal.SIGSTOP, "go": signal.SIGCONT}[step["server"]])
    for verb in ("click", "doubleclick", "rightclick", "focus"):
        if verb in step:
            node = screen.find(step[verb], seconds)
            screen.click(node, button=3 if verb == "rightclick" else 1, times=2 if verb == "doubleclick" else 1)
    for verb in ("clickText", "doubleclickText", "rightclickText"):
        if verb in step:
            node = screen.find_text(fill(step[verb]), seconds)
            screen.click(node, button=3 if verb == "rightclickText" else 1, times=2 if verb == "doubleclickText" else 1)
    if "type" in step:
        screen.type(fill(step["type"]))
    if "key" in step:
        for key in step["key"].split():
            screen.key(key)
    if "expect" in step:
        wanted = step["expect"] if isinstance(step["expect"], list) else [step["expect"]]
        screen.wait_for_text([fill(w) for w in wanted], seconds)
    if "absent" in step:
        unwanted = step["absent"] if isinstance(step["absent"], list) else [step["absent"]]
        screen.wait_for_absence([fill(w) for w in unwanted], seconds)
    if "nowhere" in step:
        text = fill(step["nowhere"])
        screen.wait_for_absence([text], seconds)
        found = [str(path) for folder in written for path in files_with(text, folder)]
        if found:
            raise TourError(f"written: {text} in {found}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--scenes", default=str(HERE.parent / "tour.json"))
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--set", nargs="*", default=[], help="NAME=VALUE for {NAME} in the scenes")
    parser.add_argument("--program-args", nargs="*", default=[])
    arguments = parser.parse_args()

    tour = json.loads(pathlib.Path(arguments.scenes).read_text(encoding="utf-8"))
    names = load_names(HERE / "names.json")
    out = pathlib.Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    variables = dict(pair.split("=", 1) for pair in arguments.set)

    home = pathlib.Path(tempfile.mkdtemp(prefix="muster-tour-"))
    variables["HOME"] = str(home)
    failures = 0
    with open(out / f"program-{arguments.theme}.log", "wb") as log:
        wait_for_registry()
        program = start_program(arguments, home, log)
        screen = Screen("muster", names)
        try:
            scenes = tour["themes"][arguments.theme] + tour["scenes"]
            for scene in scenes:
                name = scene["name"]
                if arguments.only and name not in arguments.only and not scene.get("always"):
                    continue
                begin = time.monotonic()
                picture = out / f"{name}-{arguments.theme}.png"
                try:
                    for number, step in enumerate(scene["steps"], 1):
                        if program.poll() is not None:
                            raise TourError(f"the program ended with {program.returncode}")
                        try:
                            run_step(screen, step, variables, [home, out])
                        except TourError as problem:
                            raise TourError(f"step {number} {json.dumps(step, ensure_ascii=False)}: {problem}") from problem
                    if scene.get("picture", True):
                        screen.park_pointer()
                        time.sleep(0.15)  # one frame for the hover to go
                        screen.shoot(picture)
                    print(f"ok      {arguments.theme:5} {name}  {time.monotonic() - begin:.1f} s", flush=True)
                except (TourError, subprocess.SubprocessError) as problem:
                    failures += 1
                    screen.shoot(out / f"{name}-{arguments.theme}-failed.png")
                    log.write(f"{name}: {problem}\n".encode())
                    print(f"FAILED  {arguments.theme:5} {name}: {str(problem)[:240]}", flush=True)
                    if scene.get("vital"):
                        break
        finally:
            program.send_signal(signal.SIGTERM)
            try:
                code = program.wait(10)
                if code not in (0, -signal.SIGTERM):
                    failures += 1
                    print(f"FAILED  the program ended with {code}")
            except subprocess.TimeoutExpired:
                failures += 1
                print("FAILED  the program did not end within 10 s of SIGTERM")
                program.kill()
    print(f"{failures} failed", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
