"""Books with too much of something: the work must grow with the size, not with its square."""
import os
import signal
import subprocess

from book import FACTOR, STATUS_FAILURE, STATUS_OK, WAYMARK, Wrong

GOAL = "---\nstate: active\nowner: ada\n{}---\n# {}\n\n## Impact\n\n- b\n"
PAGE = "roadmap/page.md"


def pages(book, count, text):
    """`text` gives the page of a number."""
    for number in range(count):
        book.write(f"roadmap/g{number}.md", text(number))


def requires(book, ties):
    """A page for each number, which requires the numbers that `ties` gives for it."""
    for number, others in ties.items():
        names = ", ".join(f"g{other}" for other in others)
        book.write(f"roadmap/g{number}.md", GOAL.format(f"requires: [{names}]\n", f"Goal {number}"))


def many_pages(book):
    """10,000 pages in bounded memory: a page must not know all the others."""
    pages(book, 10000, lambda n: GOAL.format("", f"Goal {n}") + f"\nSee [next](g{n + 1}.md).\n")
    book.expect("missing-file", "roadmap/g9999.md", seconds=10)
    if book.build(seconds=20).status != STATUS_OK:
        raise Wrong("the site of 10,000 pages was not built")
    sizes = [os.path.getsize(f"{book.site}/roadmap/g{number}.html") for number in range(10000)]
    if max(sizes) > 50000:
        raise Wrong(f"a page of a few words has {max(sizes)} bytes")
    book.export(seconds=20)


def many_words(book):
    """More words than an index may have (LIMIT_SEARCH_BYTES): titles are found, the text is not; and
    more text than one document may have (LIMIT_WHOLE_BYTES): it says so."""
    for page in range(4):
        lines = (" ".join(f"{(n * 7919 + page) * 104729 % 10**9:x}w{n:x}" for n in range(at, at + 10))
                 for at in range(0, 350000, 10))
        book.write(f"text/p{page}.md", f"# Page {page}\n\n" + "\n".join(lines) + "\n")
    if book.build(seconds=30).status != STATUS_OK:
        raise Wrong("the site was not built")
    with open(f"{book.site}/waymark/search-index.js", encoding="utf-8") as file:
        index = file.read()
    if not index.startswith("var waymarkIndex=`0\n") or len(index) > 1000:
        raise Wrong(f"the index has {len(index)} bytes")
    with open(f"{book.site}/waymark/print.html", encoding="utf-8") as file:
        whole = file.read()
    if "too long for one document" not in whole or len(whole) > 10000:
        raise Wrong(f"the whole book has {len(whole)} bytes")


def chain(book):
    """Each of 5,000 goals requires the one before it: nothing may recurse along that."""
    requires(book, {n: [n - 1] if n else [] for n in range(5000)})
    book.expect_none("requires-circle", seconds=10)
    book.read_with_all(seconds=10)
    book.run("show", "g4999", seconds=10)


def circle(book):
    requires(book, {n: [(n + 1) % 2000] for n in range(2000)})
    found = book.findings(seconds=10)
    if len([finding for finding in found if finding["code"] == "requires-circle"]) != 1:
        raise Wrong("2,000 goals in one circle are not one finding")
    book.read_with_all(seconds=10)


def circles(book):
    """Everything requires everything: more circles than anybody could list."""
    requires(book, {n: [m for m in range(150) if m != n] for n in range(150)})
    book.read_with_all(seconds=10)


def diamonds(book):
    """A path forks and joins again 300 times: there are 2 to the power of 300 ways through it."""
    ties = {}
    for n in range(300):
        ties.update({3 * n: [3 * n + 1, 3 * n + 2], 3 * n + 1: [3 * n + 3], 3 * n + 2: [3 * n + 3]})
    ties[900] = []
    requires(book, ties)
    book.expect_none("requires-circle")
    book.read_with_all()


def circle_of_parents(book):
    for number in range(300):
        book.write(f"roadmap/g{number}/i.md",
                   GOAL.format(f"goal: g{(number + 1) % 300}/i\n", f"Initiative {number}"))
        book.write(f"vision/shiny-future/s{number}.md",
                   f"---\nretells: [s{(number + 1) % 300}, s{number}]\n---\n# S\n")
    book.read_with_all()


def same_ids(book):
    pages(book, 2000, lambda n: GOAL.format("id: same\n", "Same"))
    book.expect("duplicate-id", "roadmap/g1.md", seconds=10)
    book.read_with_all(seconds=10)


def same_titles(book):
    """Rows and headings with the same words, whose ids and anchors must differ all the same."""
    book.write(PAGE, GOAL.format("", "Same") + "\n## Milestones\n\n|Milestone|State|\n|-|-|\n" +
               "|Same|done|\n" * 30000)
    book.read_with_all(seconds=10)
    book.write(PAGE, "# Same\n\n" * 50000)
    book.write("roadmap/other.md", "".join(f"[x](page.md#same-{n})\n" for n in range(1, 40000)))
    book.expect_none("missing-anchor", seconds=10)
    book.read_with_all(seconds=10)


def similar_titles(book):
    """Headings whose anchors are what others would get when they are made unique."""
    book.write(PAGE, "".join(f"# a-{n}\n\n# a\n\n" for n in range(20000)))
    book.read_with_all(seconds=10)


def sections(book):
    """Tables whose section must be found among many headings, at every depth."""
    table = "|Milestone|\n|-|\n|a|\n\n"
    for unit in (f"## a\n\n{table}", f"> ## Milestones\n>\n> a\n\n{table}",
                 f"###### a\n\n{table}"):
        book.write(PAGE, "# A\n\n" + unit * 20000)
        book.read_with_all(seconds=10)
    book.write(PAGE, "> # a\n>\n" * 40000)
    book.read_with_all(seconds=10)
    book.write(PAGE, "# March 2023\n\n|Date|\n|-|\n|2022-03-13|\n\n" * 20000)
    book.read_with_all(seconds=10)


def missing_anchors(book):
    """LIMIT_FINDINGS: as many as are kept are shown, the others counted."""
    book.write(PAGE, "".join(f"[a](fine.md#a{n}) [b](#b{n})\n" for n in range(50000)))
    found = book.expect("missing-anchor", PAGE, seconds=10)
    if len(found) > 10001:
        raise Wrong(f"{len(found)} findings are kept")
    result = book.run("check", "-q", seconds=10)
    if b"more are not shown" not in result.out:
        raise result.wrong("no word about the findings that were dropped")
    for form in ("text", "sarif", "github"):
        book.run("check", "--format", form, seconds=10)
    book.read_with_all(seconds=10)


def unknown_people(book):
    """Each one is compared with all that are known: nearest names are dear."""
    names = ", ".join(f"person-number-{n}" for n in range(3000))
    book.write("people.yaml", "people:\n" + "".join(f"- {{handle: known-person-{n}}}\n"
                                                    for n in range(3000)))
    book.write(PAGE, GOAL.replace("ada", f"[{names}]").format("", "A"))
    book.read_with_all(seconds=10)


def unknown_fields(book):
    rows = "".join(f"|Point of contct {n}|x|\n" for n in range(20000))
    book.write("waymark.yaml", "dialect: rust-goals\n")
    book.write("2026/goal.md", f"# A\n\n|Metadata| |\n|-|-|\n{rows}\n## Summary\n\nx\n")
    book.run("check", "--dialect", "rust-goals", seconds=10)
    book.run("export", "json", seconds=10)


def unknown_records(book):
    names = ", ".join(f"g{n}-missing-{n}" for n in range(2500))
    pages(book, 2000, lambda n: GOAL.format("", f"Goal {n}"))
    book.write(PAGE, GOAL.format(f"requires: [{names}]\n", "A"))
    book.expect("unknown-record", PAGE, seconds=10)
    book.read_with_all(seconds=10)


def many_children(book):
    """A goal with 2,000 initiatives, each of which has milestones."""
    table = "\n## Milestones\n\n|Milestone|State|Requires|\n|-|-|-|\n|a|done||\n|b|active|a|\n"
    book.write("roadmap/big/README.md", GOAL.format("", "Big"))
    for number in range(2000):
        book.write(f"roadmap/big/i{number}.md", GOAL.format("", f"I {number}") + table)
    book.read_with_all(seconds=10)
    book.run("show", "big", seconds=10)


def many_stories(book):
    for number in range(2000):
        book.write(f"vision/status-quo/s{number}.md", f"# S {number}\n\n## Morals\n\n- a\n")
    links = "".join(f"- [s](status-quo/s{number}.md)\n" for number in range(2000))
    book.write("vision/metanarrative.md", "# M\n\n" +
               "".join(f"## Theme {number}\n\n{links}\n" for number in range(20)))
    book.read_with_all(seconds=10)


def many_themes(book):
    """Links to each of 20,000 parts of one page."""
    book.write("waymark.yaml", "dialect: native\nextend:\n  kinds:\n    goal:\n"
               "      sections: {Addresses: addresses}\n")
    book.write("vision/metanarrative.md", "# M\n\n" +
               "".join(f"## Theme {number}\n\nText.\n\n" for number in range(20000)))
    book.write(PAGE, GOAL.format("", "Page") + "\n## Addresses\n\n" +
               "".join(f"- [t](../vision/metanarrative.md#theme-{number})\n"
                       for number in range(20000)))
    named = {value["id"] for record in book.export(seconds=3) if record["kind"] == "goal"
             for value in record["fields"].get("addresses", ())}
    if len(named) != 20000:
        raise Wrong(f"{len(named)} of 20,000 themes are addressed")


def long_titles(book):
    """LIMIT_ID_BYTES: ids are made from titles, and stand in names of files."""
    for number, title in enumerate(("a" * 100000, "ü" * 50000, "語" * 30000, "é" * 30000)):
        book.write(f"roadmap/t{number}.md", GOAL.format("", title) +
                   f"\n## Milestones\n\n|Milestone|State|\n|-|-|\n|{title}|done|\n|{title}|done|\n")
    for record in book.export():
        if len(record["id"].encode()) > 250 or "\ufffd" in record["id"]:
            raise Wrong(f"an id of {len(record['id'])} characters: {record['id'][-20:]}")
    book.read_with_all()


def large_output(book):
    """LIMIT_OUTPUT_BYTES: characters that JSON writes with six times their bytes."""
    for number in range(7):
        book.write(f"roadmap/g{number}.md", "# A\n\n```\n" + ("\x01" * 99 + "\n") * 70000)
    result = book.run("export", "json", seconds=20, megabytes=2000)
    if result.status != STATUS_FAILURE or result.out or b"256 MiB" not in result.err:
        raise result.wrong("no word about an output that is too large")


def closed_output(book):
    """Output that nobody reads is no reason to hang or to crash."""
    book.write(PAGE, "[a](b.md)\n" * 9000)
    for command in (["check"], ["export", "json"], ["roadmap", "--format", "json"]):
        process = subprocess.Popen([WAYMARK, *command], cwd=book.folder, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        process.stdout.read(100)
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
        if process.wait(60 * FACTOR) not in (0, 1, 2, -signal.SIGPIPE) or b"Sanitizer" in said:
            raise Wrong(f"waymark {' '.join(command)}: {process.returncode} {said}")


def cases():
    for function in (many_pages, many_words, large_output, chain, circle, circles, diamonds,
                     circle_of_parents, same_ids, same_titles, similar_titles, sections,
                     missing_anchors, unknown_people, unknown_fields, unknown_records,
                     many_children, many_stories, many_themes, long_titles, closed_output):
        yield f"scale/{function.__name__}", function
