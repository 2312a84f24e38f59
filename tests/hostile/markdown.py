"""Pages that are hard on a parser: deep, wide, long, and not text at all."""
from book import Wrong

DEEP = 100000
PAGE = "roadmap/page.md"

# Names of cases and the page's text.  None of them may take more than the usual time.
# LIMIT_NESTING: those in TOO_DEEP are cut off there, with a finding.
TEXTS = {
    "quotes": "> " * DEEP + "x",
    "quotes-tight": ">" * DEEP + "x",
    "bullets": "- " * DEEP + "x",
    "numbers": "1. " * DEEP + "x",
    "quotes-and-bullets": "> - " * DEEP + "x",
    "tasks": "- [ ] " * DEEP + "x",
    "bullets-staircase": "\n".join(" " * (2 * i) + "- x" for i in range(1000)),
    "brackets": "[" * DEEP,
    "brackets-closed": "[" * DEEP + "a" + "]" * DEEP,
    "brackets-with-targets": "[" * DEEP + "a" + "](x)" * DEEP,
    "pictures": "![" * DEEP,
    "pictures-closed": "![" * DEEP + "a" + "](x)" * DEEP,
    "links-open": "[a](" * DEEP,
    "links-open-pointed": "[a](<b" * DEEP,
    "target-parentheses": "[a](" + "(" * DEEP + ")" * DEEP + ")",
    "directive": "(((" * DEEP,
    "stars": "*" * DEEP + "a" + "*" * DEEP,
    "stars-apart": "*a " * DEEP,
    "stars-nested": "*a " * DEEP + " a*" * DEEP,
    "stars-nested-little": "*a " * 150 + " a*" * 150,
    "strong-nested": "**a " * DEEP + " a**" * DEEP,
    "stars-and-underscores": "*a_ " * DEEP,
    "emphasis-mixed": "a**b" + "c* " * DEEP,
    "tildes": "~" * DEEP,
    "tildes-apart": "~~a " * DEEP,
    "tildes-nested": "~~a " * DEEP + " a~~" * DEEP,
    "backticks": " ".join("`" * i for i in range(1, 1500)),
    "backticks-apart": "`a ``b " * DEEP,
    "fences": "```\na\n" * DEEP,
    "fence-open": "```\n" + "a\n" * DEEP,
    "fences-in-quotes": "> ```\n" * DEEP,
    "angles": "<" * DEEP,
    "tags-open": "<a " * DEEP,
    "tag-attributes": "<a " + "b=c " * DEEP + ">",
    "tag-quote-open": "<a b=\"" * DEEP,
    "comments-open": "a <!--" * DEEP,
    "instructions-open": "a <?" * DEEP,
    "declarations-open": "a <!A " * DEEP,
    "sections-open": "a <![CDATA[" * DEEP,
    "details": "<details>\n\n" * DEEP,
    "details-tight": "<details><summary>a</summary>" * DEEP,
    "details-closed": "<details>\n\n" * DEEP + "</details>\n\n" * DEEP,
    "details-never-open": "</details>\n\n" * DEEP,
    "kbd": "a " + "<kbd>" * DEEP,
    "paragraph-tags": "<p>" * DEEP,
    "entities": "&" * DEEP,
    "entities-numbers": "&#" * DEEP,
    "entities-long": "&" + "a" * DEEP + ";",
    "addresses": "http://" * DEEP,
    "addresses-apart": "http://a.b " * DEEP,
    "addresses-www-apart": "www.a.b " * DEEP,
    "addresses-mail-apart": "a@b.cc " * DEEP,
    "addresses-www": "www." * DEEP,
    "addresses-parentheses": "http://a/" + "(" * DEEP,
    "addresses-entities": "http://a/" + "&amp;" * DEEP,
    "addresses-mail": "a@" * DEEP,
    "addresses-odd": "a:@a" + ":@" * DEEP,
    "signs-at": "@" * DEEP,
    "escapes": "\\" * (DEEP + 1),
    "breaks": "a\\\n" * DEEP,
    "rules": "***\n" * DEEP,
    "underlines": "a\n=\n" * DEEP,
    "underlines-only": "=\n" * DEEP,
    "tables-in-quotes": "".join(">" * i + " |a|b|\n" + ">" * i + " |-|-|\n" for i in range(1, 400)),
    "tables-many": "|a|b|\n|-|-|\n|c|d|\n\n" * (DEEP // 4),
    "table-code-bars": "|a|\n|-|\n|" + "`|" * DEEP,
    "table-headers": "|a|\n" * DEEP + "|-|\n",
    "delimiter-rows": "|a|\n" + "|-|\n" * DEEP,
    "bars": "|" * DEEP,
    "bars-and-delimiters": "|" * DEEP + "\n" + "|-" * DEEP + "|\n",
    "table-columns": "|a" * DEEP + "|\n" + "|-" * DEEP + "|\n" + "|b|\n" * 3,
    "table-rows": "|a|b|\n|-|-|\n" + "|c|d|\n" * 2 * DEEP,
    "footnote-marks": "[^a]" * DEEP + "\n\n[^a]: x\n",
    "footnotes-undefined": "[^a] " * DEEP,
    "footnotes-many": "".join(f"[^{i}]: x\n\n" for i in range(20000)),
    "footnotes-used": "".join(f"x[^{i}]\n\n[^{i}]: y\n\n" for i in range(10000)),
    "footnotes-in-circles": "[^a]: [^b]\n\n[^b]: [^a]\n\n[^a]",
    "footnotes-nested": "[^a]: " * DEEP,
    "footnotes-same": "[^a]: x\n\n" * DEEP + "[^a]",
    "definitions": "".join(f"[a{i}]: b\n" for i in range(20000)) + "\n[a1]",
    "definitions-same": "[a]: b\n" * DEEP + "\n[a]",
    "definitions-open": "[a]: " * DEEP,
    "definition-long": "[" + "a" * DEEP + "]: b",
    "definitions-large": "[a]: " + "b" * DEEP + "\n\n" + "[a]" * DEEP,
    "references": "[a][b]" * DEEP,
    "references-nested": "[a][" * DEEP,
    "one-line": "a " * (2 << 20),
    "one-word": "a" * (4 << 20),
    "blank-lines": "\n" * (4 << 20),
    "tabs": "\t" * DEEP + "x",
    "tabs-in-bullets": "-\t" * DEEP + "x",
    "heading-long": "# " + "a" * DEEP,
    "headings-deep": "".join("#" * (i % 8) + " a\n" for i in range(DEEP)),
    "signs": "👩‍👩‍👧‍👦" * DEEP,
    "marks-combining": "a" + "\u0301" * DEEP,
    "directions": "\u202e" * DEEP,
    "progress-bar": "## Milestones\n\n|Milestone|Progress|\n|-|-|\n|a|" + "▰" * DEEP + "|",
    "people": "## Milestones\n\n|Milestone|Participants|\n|-|-|\n|a|" + "@a, " * DEEP + "|",
}

# LIMIT_NESTING
TOO_DEEP = ["quotes", "quotes-tight", "bullets", "numbers", "quotes-and-bullets",
            "bullets-staircase", "stars-nested-little", "tables-in-quotes"]

# The parser would take too long for them.
TOO_COMPLEX = ["stars-nested", "strong-nested", "table-columns"]

TABLE_WORK = {
    # LIMIT_TABLE_WORK: columns times rows
    "table-wide": "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + "|b|\n" * 101,
    "table-long-and-wide": "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "|b|\n" * 1000,
}


def look_at(text):
    def case(book):
        book.write(PAGE, text)
        book.read_with_all()
    return case


def look_for(code, text, line=None):
    def case(book):
        book.write(PAGE, text)
        book.expect(code, PAGE, line)
        book.read_with_all()
    return case


def in_front_matter_sections(book):
    """The same texts where the program looks for fields."""
    text = "---\nstate: active\n---\n# A\n\n## Impact\n\n{0}\n\n## Requires\n\n{0}\n"
    for number, name in enumerate(("brackets-with-targets", "stars-nested", "details", "quotes",
                                   "references")):
        book.write(f"roadmap/goal{number}.md", text.format(TEXTS[name][:20000]))
    book.read_with_all()


def page_too_large(book):
    """LIMIT_PAGE_BYTES: a page of 8 MiB is read, one byte more is not."""
    largest = b"# A\n\n" + (b"a line of text " * 10 + b"\n") * 60000
    largest = largest[:8 << 20]
    book.write(PAGE, largest)
    book.expect_none("page-too-large")
    book.write(PAGE, largest + b"x")
    book.expect("page-too-large", PAGE)
    book.read_with_all()


def large_and_dense(book):
    """Pages in which every few bytes are a node; the work must grow with the size only."""
    for number, unit in enumerate((b"*a*", b"`a`", b"a\n\n", b"- a\n", b"[a](b)", b"<b>", b"&lt;",
                                   b"|a|\n|-|\n\n", b"# a\n", b"a\n")):
        book.write(PAGE, unit * ((1 << 20) // len(unit)))
        book.run("check")


def invalid_utf8(book):
    pieces = [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xc0\xaf", b"\xe2\x28\xa1",
              b"\xf0\x9f\x98", b"\x80" * 1000]
    for piece in pieces:
        book.write(PAGE, b"# A\n\nbefore " + piece + b" after\n\n## Impact\n\n- " + piece + b"\n")
        book.expect("invalid-utf8", PAGE, 3)
    book.write(PAGE, b"\xff" * DEEP)
    book.expect("invalid-utf8", PAGE, 1)
    book.read_with_all()


def random_bytes(book):
    state = 1
    data = bytearray()
    while len(data) < 1 << 20:
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        data += state.to_bytes(8, "little")
    book.write(PAGE, bytes(data))
    book.expect("invalid-utf8", PAGE)
    book.read_with_all()


def nul_bytes(book):
    book.write(PAGE, b"# A\0B\n\n\0\n\n[a\0](b\0.md)\n\n|a\0|\n|-|\n" + b"\0" * DEEP)
    book.read_with_all()
    book.expect("missing-file", PAGE, 5)


def byte_order_mark(book):
    book.write(PAGE, b"\xef\xbb\xbf---\nstate: active\n---\n# A\n\n## Impact\n\n- b\n")
    goals = [record for record in book.export() if record["id"] == "page"]
    if goals[0]["fields"].get("state") != "active" or goals[0]["title"] != "A":
        raise Wrong(f"the mark at the start hides the front matter: {goals}")
    book.read_with_all()


def line_ends(book):
    """CRLF, and CR alone, which ends lines in CommonMark, too."""
    page = "---\nstate: active\nowner: ada\n---\n# A\n\n## Impact\n\n- b\n\n[x](y.md)\n"
    for ends in ("\r\n", "\r"):
        book.write(PAGE, page.replace("\n", ends))
        goals = [record for record in book.export() if record["id"] == "page"]
        if goals[0]["fields"].get("impact") is None:
            raise Wrong(f"{ends!r}: no impact: {goals}")
        book.expect("missing-file", PAGE, 11)
        book.read_with_all()
    book.write(PAGE, "\r" * DEEP + "\n" + "\r\n" * DEEP + "x")
    book.read_with_all()


def cases():
    for name, text in TEXTS.items():
        if name in TOO_DEEP:
            yield f"markdown/{name}", look_for("nested-too-deep", text)
        elif name in TOO_COMPLEX:
            yield f"markdown/{name}", look_for("page-too-complex", text)
        else:
            yield f"markdown/{name}", look_at(text)
    for name, text in TABLE_WORK.items():
        yield f"markdown/{name}", look_for("table-too-large", text)
    for function in (in_front_matter_sections, page_too_large, large_and_dense, invalid_utf8,
                     random_bytes, nul_bytes, byte_order_mark, line_ends):
        yield f"markdown/{function.__name__}", function
