"""A book in a scratch folder, and the program run on it under caps of time and memory.

Every book holds one sound goal, roadmap/fine.md.  Whatever else is in the book, that goal must
still be read: one bad file does not take the others with it.
"""
import json
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import threading

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WAYMARK = os.path.abspath(os.environ.get("WAYMARK", ROOT + "/build/test/waymark"))
FACTOR = int(os.environ.get("TIME_FACTOR", "1"))

CPU_SECONDS = 15  # of one command, usually; a hang takes minutes
WAITING = 6  # times as long for the clock on the wall: other work may be going on
MEGABYTES = 1024  # of address space, usually
LONGEST_NAMES = 5  # findings that a message shows
SCRATCH_BYTES = 2 << 30  # that the cases may need at once

FINE = "---\nstate: proposed\n---\n# Fine\n\n## Impact\n\n- Good.\n"

STATUS_OK, STATUS_FINDINGS, STATUS_FAILURE = 0, 1, 2


class Wrong(Exception):
    """The program did what it must not do."""


class Skipped(Exception):
    """The case cannot be run here."""


def has_sanitizer():
    with open(WAYMARK, "rb") as file:
        return b"__asan_init" in file.read()


SANITIZER = has_sanitizer() if os.path.exists(WAYMARK) else False


def find_scratch():
    """A folder in memory, where there is one with room: making and removing many files is what
    takes most of the time elsewhere.  None: where temporary files usually are."""
    try:
        room = os.statvfs("/dev/shm")
    except OSError:
        return None
    return "/dev/shm" if room.f_bavail * room.f_frsize > SCRATCH_BYTES else None


def limits(megabytes, seconds):
    """Runs in the child, between fork and exec."""
    def apply():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        if not SANITIZER:
            resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    return apply


class Result:
    def __init__(self, command, status, out, err):
        self.command, self.status, self.out, self.err = command, status, out, err

    def said(self):
        return (self.out + self.err).decode(errors="replace")

    def wrong(self, text):
        return Wrong(f"waymark {' '.join(self.command)}: {text}\n{self.said()[:2000]}")


class Book:
    def __init__(self):
        self.scratch = tempfile.mkdtemp(prefix="hostile-", dir=find_scratch())
        self.folder = os.path.join(self.scratch, "book")
        self.site = os.path.join(self.scratch, "site")
        os.mkdir(self.folder)
        self.write("waymark.yaml", "dialect: native\n")
        self.write("roadmap/fine.md", FINE)

    def remove(self):
        subprocess.run(["chmod", "-R", "u+rwX", self.scratch], check=False,
                       stderr=subprocess.DEVNULL)
        shutil.rmtree(self.scratch, ignore_errors=True)

    def path(self, name):
        """Where a file of the book is; its folders are made.  The name is text or bytes."""
        folder = os.fsencode(self.folder) if isinstance(name, bytes) else self.folder
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())

    def run(self, *command, seconds=CPU_SECONDS, megabytes=MEGABYTES, meanwhile=None):
        """Runs the program in the book's folder; `meanwhile` is called with the process.  A signal, a report of a sanitizer and a command
        that does not end are wrong; the result's status is 0, 1 or 2."""
        command = list(command)
        seconds *= FACTOR
        values = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", WAYMARK_TODAY="2026-03-31",
                      COLUMNS="80")
        out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        with out, err:
            process = subprocess.Popen([WAYMARK, *command], cwd=self.folder, env=values,
                                       stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                       preexec_fn=limits(megabytes, seconds))
            timer = threading.Timer(seconds * WAITING, process.kill)
            timer.start()
            try:
                if meanwhile:
                    meanwhile(process)
            finally:
                status = process.wait()
            in_time = timer.is_alive()
            timer.cancel()
            out.seek(0)
            err.seek(0)
            result = Result(command, status, out.read(), err.read())
        if not in_time or status in (-signal.SIGXCPU, -signal.SIGKILL):
            raise result.wrong(f"still running after {seconds} s")
        if status < 0:
            raise result.wrong(f"ended by {signal.Signals(-status).name}")
        if status not in (STATUS_OK, STATUS_FINDINGS, STATUS_FAILURE):
            raise result.wrong(f"status {status}")
        if status == STATUS_FAILURE and not result.err.startswith(b"waymark: "):
            raise result.wrong("failed and did not say why")
        return result

    def findings(self, **caps):
        """What check says, as a list of objects."""
        result = self.run("check", "--format", "json", **caps)
        try:
            lines = [json.loads(line) for line in result.out.decode().splitlines()]
        except ValueError as reason:
            raise result.wrong(f"this is no JSON: {reason}") from reason
        return [line for line in lines if "message" in line]

    def expect(self, code, file, line=None, **caps):
        """Check must find this in this file (at this line).  Gives the findings."""
        found = self.findings(**caps)
        for finding in found:
            if finding.get("code") == code and finding.get("file") == file and \
               line in (None, finding.get("line")):
                return found
        shown = "\n".join(json.dumps(finding, ensure_ascii=False)[:300]
                          for finding in found[:LONGEST_NAMES])
        where = file if line is None else f"{file}:{line}"
        raise Wrong(f"check did not find {code} in {where}, but {len(found)} others:\n{shown}")

    def expect_none(self, *codes, **caps):
        for finding in self.findings(**caps):
            if finding.get("code") in codes:
                raise Wrong("check found what is not there: " + json.dumps(finding)[:500])

    def export(self, **caps):
        """The book as JSON, which must hold the sound goal."""
        result = self.run("export", "json", **caps)
        try:
            records = json.loads(result.out.decode())["records"]
        except (ValueError, KeyError) as reason:
            raise result.wrong(f"this is no JSON of a book: {reason!r}") from reason
        if not any(record["kind"] == "goal" and record["id"] == "fine" for record in records):
            raise result.wrong("the sound goal is lost")
        return records

    def build(self, **caps):
        result = self.run("build", "-o", self.site, **caps)
        if result.status == STATUS_OK and not os.path.isfile(self.site + "/roadmap/fine.html"):
            raise result.wrong("the sound goal has no page")
        return result

    def read_with_all(self, **caps):
        """Everything that reads a book."""
        self.run("check", **caps)
        self.export(**caps)
        self.run("roadmap", **caps)
        return self.build(**caps)
