"""The cases of tests/site/run.  Each takes a scratch folder and gives the list of what is wrong,
or several such lists by name.  To add one: a function, and its name in CASES."""
import glob
import hashlib
import json
import os
import random
import re
import resource
import signal
import subprocess
import time

import history
import pages
import pictures
import records
import search
import views

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
WAYMARK = os.path.abspath(os.environ.get("WAYMARK", os.path.join(ROOT, "build/test/waymark")))
os.environ["WAYMARK_CACHE"] = ""  # nothing is left in the user's folder, or found there
SLOWNESS = int(os.environ.get("TIME_FACTOR", "1"))
UPDATE = False


class Skipped(Exception):
    """The case cannot run here; the text says why."""


def write(folder, files):
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def build(book, site, *options, **how):
    environment = dict(os.environ, WAYMARK_TODAY="2026-03-31", LC_ALL="C.UTF-8")
    return subprocess.run([WAYMARK, "build", book, "-o", site, *options], env=environment,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=120 * SLOWNESS, check=False, **how)


def built(book, site, *options):
    result = build(book, site, *options)
    if result.returncode != 0:
        raise AssertionError(f"build ended with {result.returncode}:\n{result.stderr}")
    return result.stdout


def tree(folder):
    """Every file with a digest of its bytes."""
    return {os.path.relpath(os.path.join(where, name), folder):
            hashlib.sha256(open(os.path.join(where, name), "rb").read()).hexdigest()
            for where, _, names in os.walk(folder) for name in names}


def stamps(folder):
    paths = [os.path.join(where, name) for where, folders, names in os.walk(folder)
             for name in names + folders] + [folder]
    status = {path: os.lstat(path) for path in paths}
    return {os.path.relpath(path, folder): (s.st_ino, s.st_mtime_ns) for path, s in status.items()}


def leftovers(folder):
    return [f"left behind: {name}" for name in os.listdir(folder) if name.startswith(".")]


GOAL = """---
state: {state}
owner: {owner}
---
# {title}

## Impact

* Users see the difference

## Requires

* [Another](./other.md)

## Milestones

| Milestone | State | Participants |
| --- | --- | --- |
| Write it down | done | ada |
| Do it | active | ada |
"""


def small_book(folder, changed="", count=12):
    """A native book with a roadmap, some text, a picture and a redirect."""
    files = {
        "book.toml": '[book]\ntitle = "A small book"\nsrc = "src"\n\n[output.html]\n'
                     'edit-url-template = "https://example.org/edit/{path}"\n\n'
                     '[output.html.redirect]\n"/old/place.html" = "../text/page-1.html"\n'
                     '"/gone.html" = "https://example.org/elsewhere"\n',
        "src/SUMMARY.md": "# Summary\n\n[Welcome](README.md)\n\n- [Fast](roadmap/fast.md)\n"
                          "- [Other](roadmap/other.md)\n"
                          + "".join(f"- [Page {i}](text/page-{i}.md)\n" for i in range(count)),
        "src/README.md": "# Welcome\n\nSee the [roadmap](roadmap/fast.md#milestones)"
                         " and ![a picture](picture.png).\n" + changed,
        "src/roadmap/fast.md": GOAL.format(state="active", owner="ada", title="Fast"),
        "src/roadmap/other.md": GOAL.format(state="done", owner="bob", title="Other")
                                .replace("* [Another](./other.md)\n", ""),
        "src/picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    }
    for i in range(count):
        files[f"src/text/page-{i}.md"] = (
            f"# Page {i}\n\nText, and [the next one](page-{(i + 1) % count}.md).\n")
    write(folder, files)
    return folder


# -- what the pages hold ---------------------------------------------------------------------


def looks_right(folder):
    problems, found = pages.check_tree(folder)
    if not found:
        problems.append("no pages")
    return problems + in_sitemap(folder)


def in_sitemap(folder):
    """Each page that search engines may show is in the sitemap, if there is one, and no other."""
    path = os.path.join(folder, "sitemap.xml")
    if not os.path.exists(path):
        return []
    listed, wanted = re.findall("<loc>(.*?)</loc>", read(path)), set()
    for name in (name for name in tree(folder) if name.endswith(".html")):
        text = read(os.path.join(folder, name))
        own = re.search('<link rel="canonical" href="([^"]*)"', text)
        if own and "noindex" not in text and 'http-equiv="refresh"' not in text:
            wanted.add(own.group(1))
    problems = [f"the sitemap lacks {url}" for url in sorted(wanted - set(listed))]
    problems += [f"the sitemap has {url}" for url in sorted(set(listed) - wanted)]
    return problems + ([] if len(set(listed)) == len(listed) else ["the sitemap has a page twice"])


def example_book(scratch):
    book = os.path.join(ROOT, "examples/async-vision")
    site = os.path.join(scratch, "site")
    built(book, site)
    problems = looks_right(site)
    roadmap = pages.read_page(os.path.join(site, "waymark/roadmap.html"))
    text = "".join(roadmap.text)
    for word in ("In progress", "Help wanted", "Paused"):
        if word not in text:
            problems.append(f"the roadmap does not say {word!r}")
    return problems


def corpora():
    result = subprocess.run([os.path.join(ROOT, "scripts/corpora")], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, check=False)
    if result.returncode != 0:
        raise Skipped("the real books are not there: " + result.stderr.strip())
    return result.stdout.strip()


def truth(name):
    """What somebody labelled by hand about the real books."""
    bundles = os.environ.get("WAYMARK_CORPORA", os.path.join(ROOT, "../shared/corpora"))
    folder = os.environ.get("WAYMARK_GROUND_TRUTH", os.path.join(bundles, "../ground-truth"))
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        raise Skipped(f"what was labelled is not there: {path}")
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def mdbook_address(name):
    folder, base = os.path.split(name)
    base = "index.html" if base.lower() == "readme.md" else base[:-3] + ".html"
    return os.path.join(folder, base)


def real_book(scratch, name, expected):
    book = os.path.join(corpora(), name)
    site = os.path.join(scratch, "site")
    built(book, site)
    problems = looks_right(site)
    source = os.path.join(book, "src")
    for path in glob.glob(source + "/**/*.md", recursive=True):
        page = os.path.relpath(path, source)
        if page != "SUMMARY.md" and not os.path.isfile(os.path.join(site, mdbook_address(page))):
            problems.append(f"{page} is not at mdBook's address")
    for page, words in expected.items():
        text = " ".join("".join(pages.read_page(os.path.join(site, page)).text).split())
        problems += [f"{page} does not say {word!r}" for word in words if word not in text]
    return problems


def real_book_wg_async(scratch):
    return real_book(scratch, "wg-async", {
        "waymark/roadmap.html": ["Async fn everywhere", "Paused", "tmandry", "Next milestone"],
        "vision/roadmap/polish.html": ["Impact", "In progress"],
        "waymark/vision.html": ["How sure the future is", "details open: 7, leads: 11, no path: 2"],
        "waymark/findings.html": ["running-without-owner"],
        "index.html": ["Welcome", "Roadmap at a glance", "The problems behind it", "Polish",
                       "Read the vision"],
        "vision/shiny_future/alan_switches_runtimes.html": ["moved"],
    })


def figures_of_the_first_page(scratch):
    """The first page counts goals as the page of the vision does: those of now, each once."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    goal = "---\nstate: active\nperiod: {}\naddresses: [hard{}]\n---\n# {}\n\n## Impact\n\nMuch.\n"
    write(book, {"vision/metanarrative.md": "# Problems\n\n## Hard\n\nText.\n\n## Old\n\nText.\n",
                 "roadmap/twice.md": goal.format(2026, ", hard", "Twice"),
                 "roadmap/also.md": goal.format(2026, "", "Also"),
                 "roadmap/over.md": goal.format(2025, ", old", "Over")})
    built(book, site)
    text = " ".join("".join(pages.read_page(os.path.join(site, "index.html")).text).split())
    return [f"no {words!r} in {text!r}" for words in ("Hard 2 goals", "Old no goal now")
            if words not in text]


def goals_of_the_first_page(scratch):
    """Of many goals those stand first that are going on, answer a problem, and are large."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    goal = "---\nstate: {}\nowner: ada\n{}---\n# {}\n\n## Impact\n\nMuch.\n{}"
    steps = "\n## Milestones\n\n| Milestone |\n|---|\n| One |\n| Two |\n"
    write(book, {f"roadmap/a{i:02}.md": goal.format("done", "", f"Done {i:02}", "")
                 for i in range(9)})
    write(book, {"roadmap/p.md": goal.format("paused", "", "Resting", steps),
                 "roadmap/q.md": goal.format("active", "", "Going on", ""),
                 "roadmap/r.md": goal.format("active", "", "Going on in steps", steps)})
    few = "Done 00 Done 01 Done 02 Done 03 Done 04 Done 05 Done 06 Done 07 Done 08 Resting " \
          "Going on Going on in steps The whole roadmap"
    many = "Answering Going on in steps Going on Resting Done 00 Done 01 Done 02 Done 03 " \
           "Done 04 Done 05 Done 06 Done 07 What is in progress, answers a problem and has most " \
           "parts comes first. All 13 goals"
    problems = {}
    for name, wanted in ("few", few), ("many", many):
        built(book, site)
        text = read(os.path.join(site, "index.html"))
        glance = text[text.index('<ul class="cards">'):text.index("</section>")]
        said = re.sub(r"<p>(?!What|<a).*?</p>|<[^>]*>", " ", glance, flags=re.S)
        said = " ".join(said.split())
        problems[name] = [] if said == wanted else [said]
        write(book, {"vision/metanarrative.md": "# Problems\n\n## Hard\n\nText.\n",
                     "roadmap/s.md": goal.format("active", "addresses: hard\n", "Answering", "")})
    return problems


def real_book_goals(scratch):
    return real_book(scratch, "goals", {
        "waymark/roadmap.html": ["2025h2", "Proposed", "Outcome unknown"],
        "waymark/people.html": ["Champion of"],
        "index.html": ["Goals", "Where help is wanted", "The themes behind it Beyond the & 5 goals"],
        "waymark/vision.html": ["9 themes", "Goals against themes"],
    })


def text_of_page(path):
    """The markup between the beginning of <main> and what waymark puts after the text."""
    text = read(path)
    start = text.index('<main id="wm:main">\n') + len('<main id="wm:main">\n')
    made = re.match(r"<h1>[^<]*</h1>\n", text[start:]) # of a page whose text has none
    start += len(made.group()) if made else 0
    return text[start:min(text.index(end, start) for end in ("</main>", '<nav class="turn"')
                          if end in text[start:])]


def markdown(scratch):
    sources = sorted(glob.glob(os.path.join(HERE, "markdown/*.md")))
    book, site, results = os.path.join(scratch, "book"), os.path.join(scratch, "site"), {}
    write(book, {"book.toml": "[book]\ntitle = \"Pairs\"\n",
                 "src/other/page.md": "# Other\n\n## Part\n\n<a id=\"raw\"></a>\n",
                 "src/other/data.txt": "data\n",
                 **{"src/" + os.path.basename(path): read(path) for path in sources}})
    built(book, site)
    problems, _ = pages.check_tree(site)
    for path in sources:
        name = os.path.basename(path)[:-3]
        found = text_of_page(os.path.join(site, name + ".html"))
        if UPDATE:
            write(HERE, {f"markdown/{name}.html": found})
        known = os.path.join(HERE, "markdown", name + ".html")
        wrong = [text for text in problems if text.startswith(name + ".html:")]
        if not os.path.exists(known) or read(known) != found:
            wrong.append("the page is not as in its .html:\n" + found)
        results["markdown " + name] = wrong
    return results


PLACES = """# {flat}

{raw}

Text {flat} text
and text {raw}

* item {flat}

  {raw}

| a {flat} | b |
| --- | --- |
| {cell} | x |

> {raw}

[{flat}](x.md) ![{flat}](y.png) [^note]

[^note]: {flat}

END OF THE PAGE
"""

FRONT = """---
title: "{yaml}"
state: "{yaml}"
owner: ["{yaml}", "ada {yaml}"]
impact: "{yaml}"
page: "{yaml}"
tracking: "{yaml}"
---
# {flat}

END OF THE PAGE
"""


def public_address(scratch):
    """A site that knows its address says it; the page for what is not there works in any folder."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    write(book, {"book.toml": "[book]\ntitle = \"B\"\n[output.html]\n"
                              "site-url = \"https://example.org/b/\"\n",
                 "src/SUMMARY.md": "[B](README.md)\n- [Sub](sub/page.md)\n",
                 "src/README.md": "# B\n\nAll of it.\n",
                 "src/sub/page.md": "# Page\n\nThe first <b>lines</b> &\nmore.\n"})
    built(book, site)
    problems = looks_right(site)
    page, lost = read(site + "/sub/page.html"), read(site + "/404.html")
    for text, where in (('<link rel="canonical" href="https://example.org/b/sub/page.html">', page),
                        ('<meta name="description" content="The first lines &amp; more.">', page),
                        ('<meta property="og:title" content="Sub">', page),
                        ('href="/b/index.html"', lost), ('content="noindex"', lost),
                        ("<loc>https://example.org/b/</loc>", read(site + "/sitemap.xml")),
                        ("<loc>https://example.org/b/sub/page.html</loc>",
                         read(site + "/sitemap.xml"))):
        if text not in where:
            problems.append(f"no {text}")
    if re.search(r'href="(?!/b/|#)', lost):
        problems.append("404.html has a relative link")
    return problems


def untrusted_text(scratch):
    """Nothing active comes out, wherever a vector stands; and the page stays well nested."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    with open(os.path.join(HERE, "vectors.txt"), encoding="utf-8") as file:
        vectors = [line.rstrip("\n") for line in file if line.strip()]
    files = {"waymark.yaml": "dialect: native\n", "vision/metanarrative.md": "# Problems\n\n"
             + "".join(f"## {vector}\n\n{vector}\n\n" for vector in vectors),
             "vision/shiny-future.md": "# Future\n\n## Key aspects\n\n"
             + "".join(f"* 🌤️ {vector}\n" for vector in vectors)}
    for number, vector in enumerate(vectors):
        words = {"raw": vector, "flat": vector, "cell": vector.replace("|", "\\|"),
                 "yaml": vector.replace("\\", "\\\\").replace('"', '\\"').replace("\t", " ")}
        files[f"text/v{number}.md"] = PLACES.format(**words)
        files[f"roadmap/v{number}.md"] = FRONT.format(**words)
    write(book, files)
    built(book, site)
    problems, found = pages.check_tree(site)
    results = {"untrusted_text in lists": [text for text in problems
                                           if not re.match(r"(text|roadmap)/v", text)]}
    for number, vector in enumerate(vectors):
        mine = [f"text/v{number}.html", f"roadmap/v{number}.html"]
        wrong = [text for text in problems if text.split(":")[0] in mine]
        # A comment that never ends hides the rest of a page on forges, too.
        endless = vector.startswith("<!--") and "-->" not in vector
        for name in mine:
            if name not in found or not endless and "END OF THE PAGE" not in "".join(found[name].text):
                wrong.append(f"{name}: the page does not go on to its end")
        results[f"untrusted_text {vector}"] = wrong
    return results


def odd_names(scratch):
    """Addresses with signs that mean something in URLs."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    names = ["a b", "c#d", "e?f", "g%20h", "i:j", "ünï", "k&l", "m'n", "o\"p", "(q)", "r+s"]
    listing = "".join(f"- [{name}](<{name.replace('%', '%25').replace('#', '%23')}.md>)\n"
                      .replace("?", "%3F") for name in names)
    write(book, {"book.toml": "[book]\ntitle = \"Odd\"\n", "src/README.md": "# Odd\n\n" + listing,
                 **{f"src/{name}.md": f"# {name}\n\n![x](<../src/pic {i}.png>)\n"
                    for i, name in enumerate(names)},
                 **{f"src/x y/{name}/deep.md": "# Deep\n\n[up](<../../a b.md>)\n"
                    for name in names}})
    built(book, site)
    problems = looks_right(site)
    return problems + [f"no page for {name}" for name in names
                       if not os.path.isfile(os.path.join(site, name + ".html"))]


def notes_in_titles(scratch):
    """A page that is written in parts has each footnote's mark once."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    write(book, {"src/roadmap/fast.md":
                 GOAL.format(state="active", owner="ada", title="Fast[^a] and[^b] fast[^a]")
                 + "\nOnce more[^a] and[^b].\n\n[^a]: One.\n[^b]: Two.\n",
                 "book.toml": "[book]\ntitle = \"Notes\"\n"})
    built(book, site)
    html = read(os.path.join(site, "roadmap/fast.html"))
    return looks_right(site) + [f"no mark {number}" for number in (1, 2)
                                if f'id="wm:mark-{number}"' not in html]


# -- lists of everything -------------------------------------------------------------------------

WHOLE_BOOK = {
    "book.toml": '[book]\ntitle = "Whole"\ndescription = "All & more"\n',
    "src/SUMMARY.md": "# Summary\n\n[Start](README.md)\n\n# First part\n\n- [One](one.md)\n"
                      "    - [Two](<deep/two & a.md>)\n- [Draft]()\n\n# Second part\n\n- [Fast](roadmap/fast.md)\n",
    "src/README.md": "# Start\n\n[two](<deep/two & a.md#part>), [one](one.md), [here](#start),"
                     " [file](data.txt), [out](https://example.org/a?b=c&d=e#f), [list](waymark/contents.html)\n",
    "src/one.md": "Text first[^n].\n\n## Part\n\n<details><summary>More</summary>\n\nFolded\n\n</details>\n\n[^n]: A note.\n",
    "src/deep/two & a.md": "# Two\n\nA note[^n].\n\n## Part\n\n###### Deep\n\n![picture](../picture.png)"
                           " [up](../one.md#part) <a id=\"raw\"></a>[raw](#raw)\n\n[^n]: Another.\n",
    "src/roadmap/fast.md": GOAL.format(state="active", owner="ada", title="Fast")
                           .replace("./other.md", "../one.md"),
    "src/data.txt": "data\n",
    "src/picture.png": b"\x89PNG\r\n\x1a\n",
}

# What the whole book has of these pages: their numbers are 0 to 3.
WHOLE_PARTS = [
    '<section class="chapter" id="wm:0">\n<h2 id="wm:0:start"><a class="header" href="#wm:0:start">Start</a></h2>',
    '<a href="#wm:2:part">two</a>, <a href="#wm:1">one</a>, <a href="#wm:0:start">here</a>',
    '<a href="../data.txt">file</a>',
    'href="https://example.org/a?b=c&amp;d=e#f"',
    '<section class="chapter" id="wm:1">\n<h2>One</h2>\n<p>Text first<sup class="mark" id="wm:1:wm:mark-1">'
    '<a href="#wm:1:wm:note-1">1</a></sup>',
    '<h3 id="wm:1:part">', "<details open><summary>More</summary>",
    '<h6 id="wm:2:deep">', '<img src="../picture.png"', '<a href="#wm:1:part">up</a>', 'id="wm:2:raw"',
    'href="#wm:2:raw"', 'id="wm:2:wm:note-1"', '<tr id="wm:3:wm:milestone:fast/write-it-down">',
    '<a href="#wm:2">Two</a>', "All &amp; more",
]


def whole_book(scratch):
    """All pages in one document: ids of their own, links that lead inside, headings one level down."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    write(book, WHOLE_BOOK)
    built(book, site)
    html = read(os.path.join(site, "waymark/print.html"))
    ranks = [int(rank) for rank in re.findall(r"<h([1-6])", html)]
    problems = [f"{part!r} is not there" for part in WHOLE_PARTS if part not in html]
    if ranks.count(1) != 1 or ranks[0] != 1:
        problems.append(f"headings are {ranks}")
    return problems + looks_right(site)


def contents(scratch):
    """All titles by part, with kind and state; steps and people, too."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    write(book, WHOLE_BOOK)
    built(book, site)
    page = pages.read_page(os.path.join(site, "waymark/contents.html"))
    text = " ".join("".join(page.text).split())
    wanted = ["First part", "Second part", "Draft", "Fast Goal ▶ In progress",
              "Milestones Write it down Fast ✔ Done", "People ada"]
    return [f"{words!r} is not there: {text}" for words in wanted if words not in text] + [
        f"no link to {part}" for part in ("#wm:part-1", "#wm:part-5", "print.html")
        if not any(url == part for url, _, _ in page.links)]


def near_pages(scratch):
    """Beside a page: its neighbours below the parts of the book that they stand in; below a parent none."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    write(book, WHOLE_BOOK)
    built(book, site)
    beside = {name: re.sub(r"<[^>]*>|\s+", " ", re.search(r'<nav class="near".*?</nav>',
                                                         read(os.path.join(site, name)), re.S)[0]).split()
              for name in ("one.html", "deep/two & a.html")}
    expected = {"one.html": "Start First part One Two Second part Fast".split(),
                "deep/two & a.html": "One Two".split()}
    return [f"beside {name} stands {words}" for name, words in beside.items() if words != expected[name]]


# -- what the search finds ----------------------------------------------------------------------


def needs_node():
    if not search.has_node():
        raise Skipped("there is no node to run the search's script")


def search_words(scratch):
    """The script cuts text as the program does: the vectors of tests/unit/test_word.c."""
    needs_node()
    lines = read(os.path.join(ROOT, "tests/words.txt")).splitlines()
    pairs = [line.split("\t") for line in lines]
    found = search.ask([text for text, _ in pairs])
    return [f"{text!r} gives {' '.join(words)!r} and not {expected!r}"
            for (text, expected), words in zip(pairs, found) if " ".join(words) != expected]


SEARCH_BOOK = {
    "waymark.yaml": "dialect: native\n",
    "README.md": "# Welcome\n\nA naïve café.\n\n## Getting started\n\nRead the handbook of iteration.\n",
    "roadmap/fast.md": GOAL.format(state="active", owner="ada", title="Fast compilation"),
    "text/other.md": "# Cancellation\n\nNothing is fast here, and 会议 neither.\n\n## Café Ångström\n\nYes.\n",
    "roadmap/hull.md": "# Hull\n\n## Milestones\n\n| Milestone | Participants |\n| --- | --- |\n"
                       "| Paint | [Eliza Wren](https://github.com/hworth) |\n",
    "text/a#b?c.md": "# Odd `\\` $name\n\nstreams\n",
}

# A question, and what the first results must be.
QUESTIONS = [
    ("fast", [("Goals", "Fast compilation", ""), ("Pages", "Cancellation", "")]),
    ("compil", [("Goals", "Fast compilation", "")]),
    ("compilatoin", [("Goals", "Fast compilation", "")]),
    ("compliation", [("Goals", "Fast compilation", "")]),
    ("cancelation", [("Pages", "Cancellation", "")]),
    ("cancelllation", [("Pages", "Cancellation", "")]),
    ("NAIVE CAFÉ", [("Pages", "Welcome", "")]),
    ("angstrom", [("Pages", "Cancellation", "Café Ångström")]),
    ("handbook iteration", [("Pages", "Welcome", "Getting started")]),
    ("议", [("Pages", "Cancellation", "")]),
    ("ada", [("People", "ada", ""), ("Goals", "Fast compilation", "")]),
    ("hworth", [("People", "Eliza Wren", "")]),
    ("stream", [("Pages", "Odd \\ $name", "")]),
    ("write it down", [("Milestones", "Write it down", "")]),
    ("xyzzy", []),
    ("", []),
    ("...", []),
]


def search_finds(scratch):
    """Prefixes, wrong letters, accents, several words; titles come first."""
    needs_node()
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    write(book, SEARCH_BOOK)
    built(book, site)
    answer = search.ask([question for question, _ in QUESTIONS], search.index_of(site))
    _, found = pages.check_tree(site)
    problems = search.place_problems(answer["places"], found)
    for (question, expected), said in zip(QUESTIONS, answer["results"]):
        first = [(one["kind"], one["title"], one["heading"]) for one in said["results"]]
        if first[:len(expected)] != expected or said["partly"] != (not expected):
            problems.append(f"{question!r} finds {first}")
    some = search.ask(["fast xyzzy"], search.index_of(site))["results"][0]
    if not some["partly"] or some["results"][0]["title"] != "Fast compilation":
        problems.append(f"a word too many finds {some}")
    return problems


def search_book(scratch, book, source, share):
    """Fifty words of the book: each is found on every page that has it."""
    needs_node()
    site = os.path.join(scratch, "site")
    built(book, site)
    _, found = pages.check_tree(site)
    texts = {}
    for path in glob.glob(source + "/**/*.md", recursive=True):
        address = mdbook_address(os.path.relpath(path, source))
        if address in found:
            body = re.sub(r"\A---\n.*?\n---\n", "", read(path), flags=re.S)
            shown = pages.Page(text_of_page(os.path.join(site, address))).text
            texts[address] = search.words_of(body) & search.words_of("\n".join(shown))
    words = random.Random(11).sample(sorted(set().union(*texts.values())), 50)
    answer = search.ask(words, search.index_of(site))
    problems = search.place_problems(answer["places"], found)
    for word, said in zip(words, answer["results"]):
        problems += search.missing_pages(word[:answer["letters"]], said, {
            address: {other[:answer["letters"]] for other in have}
            for address, have in texts.items()})
    size, text = os.path.getsize(search.index_of(site)), search.source_size(source)
    if size > text * share:
        problems.append(f"the index has {size} bytes, the book's text {text}")
    return problems


def search_example(scratch):
    """A book of 19 KB has an index of 8, which every book may have."""
    book = os.path.join(ROOT, "examples/async-vision")
    return search_book(scratch, book, book, 8192 / search.source_size(book))


def search_wg_async(scratch):
    book = os.path.join(corpora(), "wg-async")
    return search_book(scratch, book, os.path.join(book, "src"), 0.2)


def search_goals(scratch):
    book = os.path.join(corpora(), "goals")
    return search_book(scratch, book, os.path.join(book, "src"), 0.2)


def search_link(scratch):
    """Without a script the link leads to the contents; a change of one page changes no other."""
    book, site = small_book(os.path.join(scratch, "book")), os.path.join(scratch, "site")
    built(book, site)
    before = tree(site)
    write(book, {"src/text/page-3.md": "# Page 3\n\nWords that were not there.\n"})
    built(book, site)
    changed = sorted(name for name, digest in tree(site).items() if before.get(name) != digest)
    problems = [] if changed == ["text/page-3.html", "waymark/print.html",
                                  "waymark/search-index.js"] else [
        f"changed: {changed}"]
    html = read(os.path.join(site, "text/page-3.html"))
    if 'class="wm-search" href="../waymark/contents.html"' not in html:
        problems.append("the link does not lead to the contents")
    return problems + looks_right(site)


def records_of_files(scratch):
    """A record of a YAML file has a page, whatever its fields are."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    write(book, {"README.md": "# Home\n",
                 "goals.yaml": "goals:\n  fast:\n    title: Fast\n    impact: \"Soon, says @ada\"\n",
                 "waymark.yaml": "dialect: native\nextend:\n"
                                 "  lists: [{file: goals.yaml, key: goals, kind: goal, id: id}]\n"
                                 "  kinds: {goal: {file: {title: title, impact: impact}}}\n"})
    built(book, site)
    page = os.path.join(site, "waymark/goal/fast.html")
    if not os.path.isfile(page):
        return ["the goal has no page"]
    return looks_right(site) + ([] if "Soon, says" in read(page) else ["its page does not say its impact"])


def own_folder(scratch):
    """A book that uses waymark's folder itself keeps its pages."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    small_book(book)
    write(book, {"src/waymark/roadmap.md": "# The book's own roadmap\n"})
    built(book, site)
    problems = looks_right(site)
    if "The book's own" not in "".join(
            pages.read_page(os.path.join(site, "waymark/roadmap.html")).text):
        problems.append("waymark/roadmap.html is not the book's page")
    if not os.path.isfile(os.path.join(site, "waymark-2/roadmap.html")):
        problems.append("there is no other folder for waymark's pages")
    return problems


def empty_book(scratch):
    """A book without pages is refused, and nothing is made of it."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    write(book, {"book.toml": "[book]\ntitle = \"Nothing\"\n", "src/SUMMARY.md": "# Summary\n"})
    result = build(book, site)
    refused = result.returncode == 2 and "no pages" in result.stderr
    return [] if refused and not os.path.exists(site) else [f"{result.returncode} {result.stderr}"]


def page_size(scratch):
    """Nothing on a page grows with the number of pages."""
    sizes = []
    for count in (100, 1000):
        book, site = os.path.join(scratch, f"b{count}"), os.path.join(scratch, f"s{count}")
        built(small_book(book, count=count), site)
        sizes.append(os.path.getsize(os.path.join(site, "text/page-50.html")))
    return [] if sizes[1] <= sizes[0] + 40 else [f"page-50.html has {sizes} bytes"]


def deep_markup(scratch):
    """A hundred thousand open elements neither take long nor nest without end."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    write(book, {"book.toml": "[book]\ntitle = \"Deep\"\n",
                 "src/a.md": "# A\n\n" + "<details><summary>x</summary>\n" * 100000,
                 "src/b.md": "# B\n\ntext " + "<b>" * 100000,
                 "src/c.md": "# C\n\n" + "<div><a id=x></a>" * 100000,
                 "src/d.md": "# D\n\ntext " + "</b>" * 100000 + "&" * 100000})
    start = time.monotonic()
    built(book, site)
    seconds = time.monotonic() - start
    problems = looks_right(site)
    if seconds > 10 * SLOWNESS:
        problems.append(f"it took {seconds:.1f} s")
    return problems


def code(scratch):
    """Scripts for fences: on the pages that have such, no more, and never over the budget."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    fence = "```{}\nlet x = \"<script>alert(1)</script>\";\n```\n\n"
    write(book, {"book.toml": "[book]\ntitle = \"Code\"\n",
                 "src/plain.md": "# Plain\n\n    let x;\n\n" + fence.format("") + fence.format("none"),
                 "src/rust.md": "# Rust\n\n" + fence.format("rust,ignore") + fence.format("C++"),
                 "src/drawn.md": "# Drawn\n\n```mermaid\ngraph LR; a --> b\n```\n"})
    built(book, site)
    problems = looks_right(site)
    pattern = r'<script defer src="([^"]*/code/[^"]*)"(?: data-scripts="([^"]*)")?'
    scripts = {name: [path for pair in re.findall(pattern, read(os.path.join(site, name + ".html")))
                      for path in " ".join(pair).split()] for name in ("plain", "rust", "drawn")}
    wanted = {"plain": [], "rust": ["start", "core", "cpp", "rust"], "drawn": []}
    for name, paths in scripts.items():
        parts = [re.sub(r"-[0-9a-f]{8}\.js$", "", os.path.basename(path)) for path in paths]
        if parts != wanted[name]:
            problems.append(f"{name} loads {paths}")
    size = sum(os.path.getsize(os.path.join(site, path)) for path in scripts["rust"])
    if size > 26000:
        problems.append(f"a page loads {size} bytes of scripts for its code")
    there = sorted(name.split("-")[0] for name in os.listdir(os.path.join(site, "waymark/code")))
    if there != ["core", "cpp", "rust", "start"]:
        problems.append(f"the site has {there}")
    return problems


def mermaid(scratch):
    """A book that brings the library has its diagrams drawn, on the pages that have some."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    write(book, {"book.toml": "[book]\ntitle = \"Drawn\"\n\n[output.html]\nadditional-js = "
                              "[\"init-mermaid.js\", \"lib/mermaid.min.js\", \"other.js\"]\n",
                 "init-mermaid.js": "init", "lib/mermaid.min.js": "library", "other.js": "other",
                 "src/plain.md": "# Plain\n",
                 "src/drawn.md": "# Drawn\n\n```mermaid\ngraph LR; a --> b\n```\n"})
    built(book, site)
    problems = looks_right(site)
    drawn, plain = (read(os.path.join(site, name)) for name in ("drawn.html", "plain.html"))
    if '<script defer src="lib/mermaid.min.js">' not in drawn or "/draw-" not in drawn:
        problems.append("the page with a diagram does not load the library")
    if "mermaid" in plain or "unsafe-inline" in plain:
        problems.append("a page without diagrams loads the library, or allows its styles")
    for name, there in (("lib/mermaid.min.js", True), ("other.js", False), ("init-mermaid.js", False)):
        if os.path.exists(os.path.join(site, name)) != there:
            problems.append(f"{name} is {'not ' if there else ''}in the site")
    return problems


GOAL_PAGE = """# {title}

| Metadata         |     |
| ---------------- | --- |
| Point of contact | @ada |
| Status           | Accepted |
| Roadmap          | Higher |
| Highlight        | (((HIGHLIGHT TABLE: x))) |
| Needs            | Contributor |
| What and why     | (((GOALS))) |

## Summary

(((GOALS WITH NEEDS: Contributor)))

## Help wanted

(((GOALS WITH NEEDS: Contributor)))

(((ROADMAP ROWS: Higher)))
"""


def directives(scratch):
    """Hostile ones: in deep nesting, ten thousand on a page, and one that would put in itself."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    deep = "> " * 60 + "- " * 30
    write(book, {
        "waymark.yaml": "dialect: rust-goals\n", "book.toml": "[book]\ntitle = \"Hostile\"\n",
        "src/README.md": "# Home\n\nThere are (((#GOALS))) goals in code `(((#GOALS)))`.\n",
        "src/2030/README.md": "# Deep\n\n" + deep + "(((GOALS)))\n\n" + deep + "(((#GOALS)))\n\n"
                              "<b><i>\n\n(((TEAM ASKS)))\n\n<ul><li>\n\n(((CHAMPIONS)))\n\n"
                              "<table><tr><td>\n\n(((GOALS)))\n\n",
        "src/2030/many.md": "# Many\n\n" + "(((GOALS)))\n\n" * 10000,
        "src/2030/inline.md": "# Inline\n\n" + "(((#GOALS))) " * 10000 + "(((" * 10000,
        "src/2030/rows.md": "# Rows\n\n| A | B | C | D |\n|-|-|-|-|\n"
                            + "| (((ROADMAP ROWS: Higher))) |\n" * 300,
        **{f"src/2030/goal-{i}.md": GOAL_PAGE.format(title=f"Goal {i}") for i in range(50)}})
    start = time.monotonic()
    built(book, site)
    seconds = time.monotonic() - start
    problems = looks_right(site)
    if seconds > 10 * SLOWNESS:
        problems.append(f"it took {seconds:.1f} s")
    many = read(os.path.join(site, "2030/many.html"))
    if many.count("<table>") != 200 or many.count("(((GOALS)))") != 9800:
        problems.append(f"{many.count('<table>')} directives of a page are carried out")
    home = read(os.path.join(site, "index.html"))
    if "There are 50 goals in code <code>(((#GOALS)))</code>" not in home:
        problems.append("the home page does not carry out the directives of the book's first page")
    goal = read(os.path.join(site, "2030/goal-7.html"))
    if "Goal 49" not in goal or len(goal) > 200000:
        problems.append("a goal's page that lists goals does not show them once")
    return problems


# -- how it is written -------------------------------------------------------------------------


def same_bytes(scratch):
    book = small_book(os.path.join(scratch, "book"))
    first, second = os.path.join(scratch, "one"), os.path.join(scratch, "two")
    built(book, first)
    one_core = lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    result = build(book, second, preexec_fn=one_core)
    if result.returncode != 0:
        return [result.stderr]
    return [] if tree(first) == tree(second) else ["two builds differ"]


def same_revision(scratch):
    """Two builds of one revision are the same, on whatever day, and say which one it is."""
    book, site = small_book(os.path.join(scratch, "book")), os.path.join(scratch, "site")
    environment = dict(os.environ, GIT_AUTHOR_DATE="2026-01-05T12:00:00Z", HOME=scratch,
                       GIT_COMMITTER_DATE="2026-01-05T12:00:00Z", GIT_CONFIG_NOSYSTEM="1")
    for arguments in (["init", "-q"], ["add", "."],
                      ["-c", "user.name=Ada", "-c", "user.email=ada@example.org",
                       "commit", "-q", "-m", "first"]):
        subprocess.run(["git", "-C", book, *arguments], check=True, env=environment)
    built(book, site, "--at", "HEAD")
    before = stamps(site)
    write(book, {"src/README.md": "# Changed since\n"})
    built(book, site, "--at", "HEAD")
    problems = looks_right(site) + ([] if stamps(site) == before else ["the second one differs"])
    if "2026-01-05" not in read(os.path.join(site, "index.html")):
        problems.append("the page does not say which revision it shows")
    return problems


def unchanged(scratch):
    book, site = small_book(os.path.join(scratch, "book")), os.path.join(scratch, "site")
    built(book, site)
    before = stamps(site)
    said = built(book, site)
    problems = [] if stamps(site) == before else ["files were touched"]
    return problems + ([] if "(0 changed," in said else [said])


def one_changed(scratch):
    """A changed page is written anew, the others keep inode and time, a removed one goes."""
    book, site = small_book(os.path.join(scratch, "book"), count=30), os.path.join(scratch, "site")
    write(book, {"src/loose.md": "# Loose\n"})
    built(book, site)
    before = stamps(site)
    write(book, {"src/text/page-3.md": "# Page 3\n\nOther text.\n"})
    os.remove(os.path.join(book, "src/loose.md"))
    said = built(book, site)
    after = stamps(site)
    kept = {"text/page-9.html", "picture.png", "roadmap/fast.html", "roadmap/other.html"}
    problems = [f"{name} was touched" for name in sorted(kept) if before[name] != after[name]]
    if before["text/page-3.html"] == after["text/page-3.html"]:
        problems.append("the changed page was not written")
    if "loose.html" in after or "1 removed" not in said:
        problems.append("the removed page is still there: " + said)
    if [name for name in after if os.path.isfile(os.path.join(site, name))
            and os.lstat(os.path.join(site, name)).st_nlink != 1]:
        problems.append("links to the old tree are left")
    return problems + leftovers(scratch) + looks_right(site)


def files_of_others(scratch):
    """What was put into the site by hand stays; a folder without a site is refused."""
    book, site = small_book(os.path.join(scratch, "book")), os.path.join(scratch, "site")
    built(book, site)
    theirs = {"CNAME": "example.org\n", ".git/HEAD": "ref\n", "text/note.txt": "mine\n"}
    write(site, theirs)
    os.makedirs(os.path.join(site, ".git/refs/heads"))
    os.symlink("CNAME", os.path.join(site, "link"))
    small_book(book, changed="More.\n")
    built(book, site)
    problems = [f"{name} is gone" for name in [*theirs, ".git/refs/heads", "link"]
                if not os.path.lexists(os.path.join(site, name))]
    write(book, {"src/CNAME": "other.example\n"})
    result = build(book, site)
    if result.returncode != 2 or "CNAME" not in result.stderr:
        problems.append("a file in the way was not reported: " + result.stderr)
    if read(os.path.join(site, "CNAME")) != "example.org\n":
        problems.append("somebody else's CNAME was overwritten")
    return problems + leftovers(scratch)


def refused_folders(scratch):
    book, problems = small_book(os.path.join(scratch, "book")), []
    write(scratch, {"home/letter.txt": "dear\n", "file": "x"})
    before = tree(scratch)
    for folder, word in (("home", "somebody else"), ("file", "file"), ("book", "somebody else")):
        result = build(book, os.path.join(scratch, folder))
        if result.returncode != 2 or word not in result.stderr:
            problems.append(f"{folder}: {result.returncode} {result.stderr}")
    return problems + ([] if tree(scratch) == before else ["something was changed"])


def empty_folder(scratch):
    book, site = small_book(os.path.join(scratch, "book")), os.path.join(scratch, "deep/er/site")
    os.makedirs(site)
    built(book, site + "/")
    return looks_right(site)


def through_a_link(scratch):
    book, site = small_book(os.path.join(scratch, "book")), os.path.join(scratch, "site")
    os.makedirs(os.path.join(scratch, "real"))
    os.symlink("real", site)
    built(book, site)
    return looks_right(os.path.join(scratch, "real")) + (
        [] if os.path.islink(site) else ["the link was replaced"])


def default_folder(scratch):
    """Without -o the site stands in the book, and is not read as a part of it the next time."""
    book = os.path.join(scratch, "book")
    write(book, {"waymark.yaml": "dialect: native\n", "README.md": "# Book\n", "data.txt": "x\n"})
    said = []
    for _ in range(2):
        result = subprocess.run([WAYMARK, "build", book], stdout=subprocess.PIPE, text=True,
                                stderr=subprocess.PIPE, check=False)
        said.append(result.stdout + result.stderr)
    problems = looks_right(os.path.join(book, "_site"))
    return problems + ([] if "(0 changed," in said[1] else said)


def killed(scratch):
    """Killed at any moment, the folder holds the old site or the new one, as a whole."""
    book = small_book(os.path.join(scratch, "book"), count=150)
    site = os.path.join(scratch, "site")
    seconds, whole = 0.0, []

    def rename(turn):
        """Every page changes with the book's title."""
        write(book, {"book.toml": f"[book]\ntitle = \"Book {turn % 2}\"\n"})

    for turn in range(2):
        rename(turn)
        start = time.monotonic()
        built(book, site)
        seconds = max(seconds, time.monotonic() - start)
        whole.append(tree(site))
    rng, problems = random.Random(7), []
    for turn in range(40):
        rename(turn)
        process = subprocess.Popen([WAYMARK, "build", book, "-o", site],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=dict(os.environ, WAYMARK_TODAY="2026-03-31"))
        time.sleep(rng.random() * seconds * 1.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if tree(site) not in whole:
            problems.append(f"after {turn + 1} kills the site is neither the old nor the new one")
    built(book, site)
    return problems + leftovers(scratch)


def disk_full(scratch):
    """A file that cannot be written is named, and the old site stays."""
    book, site = small_book(os.path.join(scratch, "book")), os.path.join(scratch, "site")
    built(book, site)
    before = stamps(site)
    write(book, {"src/text/page-1.md": "# Page 1\n\n" + "long text\n" * 20000})
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100000, 100000))
    result = build(book, site, preexec_fn=limit)
    problems = [] if stamps(site) == before else ["the old site was touched"]
    if result.returncode != 2 or not re.search(r"(page-1|print)\.html", result.stderr):
        problems.append(f"{result.returncode}: {result.stderr}")
    return problems + leftovers(scratch)


def at_once(scratch):
    """Several builds into one folder wait for each other."""
    book, site = small_book(os.path.join(scratch, "book")), os.path.join(scratch, "site")
    built(book, os.path.join(scratch, "alone"))
    running = [subprocess.Popen([WAYMARK, "build", book, "-o", site], stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True,
                                env=dict(os.environ, WAYMARK_TODAY="2026-03-31"))
               for _ in range(6)]
    problems = []
    for process in running:
        _, said = process.communicate(timeout=120 * SLOWNESS)
        if process.returncode != 0:
            problems.append(said)
    if tree(site) != tree(os.path.join(scratch, "alone")):
        problems.append("the site is not what one build makes")
    return problems + leftovers(scratch)


CASES = [
    example_book, real_book_wg_async, real_book_goals, figures_of_the_first_page,
    goals_of_the_first_page, markdown, untrusted_text, odd_names,
    whole_book, contents, near_pages, search_words, search_finds, search_example, search_wg_async, search_goals, search_link,
    notes_in_titles, records_of_files, code, mermaid, directives,
    own_folder, public_address, empty_book, page_size, deep_markup, same_bytes, same_revision, unchanged,
    one_changed, files_of_others, refused_folders, empty_folder, through_a_link, default_folder,
    killed, disk_full, at_once,
    *pictures.CASES, *records.CASES, *history.CASES, *views.CASES,
]
