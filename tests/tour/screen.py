"""The window as a person has it: the accessible tree to read, the X server's pointer and keys to act, the screen to look at."""
import json
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# A scene shows a few hundred nodes; a walk that meets more has run into a table that is not virtual.
MAX_NODES = 6000


class TourError(Exception):
    """A step did not find or show what it must."""


def wait_for_registry(seconds=30):
    """Returns once the accessibility bus and its registry answer. A program that starts before they do asks once, and stays off the bus."""
    end = time.monotonic() + seconds
    while True:
        try:
            session = Gio.bus_get_sync(Gio.BusType.SESSION)
            address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE, 2000)
            kind = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
            bus = Gio.DBusConnection.new_for_address_sync(address.unpack()[0], kind)
            question = GLib.Variant("(ss)", ("org.a11y.atspi.Accessible", "ChildCount"))
            bus.call_sync("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", "org.freedesktop.DBus.Properties", "Get",
                          question, None, Gio.DBusCallFlags.NONE, 2000)
            return
        except GLib.Error as error:
            if time.monotonic() > end:
                raise TourError(f"The accessibility bus does not answer: {error.message}") from error
            time.sleep(0.1)


def state_of(node, state):
    try:
        return node.get_state_set().contains(state)
    except Exception:
        return False


def children(node):
    try:
        count = node.get_child_count()
    except Exception:
        return
    for i in range(min(count, 400)):
        try:
            child = node.get_child_at_index(i)
        except Exception:
            continue
        if child is not None:
            yield child


def text_of(node):
    """Name, description and text content of one node."""
    parts = []
    try:
        parts.append(node.get_name() or "")
        parts.append(node.get_description() or "")
    except Exception:
        return ""
    try:
        iface = node.get_text_iface()
        if iface is not None:
            parts.append(Atspi.Text.get_text(iface, 0, min(Atspi.Text.get_character_count(iface), 20000)) or "")
    except Exception:
        pass
    return "\n".join(p for p in parts if p)


def labels_of(node):
    """What the labels say that belong to a node: a combo box has no other name, its own is what it shows."""
    said = []
    try:
        for relation in node.get_relation_set():
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
                said += [relation.get_target(i).get_name() for i in range(relation.get_n_targets())]
    except Exception:
        pass
    return said


def answers_to(node, entry):
    """Whether a node is what an entry of names.json describes."""
    if entry.get("role") and node.get_role_name() != entry["role"]:
        return False
    return entry["label"] in labels_of(node) if "label" in entry else node.get_name() == entry["name"]


class Screen:
    def __init__(self, application, names):
        self.application = application
        self.names = names  # object name -> {"name": accessible name, or "label": its label's, "role": role name}

    # -- reading ---------------------------------------------------------------------------------------------------
    def root(self):
        desktop = Atspi.get_desktop(0)
        for app in children(desktop):
            try:
                if app.get_name() == self.application:
                    return app
            except Exception:
                continue
        return None

    def walk(self, showing_only=True):
        root = self.root()
        if root is None:
            return
        # Dialogs and menus come after the main window in the tree and lie above it: look there first.
        stack = list(children(root))
        seen = 0
        while stack:
            node = stack.pop()
            seen += 1
            if seen > MAX_NODES:
                raise TourError(f"more than {MAX_NODES} nodes in the accessible tree")
            if showing_only and not state_of(node, Atspi.StateType.SHOWING):
                continue
            yield node
            stack.extend(reversed(list(children(node))))

    def text(self):
        return "\n".join(t for t in (text_of(n) for n in self.walk()) if t)

    def wait_for_text(self, wanted, seconds):
        deadline = time.monotonic() + seconds
        missing = list(wanted)
        while True:
            text = self.text()
            missing = [w for w in wanted if w not in text]
            if not missing:
                return
            if time.monotonic() > deadline:
                raise TourError(f"not in the accessible tree: {missing}; there is: {text[:3000]}")
            time.sleep(0.1)

    def wait_for_absence(self, unwanted, seconds):
        deadline = time.monotonic() + seconds
        while any(w in self.text() for w in unwanted):
            if time.monotonic() > deadline:
                raise TourError(f"still in the accessible tree: {unwanted}")
            time.sleep(0.1)

    def find(self, object_name, seconds=10):
        """The showing node of an object name. Qt below 6.9 does not put object names on the bus, so names.json says what each is called."""
        entry = self.names.get(object_name)
        if entry is None:
            raise TourError(f"names.json has no entry for {object_name}")
        return self._find(lambda n: answers_to(n, entry), object_name, seconds)

    def find_text(self, text, seconds=10):
        return self._find(lambda n: text in (n.get_name() or ""), text, seconds, smallest=True)

    def _find(self, matches, what, seconds, smallest=False):
        deadline = time.monotonic() + seconds
        while True:
            best = None
            for node in self.walk():
                try:
                    if not matches(node):
                        continue
                    box = self.box(node)
                except Exception:
                    continue
                if box[2] <= 0 or box[3] <= 0:
                    continue
                if not smallest:
                    return node
                if best is None or box[2] * box[3] < best[0]:
                    best = (box[2] * box[3], node)
            if best is not None:
                return best[1]
            if time.monotonic() > deadline:
                raise TourError(f"no showing item for {what}; there is: {self.text()[:2000]}")
            time.sleep(0.1)

    @staticmethod
    def box(node):
        e = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        return e.x, e.y, e.width, e.height

    # -- acting ----------------------------------------------------------------------------------------------------
    def _xdotool(self, *args):
        subprocess.run(["xdotool", *args], check=True, timeout=20)

    def click(self, node, button=1, times=1, at=None):
        self.settle(node)
        x, y, w, h = self.box(node)
        dx, dy = at or (w // 2, h // 2)
        self._xdotool("mousemove", str(x + dx), str(y + dy))
        self._xdotool("click", "--repeat", str(times), "--delay", "60", str(button))

    def settle(self, node, seconds=3):
        """Waits until an item stands still: a click must not land where it was."""
        deadline = time.monotonic() + seconds
        last = None
        while time.monotonic() < deadline:
            box = self.box(node)
            if box == last:
                return
            last = box
            time.sleep(0.06)

    def type(self, text):
        self._xdotool("type", "--delay", "4", "--", text)

    def key(self, combination):
        self._xdotool("key", "--clearmodifiers", combination)

    def park_pointer(self):
        self._xdotool("mousemove", "2", "2")

    # -- looking ---------------------------------------------------------------------------------------------------
    @staticmethod
    def shoot(path):
        subprocess.run(["import", "-window", "root", str(path)], check=True, timeout=30)


def load_names(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)
