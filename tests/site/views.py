"""Cases of what waymark's own pages tell their readers."""
import html
import os
import re
import subprocess

import cases
import search

VISION = {"vision/README.md": "# Vision\n\nAll plots are used.\n",
          "vision/status-quo/rosa.md": "# Rosa waits\n\nShe waits.\n"}
GOAL = {"waymark.yaml": "dialect: native\n", "roadmap/plots.md": "# Plots\n\n## Impact\n\nMuch.\n",
        "README.md": "# Garden\n\nWhat **we** want.\n\nMore of it.\n"}


def site_of(scratch, *books):
    """The site of a book that has these files."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    for files in books:
        cases.write(book, files)
    cases.built(book, site)
    return site


def words_of(site, place):
    """What a reader reads, in one line."""
    text = cases.read(os.path.join(site, place))
    text = text[text.index("<main"):text.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def lead_of_the_first_page(scratch):
    """The vision's first words, else the first page's; never what a new book tells its authors."""
    instructions = {"vision/README.md": "# Vision\n\n`waymark new story` writes the first.\n"}
    books = {"vision": ([GOAL, VISION], "All plots are used. Read the vision"),
             "new": ([GOAL, VISION, instructions], "What we want."),
             "own": ([GOAL], "What we want."),
             "described": ([GOAL, {"book.toml": '[book]\ntitle = "Garden"\nsrc = "."\n'
                                              'description = "Of us."\n'}],
                           "Of us.")}
    problems = {}
    for name, (files, lead) in books.items():
        words = words_of(site_of(os.path.join(scratch, name), *files), "index.html")
        begin = words.split(" Roadmap at a glance")[0]
        problems[name] = [] if begin.endswith(" " + lead) and words.count(lead) == 1 else [words]
    return problems


def unwritten(scratch):
    """Parts that nobody has written yet say so; tables that wait for rows are left out."""
    page = ("# Plots\n\n## Impact\n\n<!-- What? -->\n\n### Why\n\n## Milestones\n\n| Milestone | State |\n|--|--|\n\n"
            "## Notes\n\n### Said\n\nWords.\n")
    site = site_of(scratch, GOAL, {"roadmap/plots.md": page})
    words = words_of(site, "roadmap/plots.html")
    wanted = ("Impact Why Not written yet. Milestones Not written yet. Notes Said Words. ")
    return [] if wanted in words else [words]


def titles(scratch):
    """A page whose first heading is another one shows its title; one whose title comes late shows it once."""
    site = site_of(scratch, GOAL, {"SUMMARY.md": "- [Notes](notes.md)\n- [Late](late.md)\n",
                                   "notes.md": "> Hello.\n\n## Part\n\nText.\n\n# Chapter\n\nText.\n",
                                   "late.md": "> Hello.\n\n# Late\n\nText.\n"})
    notes, late = words_of(site, "notes.html"), words_of(site, "late.html")
    return ([] if "Notes Hello. Part" in notes else [notes]) + ([] if late.count("Late") == 1 else [late])


def search_by_period(scratch):
    """What runs is found before what is over; waymark's own pages are found; a badge is no word."""
    cases.needs_node()
    goal = "---\nperiod: {0}\nstate: active\n---\n# Drop {0}\n\n## Impact\n\nMuch.\n"
    site = site_of(scratch, GOAL, {f"roadmap/{year}.md": goal.format(year) for year in (2024, 2026)},
                   {"notes.md": "# Seek ![Help Wanted][]\n\nText.\n"})
    drop, seek = search.ask(["drop", "seek"], search.index_of(site))["results"]
    found = [(one["title"], one["state"]) for one in drop["results"] + seek["results"]]
    return [] if found == [("Drop 2026", "In progress"), ("Drop 2024", "Outcome unknown"),
                           ("Seek", "")] else [str(found)]


def data_files(scratch):
    """What the program reads as data is no file of the site; other files are."""
    native = cases.read(os.path.join(cases.ROOT, "share/dialects/native.yaml"))
    site = site_of(scratch, GOAL, {"people.yaml": "people:\n  - handle: ada\n", "talk.yaml": "a: b\n",
                                   "own.yaml": native, "waymark.yaml": "dialect: own.yaml\n"})
    there = [name for name in ("people.yaml", "own.yaml", "talk.yaml", "waymark.yaml")
             if os.path.exists(os.path.join(site, name))]
    return [] if there == ["talk.yaml"] else [str(there)]


def names_of_views(scratch):
    """A page of waymark's own is called otherwise where the book has one of that name, and leads to it."""
    site = site_of(scratch, GOAL, {"SUMMARY.md": "- [📅 The roadmap](plan.md)\n- [Contents of crates](crates.md)\n- [People](us.md)\n",
                                   "plan.md": "# Plan\n", "crates.md": "# Crates\n", "us.md": "# Us\n",
                                   "roadmap/plots.md": "---\nowner: ada\n---\n# Plots\n"})
    page = cases.read(os.path.join(site, "waymark/roadmap.html"))
    header = [html.unescape(name) for name in re.findall(r">([^<]+)</a></li>", page[:page.index("</header>")])]
    problems = [f"the header has {header}"] if header[:2] != ["Roadmap status", "People and load"] or "Contents" not in header else []
    for word in ("<title>Roadmap status", "<h1>Roadmap status</h1>", 'The book\'s own page: <a href="../plan.html">📅 The roadmap</a>'):
        if word not in page:
            problems.append(f"the roadmap lacks {word}")
    page = cases.read(os.path.join(site, "waymark/contents.html"))
    return problems + (["the contents have a namesake"] if "own page:" in page or "<h1>Contents</h1>" not in page else [])


def nothing_said(scratch):
    """The site says what the command says of the same thing: "–" where there is nothing, "declared" of a bar."""
    site = site_of(scratch, GOAL, {"roadmap/trees.md": "---\nprogress: 2/4\nowner: ada\nstate: active\n---\n# Trees\n"})
    page = cases.read(os.path.join(site, "waymark/roadmap.html"))
    row = page[page.index(">Plots<"):]
    problems = [] if "50 % <small>declared</small>" in page else ["the bar is not called declared"]
    if "Not said" not in row[:row.index("</tr>")] or row[:row.index("</tr>")].count(">–<") != 2:
        problems.append(f"neither state nor progress nor owner is said, and it reads {row[:row.index('</tr>')]}")
    said = subprocess.run([cases.WAYMARK, "roadmap", os.path.join(scratch, "book")], stdout=subprocess.PIPE, text=True, check=True).stdout
    return problems + ([] if re.search(r"Plots +Not said +– +–", said) and "50% declared" in said else [said])


def highlights(scratch):
    """Of more goals than a glance takes in those come first that the group itself highlights."""
    goal = "# {}\n\n| Metadata | |\n| --- | --- |\n| Point of contact | @ada |\n| Status | Accepted |\n{}\n## Summary\n\nA goal.\n"
    files = {f"src/2026/g{i:02}.md": goal.format(f"Goal {i:02}", "") for i in range(13)}
    files["src/2026/z.md"] = goal.format("Zebra", "| Highlight | Try, never, extern |\n| Highlight | Stripes |\n")
    site = site_of(scratch, files, {"src/README.md": "# Goals\n\nHello.\n\nMore.\n", "waymark.yaml": "dialect: rust-goals\ntitle: Goals\n"})
    text = words_of(site, "index.html")
    if "<h2" in cases.read(os.path.join(site, "index.html")).split('class="own"')[-1]:
        return ["the first page's own title, which is the book's, stands there twice"]
    return [] if "Zebra ▶ In progress Highlight Try, never, extern, Stripes Owner ada Goal 00 " in text and "is a highlight" in text else [text]


CASES = [lead_of_the_first_page, unwritten, titles, search_by_period, data_files, names_of_views, nothing_said, highlights]
