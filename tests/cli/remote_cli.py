#!/usr/bin/env python3
"""Tests of the remote over real sockets: remote_cli.py SUBJECT REMOTE_SERVER PROGRAM ROOT. Exit status 0 passed, 1 failed, 77 skipped."""
import http.client
import json
import os
import pathlib
import queue
import socket
import struct
import subprocess
import sys
import threading
import time

from common import Failed, Skipped, expect

SKIPPED = 77


class Show:
    """tests/tools/remote_server.cpp: a show without a window."""

    def __init__(self, program, *addresses):
        self.process = subprocess.Popen([program, *addresses], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        expect(line, f"expected the server to start, found: {self.process.stderr.read() if not line else ''}")
        started = json.loads(line)
        self.pin, self.web, self.osc = started["pin"], started["web"], started["osc"]
        self.host = self.web.removeprefix("http://").rstrip("/")
        self.lines = queue.Queue()
        threading.Thread(target=lambda: [self.lines.put(json.loads(text)) for text in self.process.stdout], daemon=True).start()

    def command(self, seconds=10):
        """The next command that arrived at the show."""
        try:
            return self.lines.get(timeout=seconds)
        except queue.Empty:
            raise Failed(f"expected a command at the show within {seconds} s, found none") from None

    def quiet(self, seconds=0.3):
        try:
            raise Failed(f"expected no command, found {self.lines.get(timeout=seconds)}")
        except queue.Empty:
            pass

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.host, timeout=20)
        try:
            if isinstance(body, dict):
                body, headers = json.dumps(body), {"Content-Type": "application/json", **(headers or {})}
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            data = answer.read()
            return answer.status, dict(answer.getheaders()), data
        finally:
            connection.close()

    def login(self, pin=None):
        status, _, data = self.ask("POST", "/api/login", {"pin": pin or self.pin})
        return status, json.loads(data)

    def raw(self, data, seconds=20):
        """What the server says to bytes that no client library would send."""
        address, port = self.host.rsplit(":", 1)
        with socket.create_connection((address, int(port)), timeout=seconds) as s:
            said = b""
            try:
                s.sendall(data)
                s.shutdown(socket.SHUT_WR)
                while part := s.recv(65536):
                    said += part
            except OSError:
                pass  # refused and closed before everything was sent
            return said

    def alive(self):
        expect(self.process.poll() is None, f"expected the server to run on, found exit status {self.process.poll()}: {self.process.stderr.read()}" if self.process.poll() is not None else "")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            status = self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failed("expected the server to end within 10 s when it is told to") from None
        self.process.stdout.close()
        expect(status == 0, f"expected exit status 0, found {status}: {self.process.stderr.read()}")
        self.process.stderr.close()


def steer(server):
    """The right PIN opens; each press arrives once and in order."""
    with Show(server, "127.0.0.1:0") as show:
        status, said = show.login()
        expect(status == 200 and len(said["token"]) == 64, f"expected a token for the right PIN, found {status} {said}")
        bearer = {"Authorization": "Bearer " + said["token"]}
        for path, body, expected in (("/api/next", None, "next"), ("/api/next", None, "next"), ("/api/previous", None, "previous"), ("/api/blank", None, "blank"),
                                     ("/api/goto", {"scene": 5}, "goto")):
            status, _, data = show.ask("POST", path, body, bearer)
            expect(status == 202, f"{path}: expected 202, found {status} {data}")
            expect(show.command()["command"] == expected, f"{path}: expected {expected}")
        end = time.monotonic() + 10
        while True:
            status, headers, data = show.ask("GET", "/api/show", headers=bearer)
            view = json.loads(data)
            if view["scene"] == 5 or time.monotonic() > end:
                break
        expect(status == 200 and view["scene"] == 5 and view["title"] == "What if" and view["next"] == "" and view["blank"], f"expected scene 5, found {view}")
        expect(headers["Cache-Control"] == "no-store" and "default-src 'none'" in headers["Content-Security-Policy"], f"expected strict headers, found {headers}")
        expect("Access-Control-Allow-Origin" not in headers, "expected no page elsewhere to be let in")
        status, _, data = show.ask("POST", "/api/next", headers={"X-Linchpin-PIN": show.pin})
        expect(status == 202 and show.command()["command"] == "next", f"the hook with the PIN: expected 202, found {status} {data}")


def brute_force(server):
    """Five wrong PINs lock the address out; then the right one does not help either, and nothing steers."""
    with Show(server, "127.0.0.1:0") as show:
        wrong = [f"{n:06}" for n in range(20) if f"{n:06}" != show.pin]
        for i, pin in enumerate(wrong[:5]):
            status, said = show.login(pin)
            expect(status == 403 and said["tries_left"] == 4 - i, f"try {i + 1}: expected 403 with {4 - i} tries left, found {status} {said}")
        for pin in (*wrong[5:], show.pin):
            status, said = show.login(pin)
            expect(status == 429 and 0 < said["wait_s"] <= 60, f"expected 429 and a wait, found {status} {said}")
        status, headers, _ = show.ask("POST", "/api/next", headers={"X-Linchpin-PIN": show.pin})
        expect(status == 429 and int(headers["Retry-After"]) > 0, f"the hook: expected 429, found {status}")
        show.quiet()


def refused(server):
    """Requests that are not as they should be; after each the server still answers."""
    with Show(server, "127.0.0.1:0") as show:
        for method, path, status in (("GET", "/../../../../etc/passwd", 404), ("GET", "/%2e%2e/%2e%2e/etc/passwd", 404), ("GET", "//etc/passwd", 404), ("GET", "/remote.html", 404),
                                     ("GET", "/" + "a" * 300, 404), ("DELETE", "/api/next", 405), ("PUT", "/", 405), ("OPTIONS", "/api/next", 405), ("HEAD", "/api/show", 405),
                                     ("POST", "/api/next", 401), ("GET", "/api/show", 401), ("GET", "/api/next", 405)):
            found, _, data = show.ask(method, path)
            expect(found == status, f"{method} {path[:40]}: expected {status}, found {found} {data[:80]}")
            expect(b"root:" not in data, "expected no file")
        for host in ("evil.example", "localhost.evil.example:80", "127.0.0.1:1"):
            found, _, _ = show.ask("GET", "/", headers={"Host": host})
            expect(found == 421, f"Host {host}: expected 421, found {found}")
        found, _, _ = show.ask("POST", "/api/login", {"pin": show.pin}, {"Origin": "http://evil.example"})
        expect(found == 403, f"another page: expected 403, found {found}")
        time.sleep(1.0)  # the rate of one address
        found, _, data = show.ask("POST", "/api/login", b"x" * 5000, {"Content-Type": "application/json"})
        expect(found == 413, f"5000 bytes: expected 413, found {found} {data[:80]}")
        host = show.host.encode()
        said = show.raw(b"POST /api/login HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 99999999999\r\n\r\n")
        expect(b" 413 " in said[:20], f"a length of 99 GB: expected 413, found {said[:60]}")
        body = b"".join(b"400\r\n" + b"a" * 1024 + b"\r\n" for _ in range(20)) + b"0\r\n\r\n"
        said = show.raw(b"POST /api/login HTTP/1.1\r\nHost: " + host + b"\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
        expect(b" 413 " in said[:20], f"20 KiB in chunks: expected 413, found {said[:60]}")
        for garbage in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(500), b"\0" * 4000, b"GET / HTTP/9.9\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
                        b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"".join(b"H%d: v\r\n" % i for i in range(4000)) + b"\r\n"):
            said = show.raw(garbage)
            expect(b" 200 " not in said[:20], f"{garbage[:20]!r}: expected no page, found {said[:60]}")
            show.alive()
        end = time.monotonic() + 20
        while show.ask("GET", "/")[0] != 200:
            expect(time.monotonic() < end, "expected the page after all this")
        show.quiet()


def slow(server):
    """Senders of one byte a second are closed after ten seconds, and others are served meanwhile."""
    with Show(server, "127.0.0.1:0") as show:
        address, port = show.host.rsplit(":", 1)
        began = time.monotonic()
        slow_ones = [socket.create_connection((address, int(port)), timeout=30) for _ in range(6)]
        for s in slow_ones:
            s.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        served, closed = 0, {}
        while len(closed) < len(slow_ones) and time.monotonic() - began < 40:
            for s in slow_ones:
                if s in closed:
                    continue
                try:
                    s.sendall(b"a")
                    s.settimeout(0.01)
                    if s.recv(100) == b"":
                        closed[s] = time.monotonic() - began
                except TimeoutError:
                    pass
                except OSError:
                    closed[s] = time.monotonic() - began
            expect(show.ask("GET", "/")[0] == 200, "expected the page while others are slow")
            served += 1
            time.sleep(0.5)
        for s in slow_ones:
            s.close()
        expect(len(closed) == len(slow_ones), f"expected all slow senders to be closed, found {len(closed)} of {len(slow_ones)}")
        expect(min(closed.values()) > 8.0, f"expected none to be closed before its time, found {min(closed.values()):.1f} s")
        expect(served >= 5, f"expected others to be served, found {served}")
        crowd = []
        try:
            for _ in range(200):
                crowd.append(socket.create_connection((address, int(port)), timeout=5))
        except OSError:
            pass
        for s in crowd:
            s.close()
        end = time.monotonic() + 20
        while True:
            try:
                if show.ask("GET", "/")[0] == 200:
                    break
            except (OSError, http.client.HTTPException):
                pass
            expect(time.monotonic() < end, "expected the page when the crowd has gone")
            time.sleep(0.1)


def padded(text):
    data = text.encode() + b"\0"
    return data + b"\0" * (-len(data) % 4)


def osc(server):
    """On this machine's own address OSC needs no PIN; on all others it does, and five wrong ones lock out."""
    with Show(server, "127.0.0.1:0", "127.0.0.1:0") as show, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        address, port = show.osc.rsplit(":", 1)
        s.connect((address, int(port)))
        for message, expected in ((padded("/linchpin/next") + padded(","), ("next", 0)), (padded("/linchpin/previous"), ("previous", 0)),
                                  (padded("/linchpin/goto") + padded(",i") + struct.pack(">i", 4), ("goto", 4)),
                                  (padded("/linchpin/blank") + padded(",f") + struct.pack(">f", 1.0), ("blank", 0))):
            s.send(message)
            found = show.command()
            expect((found["command"], found["scene"]) == expected, f"expected {expected}, found {found}")
        for nothing in (padded("/linchpin/next") + padded(",f") + struct.pack(">f", 0.0), b"", b"x", os.urandom(64), padded("/linchpin/quit"), b"/" * 5000):
            s.send(nothing)
        show.quiet()
    with Show(server, "127.0.0.1:0", "0.0.0.0:0") as show, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.connect(("127.0.0.1", int(show.osc.rsplit(":", 1)[1])))
        s.send(padded("/linchpin/next"))
        show.quiet()
        s.send(padded("/linchpin/goto") + padded(",is") + struct.pack(">i", 2) + padded(show.pin))
        expect(show.command()["scene"] == 2, "expected the PIN as the last argument to steer")
        wrong = "000000" if show.pin != "000000" else "000001"
        for _ in range(5):
            s.send(padded("/linchpin/next") + padded(",s") + padded(wrong))
        time.sleep(0.3)
        s.send(padded("/linchpin/next") + padded(",s") + padded(show.pin))
        show.quiet(0.5)


def browser(server):
    """The page in a real browser: refused with a wrong PIN, steering with the right one, notes as text, nothing from elsewhere."""
    from devtools import Browser
    with Show(server, "127.0.0.1:0") as show, Browser() as page:
        page.open(show.web)
        page.wait("!document.getElementById('door').hidden", "the door")
        wrong = "000000" if show.pin != "000000" else "000001"
        enter = "document.getElementById('pin').value = %s; document.getElementById('enter').click(); true"
        page.run(enter % json.dumps(wrong))
        page.wait("document.getElementById('refused').textContent.includes('not the PIN')", "a refusal of the wrong PIN")
        expect(page.run("document.getElementById('stage').hidden"), "expected the stage to stay closed with a wrong PIN")
        show.quiet()
        page.run(enter % json.dumps(show.pin))
        page.wait("document.getElementById('title').textContent === 'The buildout'", "the first scene")
        expect(page.run("document.getElementById('next').textContent") == "Who operates", "expected the title of the next scene")
        expect(page.run("document.querySelector('#notes h2').textContent") == "Say", "expected a heading in the notes")
        expect(page.run("document.querySelectorAll('#notes li').length") == 2, "expected two list items in the notes")
        expect(page.run("document.querySelectorAll('#notes img').length") == 0, "expected markup in notes to stay text")
        expect(page.run("document.title") == "Linchpin remote", "expected no script of the notes to run")
        for button, expected, title in (("on", "next", "Who operates"), ("on", "next", "The power chain"), ("back", "previous", "Who operates")):
            page.run(f"document.getElementById('{button}').click(); true")
            expect(show.command()["command"] == expected, f"{button}: expected {expected}")
            page.wait(f"document.getElementById('title').textContent === {json.dumps(title)}", title)
        page.run("for (let i = 0; i < 3; ++i) document.getElementById('on').click(); true")
        page.wait("document.getElementById('title').textContent === 'What if'", "three quick presses to be three steps")
        expect([show.command()["command"] for _ in range(3)] == ["next"] * 3, "expected three commands")
        page.run("const s = document.getElementById('scenes'); s.value = '2'; s.dispatchEvent(new Event('change')); true")
        expect(show.command()["scene"] == 2, "expected the list of scenes to go to the second")
        page.wait("document.getElementById('number').textContent === '2 / 5'", "the second scene")
        size = page.run("(() => { const r = id => document.getElementById(id).getBoundingClientRect(); return [r('on').height, r('on').width, r('back').height, "
                        "document.documentElement.scrollWidth - innerWidth, r('on').bottom - innerHeight]; })()")
        expect(size[0] >= 120 and size[1] >= 180 and size[2] >= 120, f"expected two big buttons, found {size}")
        expect(size[3] <= 0 and size[4] <= 0, f"expected everything within the phone's screen, found {size}")
        if folder := os.environ.get("LINCHPIN_TEST_PICTURES"):
            page.picture(os.path.join(folder, "remote.png"))
        asked = [e["params"]["request"]["url"] for e in page.events if e.get("method") == "Network.requestWillBeSent"]
        expect(asked and all(url.startswith(show.web) for url in asked), f"expected requests to the program only, found {asked}")
        errors = [e["params"] for e in page.events if e.get("method") in ("Runtime.exceptionThrown",)]
        expect(not errors, f"expected no error on the page, found {errors}")


def options(program, root):
    """The options of explore: off by default, and addresses that are none are said at once."""
    environment = {**os.environ, "LINCHPIN_ASSETS": str(pathlib.Path(root) / "assets")}
    environment.pop("DISPLAY", None)
    for words, part in ((("--remote", "example.org:80"), "--remote: expected an address"), (("--osc", "9000"), "--osc: expected an address"),
                        (("--remote", "203.0.113.1:8080"), "--remote: expected an address of this machine")):
        done = subprocess.run([program, "explore", *words], env=environment, capture_output=True, text=True, timeout=60)
        expect(done.returncode == 2 and part in done.stderr, f"{words}: expected exit status 2 and \"{part}\", found {done.returncode}: {done.stderr}")


def main():
    subject, server, program, root = sys.argv[1:5]
    try:
        if subject == "options":
            options(program, root)
        else:
            {"steer": steer, "brute_force": brute_force, "refused": refused, "slow": slow, "osc": osc, "browser": browser}[subject](server)
    except Failed as failed:
        print(f"{subject}: {failed}")
        return 1
    except Skipped as skipped:
        print(f"SKIPPED {subject}: {skipped}")
        return SKIPPED
    print(f"{subject}: passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
