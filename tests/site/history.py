"""Cases of tests/site/run for what a site shows of its history.  To add one: a function, and its name in
CASES."""
import json
import os
import re
import subprocess
import xml.etree.ElementTree

import cases
from pictures import text_of

GOAL = """---
state: {state}
owner: {owner}
---
# {title}

{text}
"""
MILESTONES = """
## Milestones

| Milestone | State | Participants |
| --- | --- | --- |
| Draw it | {state} | eve |
"""


def git(book, *arguments, when="2025-01-10T12:00:00Z", author="Ada Author"):
    environment = dict(os.environ, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when, HOME=book,
                       GIT_AUTHOR_NAME=author, GIT_AUTHOR_EMAIL="a@example.org",
                       GIT_COMMITTER_NAME=author, GIT_COMMITTER_EMAIL="a@example.org",
                       GIT_CONFIG_NOSYSTEM="1")
    return subprocess.run(["git", "-C", book, *arguments], check=True, env=environment,
                          stdout=subprocess.PIPE, text=True).stdout


def commit(book, when, author, message, **goals):
    cases.write(book, {f"roadmap/{name}.md": text for name, text in goals.items()})
    git(book, "add", "-A")
    git(book, "commit", "-q", "-m", message, when=when, author=author)


def goal(title, state, owner, text="", more=""):
    return GOAL.format(title=title, state=state, owner=owner, text=text) + more


def ship(book):
    """Two years of a small plan."""
    cases.write(book, {"README.md": "# The ship\n", "waymark.yaml":
                       "title: The <ship>\nrepository: https://example.org/org/ship\n"})
    git(book, "init", "-q", "-b", "main")
    commit(book, "2024-01-10T12:00:00Z", "Ada Author", "Goals",
           engine=goal("Engine", "paused", "ada", "It moves without wind, by night & by day."),
           hull=goal("Hull <oak>", "active", "kim", "Copper below the water."),
           flag=goal("Flag", "proposed", "bob", "It is red."))
    commit(book, "2024-03-01T12:00:00Z", "Eve & Co", "Begin",
           engine=goal("Engine", "active", "ada", "It moves without wind, by night & by day.",
                       MILESTONES.format(state="active")))
    os.remove(os.path.join(book, "roadmap/flag.md"))
    commit(book, "2025-02-11T12:00:00Z", "Bob Boatswain", "No flag, another owner",
           engine=goal("Engine", "active", "eve", "It moves without wind, by night & by day.",
                       MILESTONES.format(state="active")))
    commit(book, "2025-02-20T12:00:00Z", "Eve & Co", "Words",
           hull=goal("Hull <oak>", "active", "kim", "Copper below the water, and above it too."))
    commit(book, "2025-03-02T12:00:00Z", "Eve & Co", "It runs",
           engine=goal("Engine", "done", "eve", "It moves without wind, by night & by day.",
                       MILESTONES.format(state="done")))
    return book


def site_of(scratch, *options):
    book, site = ship(os.path.join(scratch, "book")), os.path.join(scratch, "site")
    cases.built(book, site, "--history", *options)
    return book, site


def lacks(where, text, *words):
    return [f"{where} does not say {word!r}" for word in words if word not in text]


def changes_page(scratch):
    """By month and record, the newest first, with who and which commit."""
    book, site = site_of(scratch)
    head = git(book, "rev-parse", "HEAD").strip()
    page = cases.read(os.path.join(site, "waymark/changes.html"))
    text = text_of(site, "waymark/changes.html")
    problems = cases.looks_right(site) + lacks(
        "the page", text, "March 2025 2 entries", "Goal Engine: finished (was: In progress)",
        "2025-03-02, Eve & Co", "Milestone Draw it (Engine): finished",
        "Flag: removed (was: Proposed)", "handed over from ada to eve", "January 2024 3 entries")
    problems += lacks("the page", page,
                      f'<a rel="noopener" href="https://example.org/org/ship/commit/{head}">',
                      'href="../roadmap/engine.html">Engine</a>', "<b>Flag</b>")
    if "words changed" in text or "Hull" in text[:text.index("January 2024 3")]:
        problems.append("the page tells of words")
    months = re.findall(r'<h2 id="wm:(\d{4}-\d\d)"', page)
    if months != sorted(months, reverse=True) or len(months) != 4:
        problems.append(f"months: {months}")
    return problems


def record_history(scratch):
    """A record's page has its own life, with its milestones, and who touched it last."""
    _, site = site_of(scratch)
    engine, hull = text_of(site, "roadmap/engine.html"), text_of(site, "roadmap/hull.html")
    home = text_of(site, "index.html")
    problems = lacks("the engine", engine, "Last touched: 2025-03-02, Eve & Co",
                     "Finished (was: In progress)", "Draw it (Engine): finished",
                     "Handed over from ada to eve", "Added (Paused, ada)")
    problems += lacks("the hull", hull, "Last touched: 2025-02-20", "words changed",
                      "In progress ⌛ No move since 2024-01-10")
    problems += lacks("the findings", text_of(site, "waymark/findings.html"),
                      'goal "Hull" is in progress, and nothing of it has moved since 2024-01-10')
    problems += lacks("the first page", home, "What is new", "Engine: finished", "All changes")
    if "Flag" in engine or "Flag" in hull:
        problems.append("a record has another one's history")
    return problems


def states_chart(scratch):
    """The picture and its table count what the events say."""
    _, site = site_of(scratch)
    page = cases.read(os.path.join(site, "waymark/changes.html"))
    text = text_of(site, "waymark/changes.html")
    return (lacks("the chart", page, "<title>2025-03, 1 Done, 1 In progress</title>",
                  "<title>2024-01, 1 In progress, 1 Paused, 1 Proposed</title>",
                  "1 of 1 milestones done")
            + lacks("the table", text.replace(" ", ""), "MonthDoneInprogressPausedProposed"
                    "MilestonesdoneMilestones2026-03110011", "2025-031100112025-02020001"))


def parts_history(scratch):
    """What happened to the steps of a goal's initiatives is in the goal's own life: since when nothing moved
    never lies behind what is told.  Work at rest says so beside its state, wherever that is shown, and once on its
    own page."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    cases.write(book, {"README.md": "# Ship\n", "waymark.yaml": "title: Ship\n"})
    git(book, "init", "-q", "-b", "main")
    sail = {"sail/README": goal("Sail", "active", "ada"), "sail/mast": goal(
        "Mast", "active", "eve", more=MILESTONES.format(state="active"))}
    commit(book, "2025-01-10T12:00:00Z", "Ada", "Goals", **sail)
    commit(book, "2025-02-10T12:00:00Z", "Eve", "Step", **{
        "sail/mast": sail["sail/mast"].replace("| active |", "| done |")})
    commit(book, "2026-03-10T12:00:00Z", "Kim", "New", flag=goal("Flag", "active", "kim"))
    cases.built(book, site, "--history")
    sign = "No move since 2025-02-10"
    problems = cases.looks_right(site)
    problems += lacks("the goal", text_of(site, "roadmap/sail/index.html"), "Draw it (Mast): finished",
                      "Last touched: 2025-02-10, Eve", f"In progress ⌛ {sign}")
    problems += lacks("the step's work", text_of(site, "roadmap/sail/mast.html"), sign)
    for page, count in (("waymark/roadmap.html", 2), ("index.html", 1), ("roadmap/sail/index.html", 1),
                        ("roadmap/flag.html", 0)):
        found = text_of(site, page).count(sign)
        if found != count:
            problems.append(f"{page} says {found} times that work rests")
    cases.built(book, site)
    return problems + (["it says so without a history"] if "No move" in text_of(site, "index.html") else [])


def last_bar(site):
    """The chart's tips, the newest last, without the month."""
    page = cases.read(os.path.join(site, "waymark/changes.html"))
    tips = re.findall(r"<title>(\d{4}-\d\d), ([^<]*)</title>", page)
    return [tip for tip in tips if "milestones" not in tip[1]]


def periods_chart(scratch):
    """The chart counts as the roadmap does: what a period that is over left open is unknown, from the
    end of that period on; a row that only holds a place is said not to be counted."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    cases.write(book, {"README.md": "# Periods\n", "waymark.yaml": "title: Periods\n"})
    git(book, "init", "-q", "-b", "main")
    late = "---\nperiod: 2025h1\nstate: active\nowner: ada\n---\n# Late\n\nWords.\n"
    commit(book, "2025-03-10T12:00:00Z", "Ada", "Goals", late=late,
           kept=late.replace("Late", "Kept"), new=late.replace("Late", "New"))
    commit(book, "2025-08-10T12:00:00Z", "Ada", "Kept", kept=late.replace("Late", "Kept").replace("active", "done"),
           new=late.replace("Late", "New").replace("2025h1", "2026"))
    commit(book, "2025-12-10T12:00:00Z", "Ada", "Steps", **{"tbd": goal("tbd", "paused", "ada")})
    cases.built(book, site, "--history")
    bars = dict(last_bar(site))
    text = text_of(site, "waymark/changes.html")
    problems = [f"{month}: {bars.get(month)}" for month, wanted in [
        ("2025-05", "3 In progress"), ("2025-06", "3 In progress"), ("2025-07", "3 Outcome unknown"),
        ("2025-08", "1 Done, 1 Outcome unknown, 1 In progress"),
        ("2026-03", "1 Done, 1 Outcome unknown, 1 In progress")] if bars.get(month) != wanted]
    problems += lacks("the home page", text_of(site, "waymark/roadmap.html"),
                      "1 in progress", "1 paused", "1 done", "1 outcome unknown")
    return problems + cases.looks_right(site) + lacks(
        "the page", text, "1 goal that only holds a place is not counted; the roadmap lists it.")


def promises(scratch):
    """What is late is so by the day that was promised first; how often that moved is said."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    rows = "\n## Milestones\n\n| Milestone | State | Due | Done |\n| --- | --- | --- | --- |\n{}"
    cases.write(book, {"README.md": "# The ship\n"})
    git(book, "init", "-q", "-b", "main")
    for when, steps in (
            ("2024-01-10", "| Keel | active | 2024-03-01 | |\n| Mast | proposed | | |\n| Sail | active | 2024-09-01 | |\n"
                           "| Rope | active | 2024-05-01 | |\n"),
            ("2024-02-10", "| Keel | active | 2024-04-01 | |\n| Mast | active | 2024-08-01 | |\n| Sail | active | 2024-09-01 | |\n"
                           "| Rope | active | 2024-05-01 | |\n"),
            ("2024-03-10", "| Keel | active | 2024-06-01 | |\n| Mast | active | 2027-08-01 | |\n| Sail | active | 2024-09-01 | |\n"
                           "| Rope | done | | 2024-05-11 |\n"),
            ("2024-06-10", "| Keel | done | 2024-06-01 | 2024-05-30 |\n| Mast | active | 2027-08-01 | |\n"
                           "| Sail | done | 2024-09-01 | 2024-08-31 |\n| Rope | done | | 2024-05-11 |\n")):
        commit(book, when + "T12:00:00Z", "Ada", "Steps", hull=goal("Hull", "active", "ada", more=rows.format(steps)))
    cases.built(book, site, "--history")
    problems = cases.looks_right(site) + lacks(
        "the timeline", cases.read(os.path.join(site, "waymark/timeline.html")),
        ">done 2024-05-30, 90 days late; promised for 2024-03-01, moved twice</text>",
        "<td>90 days late; promised for 2024-03-01, moved twice</td>",
        ">due 2027-08-01, promised for 2024-08-01, moved once</text>", "<td>promised for 2024-08-01, moved once</td>",
        "<td>1 day early</td>", "<td>10 days late; promised for 2024-05-01</td>")
    problems += lacks("the goal", text_of(site, "roadmap/hull.html"),
                      "done 2024-05-30, 90 days late; promised for 2024-03-01, moved twice",
                      "done 2024-08-31, 1 day early", "due 2027-08-01, promised for 2024-08-01, moved once")
    git(book, "clone", "-q", "--depth", "3", f"file://{book}", book + "-shallow")
    cases.built(book + "-shallow", site, "--history")
    page = cases.read(os.path.join(site, "waymark/timeline.html"))
    problems += [f"of a shallow clone: it knows what is {word}" for word in ("late<", "late;", "early") if word in page]
    problems += lacks("of a shallow clone", page, "<td>2 days before due; moved from 2024-04-01</td>", "<td>moved from 2024-08-01</td>")
    cases.built(book, site)
    page = cases.read(os.path.join(site, "waymark/timeline.html"))
    problems += [f"without history: it knows of {word}" for word in ("promised", " late", " early") if word in page]
    return problems + lacks("without history", page, "<td>2 days before due</td>", "<td>1 day before due</td>")


def people_in_words(scratch):
    """Whom a change names by a handle is linked in every line of it, and on the record's page."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    cases.write(book, {"README.md": "# The ship\n", "people.yaml": "people:\n  - {handle: ada, name: Ada L}\n  - {handle: bob, name: Bob M}\n"})
    git(book, "init", "-q", "-b", "main")
    for day, owner in (("01", "ada"), ("02", "bob"), ("03", "ada")):
        commit(book, f"2026-03-{day}T12:00:00Z", "Ada", owner, hull=goal("Hull", "active", f'"@{owner}"'))
    cases.built(book, site, "--history")
    found = {place: len(re.findall(r'<a href="[^"]*#wm:person:\w+">(?:Ada L|Bob M)</a>', cases.read(os.path.join(site, place))))
             for place in ("waymark/changes.html", "roadmap/hull.html")}
    return [] if min(found.values()) >= 5 else [f"links to people: {found}"]


def quiet(scratch):
    """Where nothing has happened for long, what is new says so; else nothing is said."""
    book, site = site_of(scratch)
    said = "Nothing but words and details has changed since 2025-03-02, 13 months ago."
    problems = lacks("the home page", text_of(site, "index.html"), said)
    problems += lacks("the changes", text_of(site, "waymark/changes.html"), said)
    commit(book, "2026-03-20T12:00:00Z", "Eve", "New", mast=goal("Mast", "active", "ada"))
    cases.built(book, site, "--history")
    return problems + [f"{page}: it is not quiet" for page in ("index.html", "waymark/changes.html")
                       if "Nothing but" in text_of(site, page)]


def wrong_clocks(scratch):
    """A commit that says 1970 or 2099 counts with its neighbours, and none is lost in the chart."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    cases.write(book, {"README.md": "# The ship\n"})
    git(book, "init", "-q", "-b", "main")
    for when, state in (("2024-01-10", "proposed"), ("2024-03-01", "active"), ("2099-01-01", "paused"),
                        ("1970-01-02", "active"), ("2024-09-01", "paused"), ("2024-10-01", "done"),
                        ("2099-01-01", "dropped")):
        commit(book, when + "T12:00:00Z", "Ada", state, engine=goal("Engine", state, "ada"))
    cases.built(book, site, "--history")
    page = cases.read(os.path.join(site, "waymark/changes.html"))
    months = re.findall(r'<h2 id="wm:(\d{4}-\d\d)"', page)
    spans = dict(re.findall(r"<title>(\d{4}-\d\d), ([^<]*)</title>", page))
    wanted = {"2024-01": "1 Proposed", "2024-03": "1 In progress", "2024-09": "1 Paused",
              "2024-10": "1 Dropped"}
    problems = [] if months == ["2024-10", "2024-09", "2024-03", "2024-01"] else [f"months: {months}"]
    if {name: spans.get(name) for name in wanted} != wanted or len(spans) != 27:
        problems.append(f"the chart: {spans}")
    return problems


def no_history(scratch):
    """Without --history, and for a book that never changed, nothing is said of it."""
    book, site = ship(os.path.join(scratch, "book")), os.path.join(scratch, "site")
    cases.built(book, site)
    problems = [f"there is {name}" for name in cases.tree(site) if "changes" in name]
    single = os.path.join(scratch, "single")
    cases.write(single, {"README.md": "# One\n"})
    git(single, "init", "-q", "-b", "main")
    commit(single, "2024-01-10T12:00:00Z", "Ada", "One", one=goal("One", "active", "ada"))
    cases.built(single, site, "--history")
    problems += [f"there is {name}" for name in cases.tree(site) if "changes" in name]
    outside = os.path.join(scratch, "outside")
    cases.write(outside, {"README.md": "# One\n"})
    result = cases.build(outside, os.path.join(scratch, "nothing"), "--history")
    if result.returncode != 2 or "git" not in result.stderr:
        problems.append(f"no repository: {result.returncode} {result.stderr}")
    return problems


def same_history(scratch):
    """The same revision gives the same bytes, however often and from wherever it is read."""
    book, first = site_of(scratch, "--at", "HEAD")
    again, copy = os.path.join(scratch, "again"), os.path.join(scratch, "copy")
    git(book, "clone", "-q", book, copy)
    cases.built(copy, again, "--history", "--at", "HEAD")
    problems = [] if cases.tree(first) == cases.tree(again) else ["two builds differ"]
    cases.built(book, again, "--history", "--at", "HEAD~1")
    if "March 2025" in text_of(again, "waymark/changes.html"):
        problems.append("a site of an earlier revision knows what came later")
    shallow = os.path.join(scratch, "shallow")
    git(book, "clone", "-q", "--depth", "2", "file://" + book, shallow)
    cases.built(shallow, again, "--history")
    return problems + lacks("a shallow clone", text_of(again, "waymark/changes.html"),
                            "is not known here", "Engine: finished")


def begin_and_pause(book, commits):
    """A goal that cannot decide: a commit a day from 2022-01-01 on."""
    stream = "".join(
        f"commit refs/heads/main\ncommitter Ada <a@example.org> {1641038400 + 86400 * i} +0000\n"
        f"data 1\nx\nM 100644 inline roadmap/stairs.md\ndata {len(text)}\n{text}\n"
        for i in range(commits)
        for text in [goal("Stairs", "paused" if i % 2 else "active", "ada")])
    subprocess.run(["git", "-C", book, "fast-import", "--quiet"], check=True, input=stream, text=True)
    git(book, "reset", "-q")
    git(book, "checkout", "-q", "--", "roadmap")


def long_history(scratch):
    """LIMIT_CHANGES_MONTH, LIMIT_CHANGES_PAGE: older months stand on a page for each year, which search
    engines are told of.  LIMIT_CHANGES_RECORD: a record's page tells its own, old ones folded."""
    book, site = os.path.join(scratch, "book"), os.path.join(scratch, "site")
    cases.write(book, {"README.md": "# Many\n", "waymark.yaml": "title: Many\nsite: https://example.org/m/\n"})
    git(book, "init", "-q", "-b", "main")
    begin_and_pause(book, 210)
    many = {f"g{i}": goal(f"Goal {i}", "active", "ada") for i in range(510)}
    commit(book, "2023-05-10T12:00:00Z", "Ada", "Many", **many)
    some = {f"g{i}": goal(f"Goal {i}", "done", "ada") for i in range(40)}
    commit(book, "2024-06-10T12:00:00Z", "Ada", "Some", **some)
    cases.built(book, site, "--history")
    newest, year = (text_of(site, name) for name in ("waymark/changes.html",
                                                     "waymark/changes/2023.html"))
    count = len(feeds_of(site)[0]["waymark/feed/person/ada.xml"].findall("{*}entry"))
    problems = cases.looks_right(site) + ([] if count == 50 else [f"{count} entries"])
    problems += lacks("the newest", newest, "June 2024 40 entries", "28 more", "Newest", "2023")
    problems += lacks("the year", year, "May 2023 510 entries", "10 more are not told here")
    problems += lacks("the record", text_of(site, "roadmap/stairs.html"), "Paused (was: In progress)",
                      "200 older changes", "10 more are not told here; waymark log stairs tells all")
    if "Added (" in text_of(site, "roadmap/stairs.html"):
        problems.append("a record tells more than the limit")
    problems += lacks("the sitemap", cases.read(os.path.join(site, "sitemap.xml")),
                      "<loc>https://example.org/m/waymark/changes/2023.html</loc>")
    if "May 2023" in newest or os.path.exists(os.path.join(site, "waymark/changes/2024.html")):
        problems.append("months stand where they should not")
    return problems


def feeds_of(site):
    """The parsed feeds by name, and what the grammar of RFC 4287 has against them."""
    names = sorted(name for name in cases.tree(site) if name.endswith(".xml")
                   and name != "sitemap.xml")
    result = subprocess.run(
        ["xmllint", "--noout", "--nonet", "--relaxng", os.path.join(cases.HERE, "atom.rng"),
         *(os.path.join(site, name) for name in names)], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False)
    return ({name: xml.etree.ElementTree.parse(os.path.join(site, name)).getroot()
             for name in names}, result.stdout.splitlines() if result.returncode else [])


def parts(feed, path):
    return [node.text for node in feed.findall(path, {"a": "http://www.w3.org/2005/Atom"})]


def feeds(scratch):
    """Valid feeds of all, of goals and of persons; their ids outlive a move of the site."""
    book, site = site_of(scratch)
    found, problems = feeds_of(site)
    whole = found["waymark/changes.xml"]
    problems += lacks("the feed", parts(whole, "a:entry/a:title"), "Engine: finished (was: In progress)",
                      "Flag: removed (was: Proposed)")
    for name in ("goal/engine", "goal/hull", "person/eve", "person/kim"):
        if f"waymark/feed/{name}.xml" not in found:
            problems.append(f"no feed of {name}")
    eve = parts(found["waymark/feed/person/eve.xml"], "a:entry/a:title")
    problems += lacks("eve's feed", eve, "Engine: handed over from ada to eve")
    if any("Hull" in title for title in eve):
        problems.append("eve's feed tells of others")
    for name, feed in found.items():
        problems += same_ids(name, feed)
        times = parts(feed, "a:entry/a:updated")
        if times != sorted(times, reverse=True) or parts(feed, "a:updated") != times[:1]:
            problems.append(f"{name}: times {times}")
    page = cases.read(os.path.join(site, "roadmap/engine.html"))
    problems += lacks("the page", page, 'type="application/atom+xml" title="Changes of Engine" '
                      'href="../waymark/feed/goal/engine.xml"', 'href="../waymark/changes.xml"')
    cases.write(book, {"waymark.yaml": "title: Other\nsite: https://example.org/elsewhere/\n"})
    cases.built(book, site, "--history")
    moved, more = feeds_of(site)
    for name, feed in moved.items():
        if [parts(feed, "a:id"), parts(feed, "a:entry/a:id")] != [
                parts(found[name], "a:id"), parts(found[name], "a:entry/a:id")]:
            problems.append(f"{name} has other ids")
    return problems + more + lacks(
        "the feed that knows its address", cases.read(os.path.join(site, "waymark/changes.xml")),
        'rel="self" type="application/atom+xml" href="https://example.org/elsewhere/waymark/changes.xml"',
        'href="https://example.org/elsewhere/roadmap/engine.html"')


def same_ids(name, feed):
    """An entry of a feed is known by its id: RFC 4287, 4.2.6."""
    ids = parts(feed, "a:id") + parts(feed, "a:entry/a:id")
    return [f"{name} has an id twice: {one}" for one in sorted(set(ids)) if ids.count(one) > 1]


def real_feeds(scratch):
    """All feeds of the real books."""
    problems = []
    for name in ("wg-async", "goals"):
        site = os.path.join(scratch, name)
        cases.built(os.path.join(cases.corpora(), name), site, "--history")
        found, more = feeds_of(site)
        problems += more + [line for name, feed in found.items() for line in same_ids(name, feed)]
    return problems


STATES = {"✅": "done", "🦀": "active", "✋": "wanted", "💤": "paused"}


def is_labelled(event, what, value):
    """Whether an event is the one that somebody labelled: "state", "💤 -> 🦀"."""
    old, _, new = value.partition(" -> ")
    change = event.get("before", ""), event.get("after", "")
    if what == "added":
        return event["event"] == "added" and change[1] == STATES.get(value, "")
    if what == "state":
        return event.get("field") == "state" and change == (STATES[old], STATES[new])
    if what == "progress":
        return change == tuple(re.sub(r"\((\d+), (\d+)\)", r"\1/\2", part) for part in (old, new))
    return event["event"] == "moved" if what == "moved" else event.get("field") == what and change == (old, new)


def log_is_true(_):
    """Each event of the real roadmap's table that somebody labelled, on its day."""
    book, labelled = os.path.join(cases.corpora(), "wg-async"), cases.truth("async-roadmap-events.json")
    made = subprocess.run([cases.WAYMARK, "log", "--book", book, "--kind", "goal,initiative", "--format", "json"],
                          stdout=subprocess.PIPE, text=True, check=True)
    events = json.loads(made.stdout)["events"]
    return [f"not told: {day} {what} {name} {value}" for day, _, what, name, value in labelled if not any(
        (event["date"], event["title"]) == (day, name.rpartition(" -> ")[2].partition("/")[2])
        and is_labelled(event, what, value) for event in events)]


CASES = [feeds, real_feeds, changes_page, record_history, states_chart, wrong_clocks, periods_chart, promises, people_in_words, parts_history, quiet,
         no_history, same_history, long_history, log_is_true]
