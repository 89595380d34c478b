"""A headless Chromium, driven through its DevTools protocol with the standard library alone."""
import base64
import json
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

from common import Failed, Skipped

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class WebSocket:
    """Text frames of RFC 6455, client side; as much of it as DevTools needs."""

    def __init__(self, url, timeout_s):
        parts = urllib.parse.urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=timeout_s)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
        self.rest = b""
        while b"\r\n\r\n" not in self.rest:
            self.rest += self.more()
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.splitlines()[0]:
            raise Failed(f"expected the browser to speak DevTools, found {head.splitlines()[0]!r}")

    def more(self):
        part = self.socket.recv(65536)
        if not part:
            raise Failed("the browser closed its DevTools connection")
        return part

    def take(self, count):
        while len(self.rest) < count:
            self.rest += self.more()
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def send(self, text):
        data, mask = text.encode(), os.urandom(4)
        length = len(data)
        head = bytes([0x81, 0x80 | length]) if length < 126 else bytes([0x81, 0x80 | 126]) + struct.pack(">H", length) if length < 65536 else \
            bytes([0x81, 0x80 | 127]) + struct.pack(">Q", length)
        self.socket.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    def receive(self):
        text = b""
        while True:
            first, second = self.take(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack(">H", self.take(2))[0]
            elif length == 127:
                length = struct.unpack(">Q", self.take(8))[0]
            data = self.take(length)
            if first & 0x0F in (0, 1):
                text += data
                if first & 0x80:
                    return text.decode()


class Browser:
    """One page. Use it in a with statement."""

    def __init__(self, width=390, height=844):
        program = next((found for found in map(shutil.which, NAMES) if found), None)
        if program is None:
            raise Skipped("no Chromium is installed (Debian package chromium): the page of the remote is NOT tested in a browser")
        self.profile = tempfile.TemporaryDirectory(prefix="linchpin-chromium-")
        command = [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                   "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--no-proxy-server", f"--window-size={width},{height}",
                   f"--user-data-dir={self.profile.name}", "--remote-debugging-port=0", "about:blank"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.socket = WebSocket(self.page_address(), 60)
        except BaseException:
            self.close()
            raise
        self.counter, self.events = 0, []
        for domain in ("Page", "Runtime", "Network"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=True)

    def page_address(self):
        port_file = os.path.join(self.profile.name, "DevToolsActivePort")
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Skipped(f"Chromium does not start here (exit status {self.process.returncode}): the page of the remote is NOT tested in a browser")
            try:
                port = open(port_file, encoding="ascii").read().split()[0]
                pages = json.load(urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{port}/json", timeout=10))
                return next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
            except (OSError, IndexError, StopIteration, ValueError):
                time.sleep(0.1)
        raise Failed("Chromium did not open its DevTools port within a minute")

    def call(self, method, **parameters):
        self.counter += 1
        self.socket.send(json.dumps({"id": self.counter, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.receive())
            if message.get("id") == self.counter:
                if "error" in message:
                    raise Failed(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def run(self, script):
        """The value of an expression of the page; promises are waited for."""
        done = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in done:
            raise Failed(f"{script}: {done['exceptionDetails'].get('exception', {}).get('description', done['exceptionDetails'])}")
        return done["result"].get("value")

    def wait(self, script, what, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.run(script):
                return
            time.sleep(0.05)
        raise Failed(f"expected {what} within {seconds} s; the page says: {self.run('document.body ? document.body.innerText : document.URL')!r}")

    def open(self, url):
        self.call("Page.navigate", url=url)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'", f"{url} to load")

    def picture(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        try:
            self.profile.cleanup()
        except OSError:
            pass  # a helper process of the browser still writes; the folder is a temporary one

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
