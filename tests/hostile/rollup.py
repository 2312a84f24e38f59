"""Books with too much to compare: the work of a roll-up grows with the square of the stories."""
import random

from book import STATUS_FAILURE, STATUS_OK

STORY = "# Story {}\n\n{}\n\n## Morals\n\n* The same for all\n"


def stories(book, count, text):
    for number in range(count):
        book.write(f"vision/status-quo/s{number}.md", STORY.format(number, text(number)))


def suggest(book, *options, seconds=20):
    return book.run("vision", "suggest", *options, seconds=seconds, megabytes=1000)


def must_refuse(result):
    if result.status != STATUS_FAILURE or b"no text besides their titles" not in result.err:
        raise result.wrong("no word about missing text")


def must_work(result):
    if result.status != STATUS_OK:
        raise result.wrong("no proposals")


def too_many_stories(book):
    """LIMIT_ROLLUP_DOCUMENTS"""
    stories(book, 2001, lambda number: "word")
    result = suggest(book)
    if result.status != STATUS_FAILURE or b"2001 stories; at most 2000" not in result.err:
        raise result.wrong("no word about too many stories")


def too_many_themes(book):
    """LIMIT_ROLLUP_THEMES"""
    stories(book, 3, lambda number: "word")
    book.write("vision/metanarrative.md",
               "# M\n\n" + "".join(f"## Theme {n}\n\nText.\n\n" for n in range(501)))
    result = suggest(book)
    if result.status != STATUS_FAILURE or b"501 themes" not in result.err:
        raise result.wrong("no word about too many themes")


def copies_of_one_story(book):
    """As many as can be, all alike, and themes that cite nearly all of them."""
    stories(book, 2000, lambda number: "One two three four five six seven. " * 40)
    links = "".join(f"* [s](status-quo/s{number}.md)\n" for number in range(1999))
    book.write("vision/metanarrative.md",
               "# M\n\n" + "".join(f"## Theme {n}\n\n{links}\n" for n in range(50)))
    must_work(suggest(book))


def nothing_in_common(book):
    """As many stories as can be, no two of which share a word."""
    stories(book, 2000, lambda number: " ".join(
        "".join(chr(97 + (number * 37 + k * 11 + number // 26 ** d) % 26) for d in range(6))
        for k in range(30)))
    must_work(suggest(book))


def many_words(book):
    """A million words, most of them once only."""
    stories(book, 20, lambda number: "\n".join(
        f"w{number}x{k} and q{number * k % 9973}z" for k in range(25000)))
    must_work(suggest(book))


def empty_stories(book):
    for number in range(30):
        book.write(f"vision/status-quo/s{number}.md", "")
    must_refuse(suggest(book))
    must_refuse(suggest(book, "--groups", "2000"))
    must_refuse(suggest(book, "--format", "json"))


def one_long_word(book):
    stories(book, 5, lambda number: "a" * 20000 + " " + "b_" * 10000 + " " + "'" * 10000)
    must_work(suggest(book))


def one_long_line(book):
    """Longer than lines may be, which the check says: nothing of such a page is read."""
    stories(book, 5, lambda number: "a" * 100000 + " " + "b_" * 50000 + " " + "'" * 50000)
    must_refuse(suggest(book))


def a_thousand_stories(book):
    """As long as real ones, about twelve things: it takes a second, and must not take many."""
    chance = random.Random(7)
    words = ["".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3))
             for _ in range(6000)]
    stories(book, 1000, lambda number: "\n".join(
        " ".join(words[(int(chance.paretovariate(0.7)) + 40 * (number % 12)) % len(words)]
                 for _ in range(12)) + "." for _ in range(80)))
    links = "".join(f"* [s](status-quo/s{number}.md)\n" for number in range(0, 900, 2))
    book.write("vision/metanarrative.md", f"# M\n\n## One\n\n{links}\n## Two\n\n{links}")
    must_work(suggest(book, seconds=6))


def cases():
    for function in (a_thousand_stories, too_many_stories, too_many_themes, copies_of_one_story, nothing_in_common,
                     many_words, empty_stories, one_long_word, one_long_line):
        yield f"rollup/{function.__name__}", function
