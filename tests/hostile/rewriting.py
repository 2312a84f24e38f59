"""A history that somebody rewrites while it is read: old commits and their files are gone at once, as
after a forced push and `git gc --prune=now`."""
import hashlib
import os
import subprocess
import threading
import time

from book import CPU_SECONDS, FACTOR, STATUS_FAILURE, STATUS_OK, Wrong

PAGE = "roadmap/polish.md"
COMMITS = 6
REWRITES = 8
REWRITTEN = b"waymark: the history was rewritten while it was read: "
AGAIN = b"un the command again."


def git(book, *arguments):
    made = subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org",
                           "-c", "gc.auto=0", *arguments],
                          cwd=book.folder, check=True, stdout=subprocess.PIPE, text=True)
    return made.stdout.strip()


def commit_page(book, state, *options):
    book.write(PAGE, f"---\nstate: {state}\n---\n# Polish\n\n## Impact\n\n- {time.monotonic_ns()}\n")
    git(book, "add", "-A")
    git(book, "commit", "-q", "-m", state, *options)


def make_history(book):
    """A line of some commits, and another beginning that shall take its place."""
    git(book, "init", "-q", "-b", "other")
    commit_page(book, "wanted")
    commit_page(book, "dropped")
    git(book, "checkout", "-q", "--orphan", "main")
    for number in range(COMMITS):
        commit_page(book, ("active", "paused")[number % 2])


def object_path(book, name):
    return book.path(f".git/objects/{name[:2]}/{name[2:]}")


def objects(book, revision):
    return set(git(book, "rev-list", "--objects", "--no-object-names", revision).splitlines())


def list_files(book):
    """All files of the repository with their bytes."""
    found = {}
    for folder, _, names in os.walk(book.path(".git")):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                found[path] = hashlib.sha256(file.read()).digest()
    return found


def is_asleep(process):
    """No thread computes or waits for a disk."""
    folder = f"/proc/{process.pid}/task"
    for thread in os.listdir(folder):
        with open(f"{folder}/{thread}/stat", encoding="utf-8", errors="replace") as file:
            if file.read().rpartition(")")[2].split()[0] != "S":
                return False
    return True


def wait_until_asleep(process):
    """The program waits for the other end of a pipe, and for nothing else it could wait so long."""
    end = time.monotonic() + CPU_SECONDS * FACTOR
    seen = 0
    while seen < 10:
        if process.poll() is not None or time.monotonic() > end:
            raise Wrong("the program did not come to the object")
        time.sleep(0.02)
        seen = seen + 1 if is_asleep(process) else 0


def rewrite_at(book, name, *command):
    """Runs the command; while it waits for this object, the line is replaced and what it had is removed."""
    removed = objects(book, "main") - objects(book, "other")
    pipe = object_path(book, name)
    os.remove(pipe)
    os.mkfifo(pipe)
    before = []

    def rewrite(process):
        try:
            wait_until_asleep(process)
            git(book, "update-ref", "refs/heads/main", "other")
            for old in removed:
                if object_path(book, old) != pipe:
                    os.remove(object_path(book, old))
        finally:
            os.close(os.open(pipe, os.O_RDWR))  # whoever waits gets an empty file
            os.remove(pipe)
        before.append(list_files(book))
    result = book.run(*command, meanwhile=rewrite)
    if [list_files(book)] != before:
        raise result.wrong("something was written to the repository")
    return result


def expect_rewritten(result):
    if result.status != STATUS_FAILURE or result.out:
        raise result.wrong("something is told of a history that is gone")
    if not result.err.startswith(REWRITTEN) or AGAIN not in result.err or \
       result.err.count(b"waymark: ") != 1:
        raise result.wrong("it does not say that the history was rewritten")


def gone(revision, *command):
    """The object is waited for while the history is rewritten; then the command works again."""
    def case(book):
        make_history(book)
        expect_rewritten(rewrite_at(book, git(book, "rev-parse", revision), *command))
        result = book.run(*command)
        if result.status != STATUS_OK:
            raise result.wrong("the new history cannot be read")
    return case


def gone_from_one_revision(book):
    """A single revision is read, not a line: a site of half a book does not replace one of a whole."""
    make_history(book)
    book.build()
    with open(book.site + "/roadmap/polish.html", "rb") as file:
        before = file.read()
    name = git(book, "rev-parse", f"HEAD:{PAGE}")
    result = rewrite_at(book, name, "build", "--at", "HEAD", "-o", book.site)
    if result.status != STATUS_FAILURE or result.out or AGAIN not in result.err:
        raise result.wrong("something was built of a revision that is gone")
    with open(book.site + "/roadmap/polish.html", "rb") as file:
        if file.read() != before:
            raise Wrong("the site was replaced")


def lost(book):
    """Objects that are lost while nobody rewrote anything are damage, and half a book is not shown."""
    make_history(book)
    os.remove(object_path(book, git(book, "rev-parse", f"HEAD:{PAGE}")))
    for command in (["list", "goals"], ["export", "json"], ["roadmap"], ["show", "fine"], ["check"],
                    ["trace", "fine"]):
        result = book.run(*command, "--at", "HEAD")
        if result.status != STATUS_FAILURE or result.out or b"damaged" not in result.err:
            raise result.wrong("half a book is shown")
    result = book.run("check", "--since", "HEAD")
    if result.status != STATUS_FAILURE or result.out or b"damaged" not in result.err:
        raise result.wrong("what could not be read is taken for new")


def many_times(book):
    """Whenever it comes: all of the history, or none and why."""
    make_history(book)
    ended = threading.Event()

    def rewrite():
        for number in range(REWRITES):
            git(book, "reset", "-q", "--hard", "other")
            for state in ("active", "paused", "done"):
                commit_page(book, state)
            git(book, "reflog", "expire", "--expire=now", "--all")
            git(book, "gc", "-q", "--prune=now")
        ended.set()

    thread = threading.Thread(target=rewrite)
    thread.start()
    read = 0
    try:
        while not ended.is_set():
            for command in (["log"], ["diff", "HEAD~1..HEAD"], ["list", "goals", "--at", "HEAD"],
                            ["build", "--at", "HEAD", "--history", "-o", book.site]):
                result = book.run(*command)
                read += result.status == STATUS_OK
                if result.status == STATUS_FAILURE and (result.out or AGAIN not in result.err):
                    raise result.wrong("it does not say that the history was rewritten")
    finally:
        thread.join()
    if not read:
        raise Wrong("nothing was ever read")


def cases():
    yield "rewriting/file", gone(f"HEAD~5:{PAGE}", "log")
    yield "rewriting/folder", gone("HEAD~4:roadmap", "log")
    yield "rewriting/commit", gone("HEAD~3", "log", "--format", "json")
    yield "rewriting/build", gone(f"HEAD~5:{PAGE}", "build", "--history")
    for function in (gone_from_one_revision, lost, many_times):
        yield f"rewriting/{function.__name__}", function
