"""Cases of tests/site/run for the pages of records and the views of them.  To add one: a function, and
its name in CASES."""
import json
import os
import re
import shutil
import subprocess

import cases
import pages
from pictures import book_of, lacks, text_of

VISION = "waymark/vision.html"


def garden(scratch):
    """The small book of the golden case `vision`, as a site."""
    site = os.path.join(scratch, "site")
    cases.built(os.path.join(cases.ROOT, "tests/golden/vision/book"), site)
    return site


def says_not(text, *words):
    return [f"says {word!r}" for word in words if word in text]


def vision_view(scratch):
    """Problems with evidence and goals, what no goal addresses, and every sort of gap."""
    site = garden(scratch)
    problems, _ = pages.check_tree(site)
    text = text_of(site, VISION)
    problems += lacks(
        text, "3 problems, 2 addressed by goals; 4 of 5 stories cited",
        "2 stories 1 character 1 more story wanted Thin evidence: all about Ada",
        "Thin evidence: no story No goal addresses it yet.", "Goals that address it21none",
        "Bo forgets no problem cites it yet", "The long winter problem 2",
        "Ada walks answers Ada falls", "Bo flies answers no story by name",
        "1 story is cited by no problem", "1 citation leads to a story that is gone",
        "1 goal traces to no problem")
    markup = cases.read(os.path.join(site, VISION))
    for number in (1, 2, 3):
        if f'id="problem-{number}"' not in markup:
            problems.append(f"no place for problem {number}")
    futures = markup[markup.index('id="futures"'):]
    if "answers</small>\n<ul>\n<li>" not in futures:
        problems.append("what a story answers is no list")
    row = re.search(r"<tr><th scope=\"row\"><a[^>]*>Boards</a>.*?</tr>", markup, re.S)
    if row is None or row.group().count(">yes<") != 2:
        problems.append(f"the row of Boards does not have two: {row and row.group()}")
    return problems


def view_without_themes(scratch):
    """No stories and no themes: no such view; goals that name no problem: it says how."""
    site, other = os.path.join(scratch, "site"), os.path.join(scratch, "other")
    goal = "---\nstate: active\n---\n# Swim\n"
    cases.built(book_of(os.path.join(scratch, "a"), {"swim": goal}), site)
    cases.built(book_of(os.path.join(scratch, "b"), {"swim": goal}, **{
        "vision/metanarrative.md": "# Together\n\n## Cold\n\n* It is cold.\n"}), other)
    problems = ["a book without themes has a vision"] if os.path.exists(
        os.path.join(site, VISION)) else []
    return problems + lacks(text_of(other, VISION), "No goal of this book says which problem",
                            'by "addresses:" in the front matter')


def words_for_themes(scratch):
    """A book may call its themes otherwise; no page calls them problems then."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    shutil.copytree(os.path.join(cases.ROOT, "tests/golden/vision/book"), book)
    with open(os.path.join(book, "waymark.yaml"), "a", encoding="utf-8") as file:
        file.write("\nextend:\n  themes-called: [aim, aims]\n")
    cases.built(book, site)
    problems = lacks(text_of(site, VISION), "3 aims, 2 addressed", "Goals against aims",
                     "no aim cites it yet", "1 goal traces to no aim")
    problems += lacks(text_of(site, "index.html"), "The aims behind it")
    problems += lacks(text_of(site, "waymark/theme/mud.html"), "Aim What stands behind it")
    problems += lacks(text_of(site, "waymark/contents.html"), "Milestones Aims People", "Aims Mud")
    for name in cases.tree(site):
        if name.endswith(".html") and "findings" not in name:
            text = re.sub("problems? with|metanarrative", "", text_of(site, name))
            problems += [f"{name} speaks of a problem"] if "problem" in text.lower() else []
    return problems


def outcome_of_stories(scratch):
    """A story says at its top what became of it, both ways."""
    site = garden(scratch)
    cited = text_of(site, "vision/status-quo/ada-falls.html")
    uncited = text_of(site, "vision/status-quo/bo-forgets.html")
    future = text_of(site, "vision/shiny-future/ada-walks.html")
    lost = text_of(site, "vision/shiny-future/bo-flies.html")
    problems = lacks(cited, "What became of it It is evidence for the problem Mud Boards",
                     "Dry paths ▶ In progress 50 %", "the problem Cold | and dark Boards",
                     "How it could be is told in Ada walks")
    problems += lacks(uncited, "What became of it No problem cites this story yet.",
                      "link to it from that problem in What the stories say together")
    problems += lacks(future, "It answers the story Ada falls", "It tells of the problem Mud")
    problems += lacks(lost, "It does not say which story of how it is it answers")
    if cited.index("What became of it") > cited.index("It happened."):
        problems.append("the box stands below the story")
    return problems


def problem_pages(scratch):
    """A problem: what it rests on, what answers it, and the book's own text."""
    site = garden(scratch)
    mud = text_of(site, "waymark/theme/mud.html")
    noise = text_of(site, "waymark/theme/noise.html")
    problems = lacks(mud, "Problem What stands behind it", "About Ada (2)", "Dry paths",
                     "Stated in What the stories say together: The way to the tools is wet.")
    problems += lacks(noise, "Thin evidence: no story", "No goal addresses it yet.")
    markup = cases.read(os.path.join(site, "waymark/theme/mud.html"))
    trail = re.search(r'<nav class="trail".*?</nav>', markup, re.S)
    if trail is None or "What the stories say together" not in trail.group():
        problems.append("nothing leads up from a page that only waymark has")
    if not re.search(r'<nav class="near".*aria-current="true"[^>]*>What the stories', markup, re.S):
        problems.append("nothing stands beside a page that only waymark has")
    return problems + says_not(mud, "Cites", "Evidence wanted", "No goal")


STEPS = "## Milestones\n\n| Milestone | State | Due | Done | Participants |\n|-|-|-|-|-|\n"


def step_rows(count, done):
    return STEPS + "".join(
        f"| Step {i} | {'done' if i <= done else 'active'} | 2026-05-01 | 2026-03-0{i % 9 + 1} "
        f"| ada |\n" for i in range(1, count + 1))


def goal_pages(scratch):
    """Impact from front matter first; steps as a line; help; a goal without anything; many steps."""
    site = os.path.join(scratch, "site")
    cases.built(book_of(os.path.join(scratch, "book"), {
        "swim": "---\nstate: active\nowner: ada\nimpact: Nobody drowns\nneeds: [Contributor]\n---\n"
                "# Swim\n\nText.\n\n" + step_rows(3, 1),
        "bare": "# Bare\n",
        "long": "---\nstate: wanted\n---\n# " + "A very long title of a goal " * 8 + "\n\n"
                + step_rows(60, 40) + "\n## How to help\n\nCome.\n"}), site)
    problems, _ = pages.check_tree(site)
    swim, bare = text_of(site, "roadmap/swim.html"), text_of(site, "roadmap/bare.html")
    long = text_of(site, "roadmap/long.html")
    problems += lacks(swim, "Goal Impact Nobody drowns State", "Help wanted. It needs Contributor.",
                      "Ask ada", "Steps Step 1 ✔ Done done 2026-03-02, 60 days before due ada Step 2 ▶ In progress due 2026-05-01 ada")
    problems += says_not(bare, "Steps", "Impact", "Help wanted.")
    problems += lacks(long, "It looks for an owner. How to help", "36 to 45 of 60")
    markup = cases.read(os.path.join(site, "roadmap/long.html"))
    if markup.count('<li class="') > 60 + 10:
        problems.append("the line of steps is as long as the table")
    if 'href="long.html#how-to-help"' not in markup and 'href="#how-to-help"' not in markup:
        problems.append("help does not lead to the page's own section")
    return problems


def people_view(scratch):
    """What runs is counted and stands first; what does not is folded; many get an index."""
    site = os.path.join(scratch, "site")
    goal = "---\nstate: {}\nowner: {}\n---\n# {}\n\n"
    goals = {"swim": goal.format("active", "bo", "Swim") + step_rows(2, 1),
             "dive": goal.format("active", "bo", "Dive"),
             "sail": goal.format("active", "cy", "Sail") + step_rows(4, 0).replace("ada", "cy"), "rest": goal.format("paused", "ada", "Rest")}
    crowd = "people:\n" + "".join(f"  - handle: p{i}\n" for i in range(12))
    cases.built(book_of(os.path.join(scratch, "book"), goals), site)
    text = text_of(site, "waymark/people.html")
    problems = lacks(text, "bo owns 2 Owns Dive Swim", "takes part in 1",
                     "1 not running Rest ⏸ Paused", "Step 2 Swim", "1 not running Swim Step 1 ✔ Done")
    if not text.index("cy owns 1") < text.index("bo owns 2") < text.index("ada takes part in 1"):
        problems.append("who carries most does not stand first")
    bars = [int(value) for value in re.findall(r'<progress max="\d+" value="(\d+)" aria-label="Beside',
                                               cases.read(os.path.join(site, "waymark/people.html")))]
    if len(bars) < 2 or bars != sorted(bars, reverse=True):
        problems.append(f"the bars are not in their order: {bars}")
    book = book_of(os.path.join(scratch, "many"), goals, **{"people.yaml": crowd})
    cases.built(book, site + "2")
    markup = cases.read(os.path.join(site + "2", "waymark/people.html"))
    if 'class="names"' not in markup or "<b>P</b>" not in markup:
        problems.append("no index of many names")
    if not 0 < markup.index(">bo<") < markup.index("<summary>13 who own nothing that runs") < markup.index("nothing that runs</span>"):
        problems.append("of many, those who own nothing that runs are not folded behind the others")
    return problems + pages.check_tree(site + "2")[0]


def help_view(scratch):
    """Each piece of work under its first reason, with how to help or whom to ask."""
    site = os.path.join(scratch, "site")
    table = "## How to help\n\n| Task | Level |\n|-|-|\n" + "".join(
        f"| Task {i} | any |\n" for i in range(7))
    cases.built(book_of(os.path.join(scratch, "book"), {
        "swim/README": "---\nstate: active\nowner: ada\n---\n# Swim\n",
        "swim/float": "---\nstate: wanted\n---\n# Float\n",
        "dive": "---\nstate: active\nneeds: [Funding]\nowner: ada\n---\n# Dive\n",
        "hike": "---\nstate: active\n---\n# Hike\n\n" + table,
        "done": "---\nstate: done\nneeds: [Funding]\n---\n# Over\n"}), site)
    text = text_of(site, "waymark/help.html")
    problems = lacks(text, "Looks for an owner 1 Float ✋ Help wanted in Swim Ask ada It looks for an owner.",
                     "Lacks people or money 1 Dive", "Owner ada It needs Funding.",
                     "How to help Task 0", "Task 4 and 2 more")
    problems += lacks(text_of(site, "index.html"), "Where help is wanted", "Dive It needs Funding.",
                      "Hike Task 0; and 6 more", "Float in Swim It looks for an owner.")
    wanted = text_of(garden(os.path.join(scratch, "garden")), "waymark/help.html")
    problems += lacks(wanted, "Stories wanted 1 The book looks for a story of each of these points.",
                      "Mud 2 stories so far")
    return problems + says_not(text, "Over", "Nobody looks") + pages.check_tree(site)[0]


def findings_view(scratch):
    """Counts first, each sort with what it means, then by file."""
    site = os.path.join(scratch, "site")
    cases.built(book_of(os.path.join(scratch, "book"), {
        "swim": "---\nstate: active\n---\n# Swim\n\n[a](gone.md) [b](gone.md) [c](#none)\n"}), site)
    text = text_of(site, "waymark/findings.html")
    problems = lacks(text, "Findings 2 errors, ", "error 2 a link leads to a file that is not in",
                     "By file roadmap/swim.md 2 errors")
    if text.index("missing-file") > text.index("missing-anchor"):
        problems.append("errors do not come first")
    cases.built(book_of(os.path.join(scratch, "many"), {
        "swim": "---\nstate: active\n---\n# Swim\n\n[a](gone.md)\n",
        "dive": "# Dive\n\n" + "[a](swim.md#none)\n" * 40}), site + "2")
    files = re.findall(r'<details class="period"( open)?><summary><h3>([^<]*)', cases.read(os.path.join(site + "2", "waymark/findings.html")))
    if files != [("", "roadmap/dive.md"), (" open", "roadmap/swim.md")]:
        problems.append(f"of many, files without an error are not folded: {files}")
    return problems + pages.check_tree(site)[0]


def vision_is_true(_):
    """Stories of each problem of the real book as somebody labelled them by hand.  One citation of it
    is a pull request on the forge, where no page tells which story that is."""
    book, truth = os.path.join(cases.corpora(), "wg-async"), cases.truth("async-themes.json")
    made = subprocess.run([cases.WAYMARK, "vision", book, "--at", "HEAD", "--format", "json"],
                          stdout=subprocess.PIPE, text=True, check=True)
    vision = json.loads(made.stdout)
    by_request = {"barbara_gets_burned_by_select"}
    problems = []
    if len(vision["problems"]) != len(truth["themes"]):
        problems.append(f"{len(vision['problems'])} problems")
    for found, labelled in zip(vision["problems"], truth["themes"]):
        stories = {story["id"].partition("/")[0] for story in found["stories"]}
        wrong = stories ^ set(labelled["stories"])
        if found["title"] != labelled["theme"] or not wrong <= by_request:
            problems.append(f"{found['title']}: {wrong}")
    uncited = {story["id"] for story in vision["uncited"]}
    if uncited != set(truth["uncovered"]) | by_request:
        problems.append(f"uncited: {uncited ^ set(truth['uncovered'])}")
    return problems


def progress_explained(scratch):
    """Beside a bar: what counts, with what weight, and what the book itself says."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    page = "---\nstate: active\nowner: ada\n{more}---\n# {title}\n\n{text}\n"
    steps = ("## Milestones\n\n| Milestone | State | Weight |\n| --- | --- | --- |\n"
             "| Draw | done | |\n| Build | active | |\n")
    cases.write(book, {
        "README.md": "# Ship\n", "waymark.yaml": "title: Ship\n",
        "roadmap/sail/README.md": page.format(title="Sail", more="progress: 6/6\n", text=""),
        "roadmap/sail/mast.md": page.format(title="Mast", more="", text=steps),
        "roadmap/sail/flag.md": page.format(title="Flag", more="progress: 1/6\n", text="")})
    cases.built(book, site)
    goal, home = (text_of(site, name) for name in ("roadmap/sail/index.html", "index.html"))
    problems = lacks(
        goal, "1 of 2 milestones done, and by the bar drawn for it 0.2 of 1 initiative without milestones: "
        "together 1.2 of 3, each counted once; the book's own bar says otherwise, 6/6",
        "What counts", "Draw ✔ Done Mast", "Flag ▶ In progress 1/6 by its own bar")
    problems += lacks(home, "38 % 1.2 of 3 parts done")
    if "What counts" in text_of(site, "roadmap/sail/mast.html"):
        problems.append("an initiative lists its own steps twice")
    return problems + cases.looks_right(site)


def reasons_of_goals(scratch):
    """A goal leads to the problems and stories behind it, and to themes where there are no stories, though
    the page's own table says them as plain text."""
    text = text_of(garden(scratch), "roadmap/paths/gravel.html")
    problems = lacks(text, "ProblemsMud2 stories Ada gets stuck Ada falls")
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "goals")
    cases.write(book, {
        "waymark.yaml": "dialect: rust-goals\n", "src/SUMMARY.md": "# Summary\n\n- [Lean](2026/lean.md)\n"
        "- [Theme](2026/roadmap-small.md)\n", "book.toml": '[book]\ntitle = "Goals"\n',
        "src/2026/roadmap-small.md": "# Small programs\n\n| Metadata | |\n|:--|:--|\n| Short title | Small |\n",
        "src/2026/lean.md": "# Lean\n\n| Metadata | |\n|:--|:--|\n| Point of contact | @ada |\n"
        "| Status | Accepted |\n| Roadmap | Small |\n\n## Summary\n\nLean.\n"})
    cases.built(book, site)
    page = cases.read(os.path.join(site, "2026/lean.html"))
    facts = page[page.index('<dl class="facts">'):page.index("</dl>")]
    if not re.search(r'<dt>Themes</dt><dd><ul><li><a href="roadmap-small.html">Small', facts):
        problems.append(f"no way to the theme: {facts}")
    return problems + cases.looks_right(site)


def links_of_titles(scratch):
    """Where an overview's title leads elsewhere, the record's page leads there, too; not to where it is."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    cases.write(book, {
        "waymark.yaml": "dialect: wg-async\n", "book.toml": '[book]\ntitle = "Async"\n',
        "src/SUMMARY.md": "# Summary\n\n- [Roadmap](vision/roadmap.md)\n  - [Sail](vision/roadmap/sail.md)\n",
        "src/vision/roadmap.md": "# Roadmap\n\n| Deliverable | State | Progress | Owner |\n|-|-|-|-|\n"
        "| 🔻 [Sail] | 🦀 | ▰▱▱▱▱▱ | |\n| ↳ [Mast] | 🦀 | ▰▱▱▱▱▱ | |\n\n"
        "[Sail]: ./roadmap/sail.md\n[Mast]: https://mast.example/plan/?a=1&b=2\n",
        "src/vision/roadmap/sail.md": "# Sail\n\nText.\n"})
    cases.built(book, site)
    mast = cases.read(os.path.join(site, "waymark/initiative/sail/mast.html"))
    problems = lacks(mast, '<dt>Elsewhere</dt><dd><a href="https://mast.example/plan/?a=1&amp;b=2" '
                     'rel="noopener">mast.example/plan/?a=1&amp;b=2</a>')
    return problems + cases.looks_right(site) + says_not(text_of(site, "vision/roadmap/sail.html"),
                                                         "Elsewhere")


CASES = [vision_view, view_without_themes, words_for_themes, outcome_of_stories, problem_pages, goal_pages,
         people_view, help_view, findings_view, vision_is_true, progress_explained, reasons_of_goals,
         links_of_titles]
