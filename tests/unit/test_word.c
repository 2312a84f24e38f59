/* base/word: cutting, against the vectors that the site's script is held to as well. */
#include "test.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/word.h"

/* The words of a text, parted by blanks. */
static struct str
words_of(struct buf *buf, struct str text, size_t letters)
{
	struct words rest;
	struct word word;
	char bytes[sizeof word.eights];

	buf_clear(buf);
	words_start(&rest, text);
	while (words_next(&rest, letters, &word)) {
		if (buf->length > 0)
			buf_putc(buf, ' ');
		buf_put(buf, word_text(word.eights, word.length, bytes));
	}
	return buf_str(buf);
}

static void
cuts_as_the_vectors_say(void **state)
{
	FILE *file = fopen("tests/words.txt", "r");
	char line[1024], expected[1024];
	struct buf buf;
	size_t count = 0;

	(void)state;
	assert_non_null(file);
	buf_init(&buf, 4096);
	for (; fgets(line, sizeof line, file) != NULL; count++) {
		struct str rest = { line, strlen(line) - 1 }, text;

		assert_true(str_cut(&rest, '\t', &text));
		snprintf(expected, sizeof expected, "%.*s", STR_ARG(rest));
		assert_str(words_of(&buf, text, LIMIT_WORD_LETTERS), expected);
	}
	assert_true(count > 30);
	fclose(file);
	buf_free(&buf);
}

static void
keeps_the_beginning_of_long_words(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf, 4096);
	assert_str(words_of(&buf, STR("Iteration of iterators"), 6), "iterat of iterat");
	assert_str(words_of(&buf, STR("\xc3\x89\xc3\xa9\xc3\xa9 \xc3\xb8\xc3\xb8\xc3\xb8"), 2),
		   "ee \xc3\xb8\xc3\xb8");
	/* LIMIT_WORD_LETTERS */
	assert_str(words_of(&buf, STR("0123456789012345678901234567890123456789 x"),
			    LIMIT_WORD_LETTERS),
		   "01234567890123456789012345678901 x");
	assert_str(words_of(&buf, STR("\xf0\x90\x90\xa8\xf0\x90\x90\xa8"), 1), "\xf0\x90\x90\xa8");
	buf_free(&buf);
}

/* However they are written, and whichever of the two ways cuts them. */
static void
equal_words_are_equal_numbers(void **state)
{
	static const struct str texts[] = {
		STR_INIT("Internationalisation"),
		STR_INIT("--internationalisation\xe2\x80\xa6"),
		STR_INIT("I\xcc\x81nternationalis\xc3\xa0tion."),
	};
	struct word first, word;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct words rest;

		words_start(&rest, texts[i]);
		memset(&word, 0xff, sizeof word);
		assert_true(words_next(&rest, LIMIT_WORD_LETTERS, &word));
		if (i == 0)
			first = word;
		assert_int_equal(word.length, 20);
		assert_true(word.hash == first.hash);
		assert_memory_equal(word.eights, first.eights, 3 * sizeof word.eights[0]);
	}
}

/* Bytes are looked at in blocks, which may end anywhere. */
static void
cuts_alike_wherever_it_stands(void **state)
{
	static const struct str text =
		STR_INIT("Eins, zwei\xe2\x80\xa6 dr\xc3\xa9i-vier \xe6\x97\xa5\xe6\x9c\xac "
			 "0123456789012345678901234567890123456789012345678901234567890123456789 "
			 "a\xc3\xa4 z");
	struct str expected = STR("eins zwei drei vier \xe6\x97\xa5 \xe6\x9c\xac 01234567 aa z");
	struct buf buf;

	(void)state;
	buf_init(&buf, 4096);
	for (size_t before = 0; before < 3 * WORD_BLOCK; before++)
		for (size_t after = 0; after < 2 * WORD_BLOCK; after++) {
			/* Its own memory, so that the sanitizers see what is read behind it. */
			char *bytes = malloc(before + text.length + after);

			memset(bytes, '.', before + text.length + after);
			memcpy(bytes + before, text.data, text.length);
			assert_str(words_of(&buf,
					    (struct str){ bytes, before + text.length + after }, 8),
				   expected.data);
			free(bytes);
		}
	buf_free(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_as_the_vectors_say),
		cmocka_unit_test(keeps_the_beginning_of_long_words),
		cmocka_unit_test(equal_words_are_equal_numbers),
		cmocka_unit_test(cuts_alike_wherever_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
