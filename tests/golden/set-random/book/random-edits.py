"""Sets random values and looks at what became of the files.

Before each edit the field gets a value that stands nowhere else, which shows where its bytes are:
those before and after it must be the same afterwards, and the new value must be read back.
"""
import json
import os
import random
import subprocess
import sys

EDITS = 60
TABLE = "roadmap/polish/table.md"
FRONT = "roadmap/polish.md"
HEADING = "roadmap/polish/heading.md"
PEOPLE = "people.yaml"
PLACES = [
    (TABLE, "polish/table/first", "due"), (TABLE, "polish/table/first", "state"),
    (TABLE, "polish/table/last", "due"), (TABLE, "polish/table/last", "state"),
    (TABLE, "polish/table/lang", "notes"), (FRONT, "polish", "state"),
    (FRONT, "polish", "summary"), (FRONT, "polish", "title"),
    (HEADING, "polish/heading", "title"), (PEOPLE, "ada", "title"), (PEOPLE, "bob", "title"),
]
PIECES = ["a", "B", "7", " ", " ", "|", "\\", "`", "*", "_", "[", "]", "<", ">", "&", "~", "#",
          ":", "'", '"', ",", "-", "!", "(", ")", "@", "{", "}", "%", "?", "=", "é", "漢", "🦀",
          "&amp;", ": ", " #", "---", "https://example.org/x_y_", "</p>", "![", "\\|", "``", "$"]
STATES = ["proposed", "wanted", "active", "paused", "done"]


def run(*arguments):
    made = subprocess.run(["waymark", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    return made.stdout.decode() if made.returncode == 0 else None


def read(path):
    with open(path, "rb") as file:
        return file.read()


def read_back(name, field):
    for record in json.loads(run("export", "json"))["records"]:
        if record["id"] == name:
            return record["title"] if field == "title" else record["fields"].get(field)
    return None


def random_value(pick, field):
    if field == "state":
        return pick.choice(STATES)
    if field == "due":
        return f"20{pick.randint(10, 99)}-0{pick.randint(1, 9)}-1{pick.randint(0, 9)}"
    text = "".join(pick.choice(PIECES) for _ in range(pick.randint(1, 9)))
    if not any(sign.isalnum() for sign in text):
        text += "x"  # a title without letters and digits is refused
    return " ".join(text.split())


MARKS = {"state": "dropped", "due": "2099-12-31"}


def what_is_wrong(pick, path, record, field):
    """Makes one edit; gives the text of what is wrong with it, or None."""
    value = random_value(pick, field)
    mark = MARKS.get(field, "Zmark7z")
    label = f"{record} {field}={value!r}"
    if run("set", record, f"{field}={mark}") is None or read_back(record, field) != mark:
        return f"{label}: {mark} could not be set"
    shown = "✖" if field == "state" and "✖".encode() in read(path) else mark
    before, after = read(path).split(shown.encode())
    if run("set", record, f"{field}={value}") is None:
        return f"{label}: could not be set"
    now = read(path)
    # The quotes of a YAML scalar belong to the value.
    if not now.startswith(before.rstrip(b"'\"")) or not now.endswith(after.lstrip(b"'\"")):
        return f"{label}: bytes beside the value have changed"
    if now.count(b"\n") != before.count(b"\n") + after.count(b"\n"):
        return f"{label}: the number of lines has changed"
    said = read_back(record, field)
    # Notes are Markdown: what they mean is another text.
    if said != value and field != "notes":
        return f"{label}: is read as {said!r}"
    return None


def at_once():
    rows = "".join(f"| Step {i} | paused | |\n" for i in range(20))
    with open("roadmap/many.md", "w", encoding="utf-8") as file:
        file.write("# Many\n\n## Milestones\n\n| Milestone | State | Due |\n| - | - | - |\n" + rows)
    programs = [subprocess.Popen(["waymark", "set", f"many/step-{i}", "state=done",
                                  f"due=2031-01-{i + 1:02}"], stdout=subprocess.DEVNULL)
                for i in range(20)]
    failed = sum(program.wait() != 0 for program in programs)
    text = read("roadmap/many.md").decode()
    kept = sum(f"| Step {i} | done | 2031-01-{i + 1:02} |" in text for i in range(20))
    print(f"at once: {kept} of 20 kept, {failed} failed")


def main():
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 20310709
    pick = random.Random(seed)
    wrong = [text for _ in range(EDITS) if (text := what_is_wrong(pick, *pick.choice(PLACES)))]
    print(f"{EDITS} edits, {len(wrong)} wrong")
    print("".join(text + "\n" for text in wrong), end="")
    at_once()


main()
