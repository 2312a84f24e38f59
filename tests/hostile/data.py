"""YAML, TOML and SUMMARY.md that are hard on their readers."""
import os

from book import FINE, Wrong

PAGE = "roadmap/page.md"
REST = "# A\n\n## Impact\n\n- b\n"


def front(text):
    return "---\n" + text + "\n---\n" + REST


def bomb(levels):
    """Each level names the one above it nine times."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, levels):
        names = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} [{names}]")
    return "\n".join(lines)


# Name of a case, code, text: read as front matter, as waymark.yaml and as people.yaml.
YAML = [
    ("bomb", "yaml-anchor", bomb(20)),
    ("alias-to-itself", "yaml-anchor", "a: &a [*a]"),
    ("tag", "yaml-tag", "a: !!python/object/apply:os.system [id]"),
    ("merge-key", "yaml-merge-key", "a: {b: c}\n<<: {d: e}"),
    # LIMIT_YAML_DEPTH
    ("flow-depth", "yaml-too-deep", "a: " + "[" * 20000 + "]" * 20000),
    ("flow-depth-open", "yaml-too-deep", "a: " + "[" * 60000),
    ("flow-maps", "yaml-too-deep", "a: " + "{b: " * 10000 + "}" * 10000),
    ("block-depth", "yaml-too-deep", "\n".join(" " * i + f"a{i}:" for i in range(300))),
    ("sequence-depth", "yaml-too-deep", "a:\n  " + "- " * 30000),
    ("question-marks", None, "? " * 30000),
    ("colons", None, ": " * 30000),
    ("quote-open", "yaml-syntax", "a: \"" + "b" * 60000),
    ("tab", "yaml-syntax", "a:\n\t- b"),
    ("control-characters", "yaml-syntax", "a: \x01\x02\x7f"),
    ("duplicate-keys", "yaml-duplicate-key", "a: b\n" * 10000),
    ("many-keys", None, "".join(f"a{i}: b\n" for i in range(5000))),
    ("long-key", None, "a" * 60000 + ": b"),
    ("long-scalar", None, "a: " + "b" * 60000),
    ("block-scalar", None, "a: |\n" + "  b\n" * 10000),
    ("comments", None, "# a\n" * 15000 + "a: b"),
    ("documents", "yaml-several-documents", "a: b\n...\n---\nc: d"),
    ("directives", None, "%YAML 9.9\n" * 1000),
    ("not-a-map", "yaml-not-a-map", "- a\n- b"),
]


def read_yaml(code, text):
    def case(book):
        for name in ("waymark.yaml", "people.yaml", PAGE):
            if name == PAGE and "..." not in text and not text.startswith("%"):
                book.write(name, front(text))
            elif name != PAGE:
                book.write(name, text)
            if code and os.path.exists(book.path(name)):
                book.expect(code, name)
            book.run("check", "--dialect", "native")
            book.read_with_all()
            if name == "waymark.yaml":
                book.write(name, "dialect: native\n")
    return case


def front_matter_open(book):
    """A page that begins with --- and has no second one is a page with a rule."""
    book.write(PAGE, "---\nstate: active\n# A\n\n" + "b: c\n" * 100000)
    book.read_with_all()
    book.write(PAGE, "---\n" * 100000)
    book.read_with_all()


def front_matter_too_large(book):
    """LIMIT_FRONT_MATTER_BYTES"""
    book.write(PAGE, front("title: " + "a" * (64 << 10)))
    book.expect("yaml-too-large", PAGE)
    book.read_with_all()


def front_matter_nodes(book):
    """LIMIT_YAML_NODES, LIMIT_YAML_BYTES: both hold for files with nothing but YAML."""
    book.write("people.yaml", "people:\n" + "- {handle: a}\n" * 70000)
    book.expect("yaml-too-large", "people.yaml")
    book.write("people.yaml", "people:\n- handle: " + "a" * (4 << 20) + "\n")
    book.expect("yaml-too-large", "people.yaml")
    book.read_with_all()


def many_people(book):
    book.write("people.yaml", "people:\n" + "".join(f"- {{handle: a{i}, name: A {i}}}\n"
                                                    for i in range(20000)))
    book.write(PAGE, front("owner: [" + ", ".join(f"a{i}" for i in range(0, 20000, 10)) + "]"))
    book.read_with_all()


def same_people(book):
    book.write("people.yaml", "people:\n" + "- {handle: a, name: A}\n" * 10000)
    book.expect("duplicate-id", "people.yaml")
    book.read_with_all()


def not_text(book):
    """Bytes that are no UTF-8, and NUL, in files that hold data."""
    for name in ("waymark.yaml", "people.yaml", "book.toml", "SUMMARY.md", "src/SUMMARY.md"):
        kept = os.path.exists(book.path(name))
        for piece in (b"\xff\xfe", b"\xc3", b"\0", b"\xef\xbf\xbe", b"\xff" * 10000):
            book.write(name, b"title: a" + piece + b"b\n[book]\ntitle = \"" + piece + b"\"\n")
            for command in (("check",), ("export", "json"), ("build", "-o", book.site)):
                book.run(*command)
        os.remove(book.path(name))
        if kept:
            book.write(name, "dialect: native\n")


TOML = [
    # LIMIT_YAML_DEPTH holds for TOML, too.
    ("syntax", "toml-syntax", "[book\ntitle = 1"),
    ("string-open", "toml-syntax", "[book]\ntitle = \"" + "a" * 100000),
    ("text-open", "toml-syntax", "a = '''" + "a\n" * 100000),
    ("lists", "toml-too-large", "a = " + "[" * 100000),
    ("tables-inline", "toml-too-large", "a = " + "{b = " * 50000),
    ("names", "toml-too-large", "[" + "a." * 50000 + "a]"),
    ("duplicates", "toml-duplicate-key", "a = 1\n" * 10000),
    ("tables-same", "toml-duplicate-key", "[a]\n" * 10000),
    ("many-keys", None, "".join(f"a{i} = 1\n" for i in range(50000))),
    ("many-tables", None, "".join(f"[a{i}]\n" for i in range(50000))),
    ("numbers", None, "a = " + "9" * 100000),
    # LIMIT_TOML_BYTES
    ("large", "toml-too-large", "# a\n" * (1 << 20) + "a = 1\n"),
    ("redirects", None, "[output.html.redirect]\n" +
     "".join(f"\"/a{i}.html\" = \"a{i + 1}.html\"\n" for i in range(20000))),
    ("redirects-in-circles", None, "[output.html.redirect]\n\"/a.html\" = \"b.html\"\n"
     "\"/b.html\" = \"a.html\"\n\"/c.html\" = \"c.html\"\n\"/roadmap/fine.html\" = \"a.html\"\n"
     "\"/../../x.html\" = \"../../../y\"\n\"javascript:a\" = \"javascript:b\"\n"),
]


def read_toml(code, text):
    def case(book):
        os.rename(book.path("roadmap"), book.path("src/roadmap"))  # where mdBook looks
        book.write("book.toml", text)
        book.write("src/" + PAGE, REST + "\n[x](../a.html) [y](a1.html) [z](../a0.md)\n")
        if code:
            book.expect(code, "book.toml")
        book.read_with_all()
    return case


def outside_source(book):
    """A source folder that is not below the book."""
    for source in ("../..", "/", "/etc", "..", "roadmap/../..", "a" * 5000, "", ".", "\u0001"):
        book.write("book.toml", f"[book]\nsrc = \"{source}\"\n")
        for command in (("check",), ("export", "json"), ("build", "-o", book.site)):
            result = book.run(*command)
            if b"/etc/" in result.out:
                raise result.wrong("files outside of the book are read")


def summary_long(book):
    """5,000 chapters."""
    for number in range(5000):
        book.write(f"pages/{number // 100}/{number}.md", f"# {number}\n")
    book.write("SUMMARY.md", "# Summary\n\n" +
               "".join(f"- [{i}](pages/{i // 100}/{i}.md)\n" for i in range(5000)) +
               "- [Fine](roadmap/fine.md)\n")
    book.read_with_all(seconds=10)


def summary_deep(book):
    lines = []
    for number in range(200):
        book.write(f"pages/{number}.md", f"# {number}\n")
        lines.append("  " * number + f"- [{number}](pages/{number}.md)\n")
    book.write("SUMMARY.md", "# Summary\n\n" + "".join(lines))
    book.expect("nested-too-deep", "SUMMARY.md")
    book.read_with_all()


def summary_odd(book):
    """Chapters that lead outside, nowhere, to each other and to the same page."""
    book.write("SUMMARY.md", "# Summary\n\n- [a](../../etc/passwd)\n- [b](/etc/passwd.md)\n"
               "- [c](SUMMARY.md)\n- [d]()\n- [e](javascript:alert(1))\n- [f](a\nb.md)\n"
               "- [g](%2e%2e/%2e%2e/x.md)\n- <b>x</b>\n- ![p](q.png)\n1. [h](roadmap/fine.md)\n"
               + "- [same](roadmap/fine.md)\n" * 10000 + "- [none](none.md)\n" * 10000)
    book.expect("summary-duplicate-page", "SUMMARY.md")
    book.expect("summary-missing-page", "SUMMARY.md")
    book.read_with_all()


def dialect(book):
    """A dialect of the book's own is data from outside, too."""
    star = "*a" * 200 + "b"
    book.write("waymark.yaml", "dialect: native\nextend:\n"
               "  pages:\n"
               f"    - {{files: \"**/{star}\", kind: goal}}\n"
               "    - {files: \"**/**/**/**/**/**/**/**/*.md\", kind: goal, id: \"{x}{y}{name}\"}\n"
               "  states:\n    active: [" + ", ".join(["x"] * 1000) + "]\n"
               "  kinds:\n    nothing: {front: by-name}\n")
    for number in range(50):
        book.write(f"{'a/' * 40}{'a' * 200}{number}.md", FINE)
    book.findings()
    book.read_with_all()


def cases():
    for name, code, text in YAML:
        yield f"data/yaml-{name}", read_yaml(code, text)
    for name, code, text in TOML:
        yield f"data/toml-{name}", read_toml(code, text)
    for function in (front_matter_open, front_matter_too_large, front_matter_nodes, many_people,
                     same_people, not_text, outside_source, summary_long, summary_deep,
                     summary_odd, dialect):
        yield f"data/{function.__name__}", function
