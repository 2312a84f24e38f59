"""Trees that are hard on a reader: odd kinds of files, odd names, and files that change."""
import os
import re
import shutil
import socket
import subprocess
import threading

from book import FINE, STATUS_FAILURE, STATUS_OK, Skipped, Wrong

PAGE = "roadmap/page.md"
ROUNDS = 4
PAGES = 150


def sparse(book, name, size):
    with open(book.path(name), "wb") as file:
        file.truncate(size)


def largest_file(book):
    """LIMIT_FILE_BYTES: a file of 64 MiB is copied into the site, a page of this size is not read
    as one; one byte more is not read at all."""
    sparse(book, PAGE, 64 << 20)
    book.expect("page-too-large", PAGE)
    sparse(book, PAGE, (64 << 20) + 1)
    book.expect("file-too-large", PAGE)
    os.remove(book.path(PAGE))
    sparse(book, "picture.png", 64 << 20)
    if book.build().status != STATUS_OK or os.path.getsize(book.site + "/picture.png") != 64 << 20:
        raise Wrong("a picture of 64 MiB is not in the site")
    sparse(book, "picture.png", (64 << 20) + 1)
    result = book.build()
    if result.status != STATUS_FAILURE or b"picture.png" not in result.err:
        raise result.wrong("no word about a picture that is too large")


def large_data_files(book):
    for name in ("waymark.yaml", "people.yaml", "book.toml", "SUMMARY.md"):
        kept = os.path.exists(book.path(name))
        sparse(book, name, (64 << 20) + 1)
        book.expect("file-too-large", name)
        if kept:
            book.write(name, "dialect: native\n")
        else:
            os.remove(book.path(name))


def links_out(book):
    """No byte from outside the book is read, whatever a link says."""
    secret = os.path.join(book.scratch, "secret.md")
    with open(secret, "w", encoding="utf-8") as file:
        file.write("# The secret\n\n## Impact\n\n- Known.\n")
    os.symlink(secret, book.path("roadmap/absolute.md"))
    os.symlink("../../secret.md", book.path("roadmap/relative.md"))
    os.symlink("../..", book.path("roadmap/folder"))
    os.symlink("/dev/zero", book.path("roadmap/zero.md"))
    os.symlink("/proc/self/mem", book.path("roadmap/memory.md"))
    os.symlink("/proc/self/fd/0", book.path("roadmap/input.md"))
    os.symlink("nothing.md", book.path("roadmap/dangling.md"))
    os.symlink("fine.md", book.path("roadmap/inside.md"))
    for name in ("absolute", "relative", "zero", "memory", "input", "dangling"):
        book.expect("symlink-outside", f"roadmap/{name}.md")
    book.read_with_all()
    for folder, _, names in os.walk(book.site):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                if b"The secret" in file.read():
                    raise Wrong(f"the secret is in the site: {folder}/{name}")


def links_in_circles(book):
    os.symlink("self.md", book.path("roadmap/self.md"))
    os.symlink("b.md", book.path("roadmap/a.md"))
    os.symlink("a.md", book.path("roadmap/b.md"))
    os.symlink(".", book.path("roadmap/here"))
    os.symlink("../roadmap", book.path("roadmap/up"))
    previous = "fine.md"
    for number in range(200):
        os.symlink(previous, book.path(f"roadmap/chain{number}.md"))
        previous = f"chain{number}.md"
    for name in ("self", "a", "b"):
        book.expect("symlink-outside", f"roadmap/{name}.md")
    book.read_with_all()


def no_files(book):
    """What is no file must not be waited for: a pipe has no end."""
    os.mkfifo(book.path(PAGE))
    os.mkfifo(book.path("roadmap/README.md"))
    os.mkfifo(book.path("SUMMARY.md"))
    os.mkfifo(book.path("book.toml"))
    os.mkfifo(book.path("people.yaml"))
    os.mkfifo(book.path(".gitignore"))
    folder = os.open(book.folder, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(f"/proc/self/fd/{folder}/socket.md")  # the name of a socket must be short
    os.close(folder)
    book.read_with_all()


def folders_for_files(book):
    for name in (PAGE, "book.toml", "people.yaml", "SUMMARY.md", ".gitignore", "vision"):
        os.makedirs(book.path(name))
    book.read_with_all()
    os.remove(book.path("waymark.yaml"))
    os.makedirs(book.path("waymark.yaml"))
    book.read_with_all()


def files_for_folders(book):
    for name in (".git", "vision", "roadmap/goal"):
        book.write(name, "I am no folder\n")
    book.read_with_all()


def unreadable(book):
    if os.geteuid() == 0:
        raise Skipped("root reads everything")
    book.write(PAGE, FINE)
    book.write("vision/characters/a.md", "# A\n")
    os.chmod(book.path(PAGE), 0)
    os.chmod(book.path("vision/characters"), 0)
    book.expect("file-unreadable", PAGE)
    book.expect("file-unreadable", "vision/characters")
    book.read_with_all()


def odd_names(book):
    """Names are text from outside: they stand in addresses, in HTML, in JSON, on a terminal."""
    names = ["a b", "a'b", 'a"b', "a<b>&c", "<script>alert(1)</script>".replace("/", "∕"), "a\nb",
             "a\tb", "a\rb", "a\033[31mb", "a\\b", "a%41b", "a%b", "a#b", "a?b", "-rf", "--help",
             ".", "a.", "~", "$HOME", "`id`", "(((", "[a](b)", "|", "*", "{name}", "con", "a:b",
             "javascript:alert(1)", "\u202eevil", "e\u0301", "\ufeff", "\u200b", "👩‍👩‍👧‍👦", "%00",
             "x" * 252]
    for name in names:
        book.write(f"roadmap/{name}.md", "# A\n\n[b](missing.md)\n")
        if name != ".":
            book.write(f"vision/characters/{name[:200]}/README.md", "# A\n")
    found = [finding.get("file") for finding in book.findings()
             if finding["code"] == "missing-file"]
    for name in names:
        # Control characters are not shown.
        shown = re.sub("[\033\u202e]", "\ufffd", re.sub("[\t\n\r]", " ", name))
        if name != "." and f"roadmap/{shown}.md" not in found:
            raise Wrong(f"roadmap/{name!r}.md was not read; {len(found)} others were")
    book.read_with_all()
    for result in (book.run("check"), book.run("list", "goal"), book.run("roadmap")):
        if b"\033" in result.out:
            raise result.wrong("an escape sequence in a name reaches the terminal")


def names_not_utf8(book):
    book.write(b"roadmap/a\xff.md", FINE)
    book.write(b"roadmap/\xc3/page.md", FINE)
    book.expect("path-not-utf8", "roadmap/a\\xff.md")
    book.read_with_all()


def deep_tree(book, name, depth):
    """Makes folders deeper than a path can name; gives a function that removes them."""
    at = os.open(book.path("roadmap"), os.O_RDONLY)
    handles = [at]
    for _ in range(depth):
        os.mkdir(name, dir_fd=at)
        at = os.open(name, os.O_RDONLY, dir_fd=at)
        handles.append(at)
        page = os.open("page.md", os.O_WRONLY | os.O_CREAT, 0o666, dir_fd=at)
        os.write(page, FINE.encode())
        os.close(page)

    def remove():
        while len(handles) > 1:
            os.unlink("page.md", dir_fd=handles[-1])
            os.close(handles.pop())
            os.rmdir(name, dir_fd=handles[-1])
        os.close(handles.pop())
    return remove


def long_path(book):
    """LIMIT_PATH_BYTES"""
    remove = deep_tree(book, "x" * 250, 17)
    try:
        if not any(finding["code"] == "path-too-long" for finding in book.findings()):
            raise Wrong("check did not find path-too-long")
        book.read_with_all()
    finally:
        remove()


def deep_folders(book):
    """LIMIT_DIRECTORY_DEPTH"""
    remove = deep_tree(book, "d", 1000)
    try:
        book.expect("tree-too-deep", "roadmap/" + "/".join(["d"] * 64))
        book.read_with_all()
    finally:
        remove()


def empty(book):
    shutil.rmtree(book.folder)
    os.mkdir(book.folder)
    for command in (("check",), ("roadmap",), ("export", "json"), ("list", "goal"),
                    ("build", "-o", book.site)):
        book.run(*command)
    if not any(finding["code"] == "nothing-found" for finding in book.findings()):
        raise Wrong("check is content with an empty folder")
    book.write("page.md", "")
    book.run("check")
    result = book.run("check", book.scratch + "/nowhere")
    if result.status != STATUS_FAILURE or b"nowhere" not in result.err:
        raise result.wrong("no word about a folder that is not there")


class Changing:
    """Files that another thread takes away, cuts and puts back as long as the block runs."""

    def __init__(self, *steps):
        self.steps = steps
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def work(self):
        while not self.stop.is_set():
            for step in self.steps:
                try:
                    step()
                except OSError:
                    pass  # the step before it has taken the file away

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()


def many_pages(book):
    for number in range(PAGES):
        book.write(f"roadmap/page{number}.md", FINE)


def commands_while_changing(book, *steps):
    """Whatever happens to the other pages: no crash, and the sound goal is read."""
    with Changing(*steps):
        for _ in range(ROUNDS):
            book.findings()
            book.export()
            book.build()


def vanishing(book):
    many_pages(book)
    paths = [book.path(f"roadmap/page{number}.md") for number in range(0, PAGES, 3)]

    def remove():
        for path in paths:
            os.remove(path)

    def put_back():
        for path in paths:
            with open(path, "wb") as file:
                file.write(FINE.encode() * 20)

    commands_while_changing(book, remove, put_back)


def shrinking(book):
    many_pages(book)
    paths = [book.path(f"roadmap/page{number}.md") for number in range(0, PAGES, 3)]

    def size(bytes_):
        def step():
            for path in paths:
                os.truncate(path, bytes_)
        return step

    commands_while_changing(book, size(40), size(0), size(70), size(20000))


def turning_into_others(book):
    """A page that becomes a pipe, a folder, a link to what has no end, and a page again."""
    many_pages(book)
    path = book.path("roadmap/page50.md")
    os.remove(path)

    def pipe():
        os.mkfifo(path)

    def folder():
        os.mkdir(path)

    def link():
        os.symlink("/dev/zero", path)

    def remove():
        if os.path.isdir(path) and not os.path.islink(path):
            os.rmdir(path)
        else:
            os.remove(path)

    commands_while_changing(book, pipe, remove, folder, remove, link, remove)


def folder_moving(book):
    many_pages(book)
    for number in range(100):
        book.write(f"vision/status-quo/story{number}.md", "# A story\n")
    here, there = book.path("vision/status-quo"), book.path("vision/elsewhere")
    commands_while_changing(book, lambda: os.rename(here, there), lambda: os.rename(there, here))


def flip_a_byte(data):
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0x55]) + data[middle + 1:]


def damage(book, change):
    for folder, _, names in os.walk(book.path(".git/objects")):
        for name in names:
            path = os.path.join(folder, name)
            os.chmod(path, 0o644)
            with open(path, "rb") as file:
                data = file.read()
            with open(path, "wb") as file:
                file.write(change(data))


def repository(book):
    """A damaged repository around the book is no reason to crash when a revision is read, and no
    reason for anything when the work tree is.  (libgit2 up to 1.9 never ends when it reads an
    object file that is cut in its middle, which is why that is not among the changes.)"""
    def git(*arguments):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
                       cwd=book.folder, check=True, stdout=subprocess.DEVNULL)

    for change in (flip_a_byte, lambda data: b"", lambda data: b"\xff" * 1000):
        shutil.rmtree(book.path(".git"), ignore_errors=True)
        git("init", "-q")
        git("add", "-A")
        git("commit", "-q", "-m", "a")
        if book.run("check", "--at", "HEAD").status != STATUS_OK:
            raise Wrong("a sound repository cannot be read")
        damage(book, change)
        result = book.run("check", "--at", "HEAD")
        if result.status != STATUS_FAILURE:
            raise result.wrong("a damaged repository is read")
        book.read_with_all()
    book.write(".git/HEAD", b"\xff" * 1000)
    book.write(".git/config", "[core\n" * 1000)
    book.run("check", "--at", "HEAD")
    book.read_with_all()


def changed_word(book):
    """One letter of a text is another one, in an object that is stored as it is, alone or in a pack:
    only its checksum tells."""
    def git(*arguments):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
                       cwd=book.folder, check=True, stdout=subprocess.DEVNULL)

    book.write("roadmap/changed.md", "# A page\n\nThe word is somewhere here.\n")
    for pack in (False, True):
        shutil.rmtree(book.path(".git"), ignore_errors=True)
        git("init", "-q")
        git("config", "core.compression", "0")
        git("add", "-A")
        git("commit", "-q", "-m", "a")
        if pack:
            git("repack", "-adq")
        if book.run("check", "--at", "HEAD").status == STATUS_FAILURE:
            raise Wrong("a sound repository cannot be read")
        damage(book, lambda data: data.replace(b"The word", b"The wort"))
        result = book.run("check", "--at", "HEAD")
        if result.status != STATUS_FAILURE or "roadmap/changed.md" not in result.said():
            raise result.wrong("a changed word is not noticed")


def revisions(book):
    """Names of revisions that are hard to read."""
    subprocess.run(["sh", "-ec", "git init -q . && git add -A && git -c user.name=a "
                    "-c user.email=a@example.org commit -q -m a"], cwd=book.folder, check=True)
    for at in ("-x", "HEAD~99999999999", "HEAD^{/(((((((((((a}", "@{9999}", "a" * 100000, "\n",
               "HEAD:roadmap", "refs/../../x", "2022-99-99", "\udcff", "HEAD" + "^" * 10000):
        result = book.run("check", f"--at={at}")
        if result.status != STATUS_FAILURE:
            raise result.wrong("this is no revision")


def ignore_files(book):
    """Patterns that are hard on a matcher."""
    book.write(".gitignore", "".join(f"{'*a' * 50}b\n" + "**/" * 50 + f"x{number}\n" +
                                     "[" * 200 + "\n!" + "*" * 200 + "b\n" for number in range(50)))
    for number in range(200):
        book.write(f"roadmap/{'a' * 200}{number}.md", FINE)
    book.read_with_all()
    book.write(".gitignore", b"\xff\0\n" * (100 << 10))
    book.expect("ignore-too-large", ".gitignore")
    book.read_with_all()


def cases():
    for function in (largest_file, large_data_files, links_out, links_in_circles, no_files,
                     folders_for_files, files_for_folders, unreadable, odd_names, names_not_utf8,
                     long_path, deep_folders, empty, vanishing, shrinking, turning_into_others,
                     folder_moving, repository, changed_word, revisions, ignore_files):
        yield f"files/{function.__name__}", function
