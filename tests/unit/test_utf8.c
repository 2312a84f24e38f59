/* base/utf8: validity, width, folding. */
#include "test.h"

#include "base/utf8.h"

static void
finds_invalid_bytes(void **state)
{
	(void)state;
	assert_int_equal(utf8_find_invalid(STR("")), STR_NONE);
	assert_int_equal(utf8_find_invalid(STR_EMPTY), STR_NONE);
	assert_int_equal(utf8_find_invalid(STR("plain ASCII of some length")), STR_NONE);
	assert_int_equal(utf8_find_invalid(STR("0123456789\x7f")), STR_NONE);
	assert_int_equal(utf8_find_invalid(STR("0123456789\0")), 10);
	assert_int_equal(utf8_find_invalid(STR("\0123456789")), STR_NONE);
	assert_int_equal(utf8_find_invalid(STR("012345\x80")), 6);
	assert_int_equal(utf8_find_invalid(STR("\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf")),
			 STR_NONE);
	assert_int_equal(utf8_find_invalid(STR("\xee\x80\x80\xf0\x90\x80\x80\xf4\x8f\xbf\xbf")),
			 STR_NONE);
	assert_int_equal(utf8_find_invalid(STR("a\xc1\xbf")), 1);         /* overlong */
	assert_int_equal(utf8_find_invalid(STR("a\xe0\x9f\xbf")), 1);     /* overlong */
	assert_int_equal(utf8_find_invalid(STR("a\xf0\x8f\xbf\xbf")), 1); /* overlong */
	assert_int_equal(utf8_find_invalid(STR("a\xed\xa0\x80")), 1);     /* surrogate */
	assert_int_equal(utf8_find_invalid(STR("a\xf4\x90\x80\x80")), 1); /* beyond U+10FFFF */
	assert_int_equal(utf8_find_invalid(STR("ab\xe2\x82")), 2);        /* cut off */
	assert_int_equal(utf8_find_invalid(STR("ab\xe2\x82z")), 2);
}

static void
agrees_with_itself_on_every_code_point(void **state)
{
	(void)state;
	for (uint32_t code_point = 1; code_point <= 0x10ffff; code_point++) {
		char bytes[4];
		size_t length, offset = 0;

		if (code_point >= 0xd800 && code_point <= 0xdfff)
			continue;
		utf8_encode(code_point, bytes, &length);
		if (utf8_find_invalid((struct str){ bytes, length }) != STR_NONE ||
		    utf8_next((struct str){ bytes, length }, &offset) != code_point ||
		    offset != length)
			fail_msg("U+%04X", (unsigned)code_point);
	}
}

static void
never_reads_beyond_the_slice(void **state)
{
	char *cut = malloc(1);
	size_t offset = 0;

	(void)state;
	*cut = '\xf0';
	assert_int_equal(utf8_next((struct str){ cut, 1 }, &offset), 0xfffd);
	assert_int_equal(offset, 1);
	assert_int_equal(utf8_width((struct str){ cut, 1 }), 1);
	free(cut);
	utf8_encode(0xd800, (char[4]){ 0 }, &offset);
	assert_int_equal(offset, 3);
}

static void
measures_width(void **state)
{
	(void)state;
	assert_int_equal(utf8_width(STR("abc\t\n\x7f")), 3);
	assert_int_equal(utf8_width(STR("na\xc3\xafve")), 5);
	assert_int_equal(utf8_width(STR("nai\xcc\x88ve")), 5);            /* combining mark */
	assert_int_equal(utf8_width(STR("\xe6\xbc\xa2\xe5\xad\x97")), 4); /* CJK */
	/* A family of three joined by U+200D is one grapheme. */
	assert_int_equal(utf8_width(STR("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d"
					"\xf0\x9f\x91\xa7")),
			 2);
	assert_int_equal(utf8_width(STR("\xe2\x9d\xa4")), 1);
	assert_int_equal(utf8_width(STR("\xe2\x9d\xa4\xef\xb8\x8f")), 2);  /* U+FE0F */
	assert_int_equal(utf8_width(STR("1\xef\xb8\x8f\xe2\x83\xa3")), 2); /* keycap */
	assert_int_equal(utf8_width(STR("x\xe2\x9c\x85y")), 4);
	assert_int_equal(utf8_width(STR("\xf0\x9f\x87\xa8\xf0\x9f\x87\xad")), 2); /* flag */
	assert_int_equal(utf8_width(STR_EMPTY), 0);
}

static void
fits_whole_graphemes(void **state)
{
	(void)state;
	assert_str(utf8_fit(STR("abcdef"), 3), "abc");
	assert_str(utf8_fit(STR("abc"), 9), "abc");
	assert_str(utf8_fit(STR("a\xe6\xbc\xa2z"), 2), "a");
	assert_str(utf8_fit(STR("ai\xcc\x88z"), 2), "ai\xcc\x88");
	assert_str(utf8_fit(STR("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9!"), 2),
		   "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9");
	assert_str(utf8_fit(STR("abc"), 0), "");
}

static void
counts_columns(void **state)
{
	(void)state;
	assert_int_equal(utf8_column(STR("abc"), 0), 1);
	assert_int_equal(utf8_column(STR("abc"), 2), 3);
	assert_int_equal(utf8_column(STR("\xc3\xa4\xe6\xbc\xa2x"), 5), 3);
	assert_int_equal(utf8_column(STR("ab"), 99), 3);
}

static void
folds(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_str(utf8_fold(&arena, STR("  Hello \t\n World ")), "hello world");
	assert_str(utf8_fold(&arena, STR(" \n")), "");
	assert_str(utf8_fold(&arena, STR_EMPTY), "");
	assert_str(utf8_fold(&arena, STR("STRA\xc3\x9f"
					 "E \xc3\x84")),
		   "strasse \xc3\xa4");
	assert_str(utf8_fold(&arena, STR("A\xcc\x88")), "\xc3\xa4");
	assert_str(utf8_fold(&arena, STR("\xef\xbc\xa1\xef\xac\x81")), "afi"); /* wide A, fi */
	assert_str(utf8_fold(&arena, STR("\xe2\x9a\xa0\xef\xb8\x8f x\xe2\x80\x8dy")),
		   "\xe2\x9a\xa0 xy");
	assert_str(utf8_fold(&arena, STR("\xc2\xa0"
					 "a\xe3\x80\x80\xe2\x80\xaf"
					 "b\xc2\xa0")),
		   "a b");
	assert_str(utf8_fold(&arena, STR("A\xff B")), "a\xff b"); /* not UTF-8: the bytes */
	arena_free(&arena);
}

static void
knows_classes(void **state)
{
	(void)state;
	assert_true(utf8_is_alphanumeric('a'));
	assert_true(utf8_is_alphanumeric('0'));
	assert_false(utf8_is_alphanumeric('_'));
	assert_false(utf8_is_alphanumeric(' '));
	assert_true(utf8_is_alphanumeric(0xe4));
	assert_true(utf8_is_alphanumeric(0xb2));   /* superscript two: No */
	assert_true(utf8_is_alphanumeric(0x2160)); /* Roman one: Nl */
	assert_true(utf8_is_alphanumeric(0x93f));  /* Devanagari vowel sign i */
	assert_false(utf8_is_alphanumeric(0x94d)); /* Devanagari virama */
	assert_true(utf8_is_alphanumeric(0x24b6)); /* circled A */
	assert_false(utf8_is_alphanumeric(0x1f600));
	assert_false(utf8_is_alphanumeric(0x110000));
	assert_true(utf8_is_space(0x3000));
	assert_true(utf8_is_space('\v'));
	assert_true(utf8_is_space(0x2028));
	assert_false(utf8_is_space(0x200b));
	assert_false(utf8_is_space(0x180e));
	assert_false(utf8_is_space('x'));
	assert_false(utf8_is_space(0x10ffff));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_invalid_bytes),
		cmocka_unit_test(agrees_with_itself_on_every_code_point),
		cmocka_unit_test(never_reads_beyond_the_slice),
		cmocka_unit_test(measures_width),
		cmocka_unit_test(fits_whole_graphemes),
		cmocka_unit_test(counts_columns),
		cmocka_unit_test(folds),
		cmocka_unit_test(knows_classes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
