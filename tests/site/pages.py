"""Reads the pages of a site as a browser would and says what is wrong with them.

check_tree(folder) gives a list of texts.  A page must be well nested without help from the
browser's error correction, hold nothing active but what waymark writes itself (marked by a class
that begins with "wm-"; scripts are files of the site, named in the head), use each id once, and
its links into the site must lead to a file and, where they name an anchor, to an element that has
it; "#a=b" is a choice that the target's script reads.  Links that the book itself gets wrong carry
class="missing" and are let off.  Pictures, in pages and as files, are well-formed XML with a title,
and nothing in them is active.
"""
import html.parser
import os
import re
import subprocess
import tempfile
import urllib.parse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr"}
ACTIVE = {"style", "iframe", "frame", "object", "embed", "applet", "base",
          "math", "template", "noscript", "textarea", "audio", "video",
          "portal", "marquee", "xmp", "plaintext"}
OWN = {"svg", "button", "dialog", "form", "select"}
TEXT_ONLY = {"p", "button", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "pre", "a", "em", "strong", "span",
             "code", "del", "sup", "sub", "small", "label", "b", "i", "kbd", "mark"}
BLOCKS = {"p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "td",
          "th", "blockquote", "pre", "hr", "details", "section", "h1", "h2", "h3", "h4", "h5",
          "h6", "figure", "nav", "main", "header", "footer"}
PARENTS = {"li": {"ul", "ol"}, "tr": {"thead", "tbody", "tfoot", "table"}, "td": {"tr"},
           "th": {"tr"}, "thead": {"table"}, "tbody": {"table"}, "summary": {"details"},
           "dt": {"dl", "div"}, "dd": {"dl", "div"}}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "cite", "background", "data"}
SAFE_SCHEMES = {"http", "https", "mailto"}


class Page(html.parser.HTMLParser):
    """One page: its ids, links, text, and what is wrong with it."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.problems, self.ids, self.links, self.stack = [], set(), [], []
        self.text, self.tags, self.attributes = [], set(), []
        self.refresh = None
        self.feed(text)
        self.close()
        if self.stack:
            self.problem(f"not closed at the end: {self.stack}")

    def problem(self, text):
        line, column = self.getpos()
        self.problems.append(f"{line}:{column}: {text}")

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.check_place(tag)
        self.check_own(tag, dict(attrs))
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.problem(f"<{tag}> has an attribute twice: {names}")
        for name, value in attrs:
            self.check_attribute(tag, name, value or "")
        values = dict(attrs)
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            self.refresh = values.get("content", "").partition("url=")[2]
        for name in ("href", "src"):
            if values.get(name) is not None:
                self.links.append((values[name], "missing" in (values.get("class") or "").split(),
                                   tag))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        if "svg" not in self.stack:
            self.problem(f"<{tag}/> is no HTML")
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def check_own(self, tag, values):
        if tag in OWN and not (values.get("class") or "").startswith("wm-"):
            self.problem(f"<{tag}> is not waymark's own")
        if tag == "script" and (self.stack[-1:] != ["head"] or not values.get("src")
                                or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", values["src"])):
            self.problem("<script> that is no file of the site")

    def check_place(self, tag):
        if tag in ACTIVE:
            self.problem(f"<{tag}> is active or refused content")
        if tag == "link" and "head" not in self.stack:
            self.problem("<link> in the body")
        if tag == "a" and "a" in self.stack:
            self.problem("<a> in <a>")
        parent = self.stack[-1] if self.stack else None
        if tag in PARENTS and parent not in PARENTS[tag]:
            self.problem(f"<{tag}> in <{parent}>")
        if tag in BLOCKS and parent in TEXT_ONLY:
            self.problem(f"<{tag}> in <{parent}>")
        if parent in ("ul", "ol") and tag != "li":
            self.problem(f"<{tag}> in <{parent}>")
        if parent in ("table", "thead", "tbody", "tr") and tag not in (
                "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"):
            self.problem(f"<{tag}> in <{parent}>")

    def check_attribute(self, tag, name, value):
        self.attributes.append((tag, name, value))
        if name.startswith("on") or name in ("style", "srcdoc", "srcset", "formaction", "ping"):
            self.problem(f"<{tag}> has {name}")
        if not re.fullmatch(r"[a-z][a-z0-9-]*(:[a-z]+)?", name):
            self.problem(f"<{tag}> has an attribute called {name!r}")
        if name in ADDRESSES:
            self.check_address(tag, value)
        if name == "id":
            if value in self.ids:
                self.problem(f"id {value!r} twice")
            if not value or re.search(r"\s", value):
                self.problem(f"id {value!r} is none")
            self.ids.add(value)

    def check_address(self, tag, value):
        # Browsers drop these characters before they look at the scheme.
        bare = re.sub(r"[\x00-\x20\x7f-\x9f]", "", value)
        scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", bare)
        if scheme and scheme.group(1).lower() not in SAFE_SCHEMES:
            self.problem(f"<{tag}> leads to {value!r}")
        if re.search(r"[\x00-\x20\"<>\\^`{|}]", value):
            self.problem(f"<{tag}> has an address that is not encoded: {value!r}")

    def handle_endtag(self, tag):
        if not self.stack or self.stack[-1] != tag:
            self.problem(f"</{tag}> where {self.stack[-1:]} is open")
        if tag in self.stack:
            while self.stack.pop() != tag:
                pass

    def handle_data(self, data):
        self.text.append(data)
        if self.stack[-1:] == ["script"]:
            self.problem(f"a script in the page: {data[:40]!r}")
        if data.strip() and self.stack and self.stack[-1] in ("table", "thead", "tbody", "tr",
                                                             "ul", "ol"):
            self.problem(f"text in <{self.stack[-1]}>: {data.strip()[:40]!r}")

    def handle_comment(self, data):
        self.problem(f"a comment: {data[:40]!r}")

    def handle_pi(self, data):
        self.problem(f"a processing instruction: {data[:40]!r}")

    def unknown_decl(self, data):
        self.problem(f"a declaration: {data[:40]!r}")


def read_page(path):
    with open(path, "rb") as file:
        text = file.read().decode("utf-8")
    if not text.lower().startswith("<!doctype html>"):
        raise ValueError("no doctype")
    return Page(text)


def frame_problems(page):
    """What every page has, but for redirects."""
    needed = {("html", "lang"), ("meta", "charset"), ("main", "id"), ("a", "class")}
    missing = needed - {(tag, name) for tag, name, _ in page.attributes}
    problems = [f"no {tag} with {name}" for tag, name in sorted(missing)]
    if "title" not in page.tags:
        problems.append("no title")
    values = {value for tag, name, value in page.attributes if (tag, name) == ("meta", "content")}
    if not any(value.startswith("default-src 'none'") for value in values):
        problems.append("no content security policy")
    return problems


def link_problem(folder, name, page, pages, link):
    url, excused, tag = link
    if excused or re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*:|//)", url):
        return None
    path, _, anchor = url.partition("#")
    path = urllib.parse.unquote(path.partition("?")[0])
    anchor = urllib.parse.unquote(anchor)
    if path.startswith("/") and name == "404.html":
        path = re.sub(r"^/([^/]+/)?(?=index\.html|waymark[-0-9]*/)", "", path)
    elif path.startswith("/"):
        return f"{url!r} begins at the root of the host"
    target = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name
    if target.startswith("..") or not os.path.isfile(os.path.join(folder, target)):
        return f"{url!r} leads to {target}, which is not there"
    if anchor and tag == "a" and anchor != "top" and target in pages and "=" not in anchor:
        if anchor not in pages[target].ids:
            return f"{url!r}: {target} has no such anchor"
    return None


def picture_problems(name, text):
    """What is wrong with the SVG, but for its being XML."""
    problems = []
    if "<title>" not in text:
        problems.append(f"{name}: a picture without a title")
    if 'role="' not in text.partition(">")[0]:
        problems.append(f"{name}: a picture without a role")
    tags = " ".join(re.findall(r"<[^>]*>", text))
    for word in (r"\son\w+=", r"\sstyle=", "<style", "<script", "<foreignObject", "<image", "<use",
                 "javascript:", r"url\(", r'=\"[^\"]*(nan|inf)[^\"a-z]'):
        if re.search(word, tags):
            problems.append(f"{name}: a picture with {word!r}")
    return problems


def check_pictures(pictures):
    """`pictures`: SVG texts by name."""
    problems = []
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        paths = {}
        for number, (name, text) in enumerate(pictures.items()):
            problems += picture_problems(name, text)
            paths[os.path.join(folder, f"{number}.svg")] = name
            with open(os.path.join(folder, f"{number}.svg"), "w", encoding="utf-8") as file:
                file.write(text)
        if paths:
            result = subprocess.run(["xmllint", "--noout", "--nonet", *paths], stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE, text=True, check=False)
            said = result.stderr
            for path, name in paths.items():
                said = said.replace(path, name)
            problems += said.splitlines()[:5] if result.returncode != 0 else []
    return problems


def tree_pictures(folder):
    """All pictures that waymark wrote into a site: the parts of pages, and files of its folder."""
    pictures = {}
    for where, _, names in sorted(os.walk(folder)):
        for base in sorted(names):
            name = os.path.relpath(os.path.join(where, base), folder)
            if base.endswith(".html") or (base.endswith(".svg") and name.startswith("waymark")):
                with open(os.path.join(where, base), encoding="utf-8") as file:
                    text = file.read()
                found = re.findall(r"<svg\b.*?</svg>", text, re.DOTALL)
                pictures.update({f"{name} ({i})": svg for i, svg in enumerate(found)})
    return pictures


def check_tree(folder):
    problems, pages = check_pictures(tree_pictures(folder)), {}
    for where, _, names in sorted(os.walk(folder)):
        for base in sorted(names):
            if base.endswith(".html"):
                path = os.path.join(where, base)
                name = os.path.relpath(path, folder)
                try:
                    pages[name] = read_page(path)
                except (ValueError, AssertionError) as error:
                    problems.append(f"{name}: {error}")
    for name, page in pages.items():
        found = list(page.problems)
        if page.refresh is None:
            found += frame_problems(page)
        else:
            page.links.append((page.refresh, False, "meta"))
        found += filter(None, (link_problem(folder, name, page, pages, link)
                               for link in page.links))
        problems += [f"{name}: {text}" for text in found]
    return problems, pages
