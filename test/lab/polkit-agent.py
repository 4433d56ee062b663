"""Plays the password dialogs of a desktop: polkit's authentication agent, for the processes it is told.

A line of JSON on stdin, {"pid": …, "mode": …}, registers it for a process; `mode` says what the person does:
accept, cancel (dismisses the dialog), fail (gives a wrong password), hang (goes for a coffee). Each line on stdout
tells of one event: registered, asked (with all that the dialog would show) or withdrawn. It runs as root, which
may answer polkit in the place of the set-uid program that checks a real password.
"""

import json
import os
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

AUTHORITY = "org.freedesktop.PolicyKit1"
AGENT = "org.freedesktop.PolicyKit1.AuthenticationAgent"


class Dismissed(dbus.DBusException):
    _dbus_error_name = "org.freedesktop.PolicyKit1.Error.Cancelled"


def tell(**event):
    print(json.dumps(event), flush=True)


def started(pid):
    """When a process started, as polkit tells it from a later one of the same number: proc(5), field 22."""
    with open(f"/proc/{pid}/stat", encoding="utf8") as file:
        return int(file.read().rpartition(")")[2].split()[19])


class Person(dbus.service.Object):
    """One who sits before one process."""

    def __init__(self, bus, pid, mode):
        super().__init__(bus, f"/lab/person{pid}")
        self.pid, self.mode = pid, mode
        self.authority = dbus.Interface(
            bus.get_object(AUTHORITY, "/org/freedesktop/PolicyKit1/Authority", introspect=False),
            f"{AUTHORITY}.Authority",
        )
        details = {"pid": dbus.UInt32(pid), "start-time": dbus.UInt64(started(pid))}
        subject = dbus.Struct(("unix-process", dbus.Dictionary(details, signature="sv")), signature="sa{sv}")
        self.authority.RegisterAuthenticationAgent(subject, "C", f"/lab/person{pid}")
        tell(event="registered", pid=pid)

    @dbus.service.method(AGENT, in_signature="sssa{ss}sa(sa{sv})", out_signature="", async_callbacks=("done", "failed"))
    def BeginAuthentication(self, action, message, _icon, details, cookie, identities, done, failed):
        shown = {str(key): str(value) for key, value in details.items()}
        tell(event="asked", pid=self.pid, action=str(action), message=str(message), details=shown)
        if self.mode == "accept":
            self.accept(cookie, identities[0])
        if self.mode == "cancel":
            failed(Dismissed("dismissed"))
        elif self.mode != "hang":
            done()

    @dbus.service.method(AGENT, in_signature="s", out_signature="")
    def CancelAuthentication(self, _cookie):
        tell(event="withdrawn", pid=self.pid)

    def accept(self, cookie, identity):
        kind, details = identity
        who = dbus.Struct((kind, dbus.Dictionary(details, signature="sv")), signature="sa{sv}")
        self.authority.AuthenticationAgentResponse2(dbus.UInt32(0), cookie, who)


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    # One connection for all: the bus allows a user a few hundred.
    bus = dbus.SystemBus()
    people = {}

    def read(descriptor, _condition):
        # A short line is written at once, and so is read at once.
        lines = os.read(descriptor, 65536).decode().splitlines()
        for order in map(json.loads, lines):
            pid = order["pid"]
            if pid in people:
                people.pop(pid).remove_from_connection()
            people[pid] = Person(bus, pid, order["mode"])
        if not lines:
            loop.quit()
        return bool(lines)

    loop = GLib.MainLoop()
    GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, read)
    loop.run()


main()
