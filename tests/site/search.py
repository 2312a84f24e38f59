"""What the site's search finds, asked with node without a browser."""
import json
import os
import re
import shutil
import subprocess
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FIND = os.path.join(ROOT, "share/site/js/search-find.js")


def has_node():
    return shutil.which("node") is not None


def ask(texts, *index):
    result = subprocess.run(["node", os.path.join(HERE, "search.js"), FIND, *index], check=False,
                            input=json.dumps(texts), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            encoding="utf-8")
    if result.returncode != 0:
        raise AssertionError("the search failed: " + result.stderr)
    return json.loads(result.stdout)


def index_of(site):
    return os.path.join(site, "waymark/search-index.js")


def words_of(text):
    """As the search cuts text, said again in another language."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text)
                    if not unicodedata.category(c).startswith("M"))
    return set(re.findall(r"[^\W_]+", plain.lower()))


def source_size(book):
    return sum(os.path.getsize(os.path.join(where, name)) for where, _, names in os.walk(book)
               for name in names if name.endswith(".md") and name != "SUMMARY.md")


def place_problems(places, pages):
    """Every place leads to a page that is there, and to an anchor that it has."""
    problems = []
    for place in places:
        page = pages.get(place["address"])
        if page is None:
            problems.append(f"{place['title']!r} leads to {place['address']}, which is not there")
        elif place["anchor"] and place["anchor"] not in page.ids:
            problems.append(f"{place['address']} has no anchor {place['anchor']!r}")
    return problems


def missing_pages(word, answer, texts):
    """Pages whose text has the word, and that were not found."""
    found = {result["address"] for result in answer["results"]}
    return [f"{word!r} is in {address}, which was not found" for address, words in texts.items()
            if word in words and address not in found]
