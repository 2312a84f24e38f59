"""Cases of tests/site/run for pictures.  To add one: a function, and its name in CASES."""
import os
import re
import struct
import subprocess

import cases
import pages


def work(title, state="active", requires=(), more=""):
    """A page of an initiative or goal in a native book."""
    lines = "".join(f"  - {name}\n" for name in requires)
    return (f"---\nstate: {state}\nowner: ada\n" + (f"requires:\n{lines}" if lines else "")
            + f"---\n# {title}\n\n## Impact\n\n* Something is better\n{more}")


def book_of(folder, goals, **files):
    """A native book of goals: name -> text."""
    cases.write(folder, {"waymark.yaml": "title: A book of goals\n",
                         "README.md": "# Welcome\n\nHello.\n",
                         "people.yaml": "people:\n  - handle: ada\n",
                         **{f"roadmap/{name}.md": text for name, text in goals.items()}, **files})
    return folder


def site_of(scratch, goals, *options, **files):
    site = os.path.join(scratch, "site")
    cases.built(book_of(os.path.join(scratch, "book"), goals, **files), site, *options)
    return site


def text_of(site, name):
    return " ".join("".join(pages.read_page(os.path.join(site, name)).text).split())


def lacks(text, *words):
    return [f"does not say {word!r}: {text[:3000]}" for word in words if word not in text]


DEPENDENCIES = "waymark/dependencies.html"


def chain_of_goals(count=4):
    """g0 <- g1 <- g2 <- g3, and g3 requires g0, too, which follows."""
    goals = {f"g{i}": work(f"Goal {i} & <more>", requires=[f"g{i - 1}"] if i else [])
             for i in range(count)}
    goals[f"g{count - 1}"] = work(f"Goal {count - 1}", requires=[f"g{count - 2}", "g0"])
    return goals


def forked_goals():
    """The same, and one more waits for g0: the rows of a chain are not enough."""
    return {**chain_of_goals(), "fork": work("Fork", requires=["g0"])}


def dependencies(scratch):
    """The whole graph: boxes that lead to their pages, the chain in words, one arrow left out."""
    goals = {**chain_of_goals(), "done": work("Over", "done"),
             "late": work("Late", requires=["done"]), "alone": work("Alone")}
    site = site_of(scratch, goals)
    problems = cases.looks_right(site)
    page = cases.read(os.path.join(site, DEPENDENCIES))
    svg = re.search(r"<svg.*?</svg>", page, re.DOTALL)[0]
    problems += lacks(text_of(site, DEPENDENCIES), "1 arrow is left out", "chain: 4 of 4",
                      "4 steps, each of which waits", "(follows from others)", "▶ In progress")
    for name, wanted in (("boxes", ('<a class="box', 6)), ("arrows", ('<g class="arrow', 4)),
                         ("of the chain", ('<g class="arrow chain"', 3)),
                         ("heads", ('class="head"', 4))):
        if svg.count(wanted[0]) != wanted[1]:
            problems.append(f"{svg.count(wanted[0])} {name}, not {wanted[1]}")
    if 'href="../roadmap/g0.html"' not in svg:
        problems.append("the boxes do not lead to their pages")
    if "Alone" in svg:
        problems.append("what waits for nothing is in the picture")
    return problems


def dependencies_in_circles(scratch):
    goals = {"a": work("A", requires=["b"]), "b": work("B", requires=["a"]),
             "c": work("C", requires=["c"]), "d": work("D", requires=["b"])}
    site = site_of(scratch, goals)
    return cases.looks_right(site) + lacks(text_of(site, DEPENDENCIES), "A requires B requires A",
                                           "C requires C", "2 steps")


def no_dependencies(scratch):
    site = site_of(scratch, {"a": work("A"), "b": work("B", requires=["nobody"])})
    return cases.looks_right(site) + (
        ["there is a page of nothing"] if os.path.exists(os.path.join(site, DEPENDENCIES)) else [])


def with_dot(scratch, script, goals=None):
    """Builds with a program `dot` of our own, or none; gives the site and what build said."""
    programs = os.path.join(scratch, "programs")
    os.makedirs(programs)
    if script is not None:
        path = os.path.join(programs, "dot")
        cases.write(programs, {"dot": script})
        os.chmod(path, 0o755)
    book = book_of(os.path.join(scratch, "book"), goals or forked_goals())
    site = os.path.join(scratch, "site")
    result = subprocess.run([cases.WAYMARK, "build", book, "-o", site], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, check=False,
                            env=dict(os.environ, PATH=programs, WAYMARK_TODAY="2026-03-31"))
    if result.returncode != 0:
        raise AssertionError(f"build ended with {result.returncode}:\n{result.stderr}")
    return site, result.stdout


def without_graphviz(scratch):
    """The table has everything, the page and the terminal say why there is no picture."""
    site, said = with_dot(scratch, None)
    return (cases.looks_right(site) + lacks(said, 'left out: "dot" is not installed')
            + lacks(text_of(site, DEPENDENCIES), 'left out: "dot" is not installed',
                    "4 steps", "(follows from others)"))


def chains_without_graphviz(scratch):
    """Chains beside one another are rows of boxes, for which nobody needs graphviz."""
    goals = {**chain_of_goals(3), "old": work("Old"), "new": work("New", requires=["old"])}
    site, said = with_dot(scratch, None, goals)
    svg = re.search(r"<svg.*?</svg>", cases.read(os.path.join(site, DEPENDENCIES)), re.DOTALL)[0]
    places = [(float(x), float(y)) for x, y in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"', svg)]
    problems = cases.looks_right(site) + (["graphviz is missed"] if "dot" in said else [])
    if [x for x, _ in places] != [0, 255, 510, 255, 0] or len({y for _, y in places}) != 2:
        problems.append(f"the boxes stand at {places}")
    if svg.count('<g class="arrow') != 3:
        problems.append("there are not three arrows")
    return problems


def graphviz_that_fails(scratch):
    problems = []
    for number, (script, reason) in enumerate((
            ("#!/bin/sh\nexit 1\n", "did not understand it"),
            # LIMIT_CHILD_SECONDS
            ("#!/bin/sh\nwhile :; do :; done\n", "left out: "),
            # LIMIT_CHILD_MEMORY
            ("#!/bin/sh\nx=0123456789abcdef\nwhile :; do x=$x$x; done\n", 'left out: "dot"'),
            ("#!/bin/sh\necho '<script>'\n", "its layout could not be read"),
            ("#!/bin/sh\necho graph 1 2 2\necho node 99 1 1 1 1 x solid box black x\n"
             "echo edge 0 99 4 1 1 1 1 1 1 1 1 solid black\necho stop\n", "4 steps"),
            # LIMIT_CHILD_BYTES
            ("#!/bin/sh\nwhile echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
             "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\ndo :; done\n",
             "its answer is too long"))):
        folder = os.path.join(scratch, str(number))
        os.makedirs(folder)
        site, _ = with_dot(folder, script)
        problems += cases.looks_right(site) + lacks(text_of(site, DEPENDENCIES), reason)
    return problems


def too_many_dependencies(scratch):
    """LIMIT_PICTURE_NODES, LIMIT_PICTURE_EDGES"""
    problems = []
    for name, goals in (("nodes", chain_of_goals(1010)), ("edges", {
            f"g{i}": work(f"Goal {i}", requires=[f"g{k}" for k in range(i)]) for i in range(80)})):
        folder = os.path.join(scratch, name)
        os.makedirs(folder)
        site = site_of(folder, goals)
        problems += lacks(text_of(site, DEPENDENCIES), "are more than the 1000 with 3000", "steps")
        if "<svg" in cases.read(os.path.join(site, DEPENDENCIES)):
            problems.append("there is a picture")
    return problems


def neighbours(scratch):
    """Three columns, with words for those that have no room, and no picture where there is none."""
    goals = {"middle": work("Middle " + "long " * 30 + "end", requires=["one", "two"]),
             "one": work("One"), "two": work("Two", "done"), "alone": work("Alone"),
             **{f"n{i}": work(f"Next {i}", requires=["middle"]) for i in range(11)}}
    site = site_of(scratch, goals)
    problems = cases.looks_right(site)
    page = cases.read(os.path.join(site, "roadmap/middle.html"))
    svg = re.search(r"<svg.*?</svg>", page, re.DOTALL)[0]
    problems += lacks(svg, "and 3 more", "<title>Middle " + "long " * 30 + "end (In progress), this",
                      "requires 2 and is required by 11")
    if (svg.count('class="box '), svg.count('class="head"'), svg.count("…</text>")) != (12, 10, 1):
        problems.append(f"not 11 boxes, 10 arrows and one cut title: {svg}")
    if "<svg" in cases.read(os.path.join(site, "roadmap/alone.html")):
        problems.append("a picture of nothing")
    if cases.read(os.path.join(site, "roadmap/n1.html")).count('class="box ') != 2:
        problems.append("not one box beside the record")
    return problems


def badge(scratch):
    """It says in words what check found, and the page of findings shows it."""
    problems = []
    for name, goals, words in (("errors", {"a": work("A").replace("state: active", "state: runing")},
                                "1 error"),
                               ("none", {"a": work("A", "proposed")}, "no findings")):
        folder = os.path.join(scratch, name)
        os.makedirs(folder)
        book = book_of(os.path.join(folder, "book"), goals)
        site = os.path.join(folder, "site")
        cases.build(book, site)
        problems += cases.looks_right(site)
        problems += lacks(cases.read(os.path.join(site, "waymark/badge.svg")),
                          f"<title>plan: {words}</title>", f">{words}</text>")
        problems += lacks(cases.read(os.path.join(site, "waymark/findings.html")),
                          f'<img alt="plan: {words}" src="badge.svg">')
    return problems


def goal_pictures(scratch):
    """One for each goal, named as the goal, in lines that have room."""
    goals = {"a": work("A goal with & a title that is " + "very " * 40 + "long"),
             "b": work("B", "done", more="\n## Milestones\n\n| Milestone | State |\n| --- | --- |\n"
                       "| One | done |\n| Two | active |\n")}
    site = site_of(scratch, goals)
    problems = cases.looks_right(site)
    long, short = (cases.read(os.path.join(site, f"waymark/picture/{name}.svg")) for name in "ab")
    problems += lacks(long, "very long – A book of goals</title>", "…</text>", "In progress", "ada",
                      ">A book of goals</text>")
    problems += lacks(short, "Done", ">50 %</text>", "1 of 2 milestones done")
    widest = max(len(line) for line in re.findall(r'font-size="46"[^>]*>([^<]*)', long))
    if widest > 44:  # 40 columns, of which one is written &amp;
        problems.append(f"a line of {widest} letters")
    return problems


def png_of(folder, script):
    """Builds with a program `rsvg-convert` of our own, or none (""), or the machine's (None)."""
    book = book_of(os.path.join(folder, "book"), {"a": work("A & B"), "c": work("C")},
                   **{"waymark.yaml": "title: Goals\nsite: https://plans.example/\n"})
    path = os.environ["PATH"]
    if script is not None:
        path = os.path.join(folder, "programs")
        os.makedirs(path)
    if script:
        cases.write(path, {"rsvg-convert": script})
        os.chmod(os.path.join(path, "rsvg-convert"), 0o755)
    site = os.path.join(folder, "site")
    result = subprocess.run([cases.WAYMARK, "build", book, "--png", "-o", site], text=True,
                            capture_output=True, check=False, env=dict(os.environ, PATH=path))
    return site, result


def goal_pictures_as_png(scratch):
    """rsvg-convert draws them, and pages name them with their measures."""
    site, result = png_of(scratch, None)
    if result.returncode != 0:
        return [result.stderr]
    problems = cases.looks_right(site)
    with open(os.path.join(site, "waymark/picture/a.png"), "rb") as file:
        head = file.read(24)
    if head[:8] != b"\x89PNG\r\n\x1a\n" or struct.unpack(">II", head[16:]) != (1200, 630):
        problems.append(f"no PNG of 1200 by 630: {head}")
    if os.path.exists(os.path.join(site, "waymark/picture/a.svg")):
        problems.append("the SVG is there, too")
    return problems + lacks(
        cases.read(os.path.join(site, "roadmap/a.html")),
        '<meta property="og:image" content="https://plans.example/waymark/picture/a.png">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:image:alt" content="A &amp; B: In progress">',
        '<meta name="twitter:card" content="summary_large_image">')


def png_that_cannot_be_drawn(scratch):
    """Then there is no site, rather than one whose pages name pictures that are not there."""
    problems = []
    for name, script, reason in (
            ("absent", "", "Debian's package is librsvg2-bin"),
            ("fails", "#!/bin/sh\nexit 1\n", '"rsvg-convert" did not understand it'),
            # LIMIT_CHILD_SECONDS
            ("slow", "#!/bin/sh\nwhile :; do :; done\n", "could not be drawn: ")):
        folder = os.path.join(scratch, name)
        site, result = png_of(folder, script)
        problems += lacks(result.stderr, "waymark/picture/", "could not be drawn: ", reason)
        if result.returncode != 2 or os.path.exists(site):
            problems.append(f"ended with {result.returncode}, and made a site")
    return problems


TIMELINE = "waymark/timeline.html"


def timeline(scratch):
    """Dated steps in their order with arrows between them, and the same as a table."""
    rows = ("| Milestone | State | Due | Done |\n| --- | --- | --- | --- |\n"
            "| Third & last | active | 2026-03-01 | |\n| First | done | 2026-01-10 | 2026-01-03 |\n"
            "| Second | done | 2026-01-31 | 2026-02-01 |\n| Some day | proposed | | |\n"
            "| Dropped | dropped | 2026-03-02 | |\n| Silent | done | 2026-04-15 | |\n"
            "| Fourth | proposed | 2026-06-01 | |\n")
    site = site_of(scratch, {"a": work("A", more="\n## Milestones\n\n" + rows), "b": work("B")})
    problems = cases.looks_right(site)
    page = cases.read(os.path.join(site, TIMELINE))
    svg = re.search(r"<svg.*?</svg>", page, re.DOTALL)[0]
    names = re.findall(r'class="step"[^>]*>([^<]*)', svg)
    if names != ["First", "Second", "Third &amp; last", "Dropped", "Silent", "Fourth"]:
        problems.append(f"steps: {names}")
    if (svg.count('class="head"'), svg.count('class="mark done"'), svg.count("mark\""),
            svg.count('class="mark dropped"')) != (5, 3, 4, 1):
        problems.append(f"not five arrows, three circles, four diamonds and a cross: {svg}")
    problems += lacks(svg, "done 2026-01-03, 7 days before due", "done 2026-02-01, 1 day after due",
                      "due 2026-03-01, overdue", ">dropped, was due 2026-03-02</text>",
                      ">done, was due 2026-04-15</text>", ">due 2026-06-01</text>", "2026-04</text>", ">today<")
    problems += lacks(page, "<td>7 days before due</td>", '<td class="late">overdue</td>', "<time>2026-01-31</time>")
    problems += lacks(text_of(site, "roadmap/a.html"), "Third & last ▶ In progress due 2026-03-01, overdue",
                      "Dropped ✖ Dropped due 2026-03-02 ", "Fourth 💭 Proposed due 2026-06-01 ")
    problems += lacks(text_of(site, "waymark/roadmap.html"), "Third & last due 2026-03-01, overdue")
    if "Some day" in page:
        problems.append("a step without a date is on the timeline")
    return problems


def no_timeline(scratch):
    site = site_of(scratch, {"a": work("A")})
    return ["a timeline of nothing"] if os.path.exists(os.path.join(site, TIMELINE)) else []


def timeline_of_periods(scratch):
    """A book that plans by periods has them in a row, with what became of their goals."""
    site = os.path.join(scratch, "site")
    book = os.path.join(scratch, "book")
    goal = "# {}\n\n| Metadata | |\n| --- | --- |\n| Point of contact | @ada |\n| Status | {} |\n"
    cases.write(book, {"waymark.yaml": "dialect: rust-goals\n",
                       "book.toml": '[book]\ntitle = "Goals"\nsrc = "src"\n',
                       "src/SUMMARY.md": "# Summary\n\n- [Welcome](README.md)\n",
                       "src/README.md": "# Welcome\n",
                       "src/2025h2/a.md": goal.format("A", "Accepted") + "| Roadmap | T |\n",
                       "src/2026/roadmap-t.md": "# T\n\n| Metadata | |\n| --- | --- |\n| What and why | Why |\n| Point of contact | TBD |\n",
                       "src/2025h2/b.md": goal.format("B", "Not accepted"),
                       "src/2026/c.md": goal.format("C", "Accepted")})
    cases.built(book, site)
    problems = cases.looks_right(site)
    page = cases.read(os.path.join(site, TIMELINE))
    svg = re.search(r"<svg.*?</svg>", page, re.DOTALL)[0]
    problems += lacks(svg, "2025-07-01 to 2025-12-31", "2 goals", "? 1 Outcome unknown", "1 goal<",
                      '<g class="period current">', ">now</text>")
    problems += lacks(page, '<th scope="col">Outcome unknown</th>', '<th scope="row">2026</th>')
    # Goals of several periods may have one title.
    problems += lacks(text_of(site, "2026/roadmap-t.html"), "Goals that address it No goal addresses it yet", "1 goal of another period A 2025h2 ? Outcome unknown")
    return problems


FENCES = """# Graphs

```graphviz
digraph {
  label="How it ends"
  a [label="First & <b>", URL="javascript:alert(1)", image="/etc/passwd", shape=box]
  a -> b [label="and then", dir=both]; b -> c [style=dashed]; b -> hidden [style=invis]
  hidden [style=invis]; c [shape=doublecircle]
}
```

* in a list

  ```dot
  graph { x -- y }
  ```

```dot
digraph { subgraph cluster_a { label="Group & co"; x -> y } x -> z }
```

```dot
digraph { a [shape=record] }
```

```dot
digraph { a -> }
```

```text
digraph { a -> b }
```
"""


def graphs_in_pages(scratch):
    """Code blocks in graphviz's language are drawn, or say why not; their source stays readable."""
    site = site_of(scratch, {"a": work("A")}, **{"graphs.md": FENCES})
    problems = cases.looks_right(site)
    page = cases.read(os.path.join(site, "graphs.html"))
    drawn = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    if len(drawn) != 3:
        return problems + [f"not three pictures: {page}"]
    problems += lacks(drawn[0], "<title>How it ends</title>", ">First &amp; &lt;b&gt;</text>",
                      "First &amp; &lt;b&gt; to b (and then); b to c", 'class="node box ',
                      'class="arrow dashed"')
    if (drawn[0].count('class="head"'), drawn[0].count("<ellipse"), drawn[0].count('"node ')) != (3, 3, 3):
        problems.append(f"not three heads, ellipses and nodes: {drawn[0]}")
    problems += lacks(drawn[1], "<title>Graph 2 of Graphs</title>")
    if 'class="head"' in drawn[1]:
        problems.append("an edge without direction has a head")
    frame = re.search(r'class="group"><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'
                      r'[^>]*/><text[^>]*>Group &amp; co<', drawn[2])
    middles = {label: (float(x), float(y)) for x, y, label in
               re.findall(r'<text class="middle" x="([\d.]+)" y="([\d.]+)">(\w)<', drawn[2])}
    left, top, width, height = (float(number) for number in frame.groups())
    inside = [label for label, (x, y) in middles.items()
              if left < x < left + width and top < y < top + height]
    if sorted(inside) != ["x", "y"]:
        problems.append(f"in the frame are {inside}: {drawn[2]}")
    if "javascript" in re.sub(r"<pre>.*?</pre>", "", page, flags=re.DOTALL):
        problems.append("an address has passed")
    return problems + lacks(page, "it has records in boxes (shape=record)", "did not understand it",
                            "image=&quot;/etc/passwd&quot;", '<code class="language-text">digraph')


def graphs_without_graphviz(scratch):
    folder = os.path.join(scratch, "book")
    cases.write(folder, {"graphs.md": FENCES})
    site, said = with_dot(scratch, None, {"a": work("A")})
    page = cases.read(os.path.join(site, "graphs.html"))
    return (cases.looks_right(site) + lacks(said, 'left out: "dot" is not installed')
            + lacks(page, '"dot&quot; is not installed'.replace('"', "&quot;", 1), "shape=doublecircle")
            + (["a picture"] if "<svg" in page else []))


CASES = [
    graphs_in_pages, graphs_without_graphviz,
    timeline, no_timeline, timeline_of_periods,
    badge, goal_pictures, goal_pictures_as_png, png_that_cannot_be_drawn,
    neighbours,
    dependencies, dependencies_in_circles, no_dependencies, without_graphviz,
    chains_without_graphviz, graphviz_that_fails,
    too_many_dependencies,
]
