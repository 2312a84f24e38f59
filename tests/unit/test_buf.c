/* base/buf: limits and every way to escape. */
#include "test.h"

#include "base/buf.h"

typedef void put_function(struct buf *, struct str);

static void
assert_put_at(put_function *put, struct str text, const char *expected, int line)
{
	struct buf buf;

	buf_init(&buf, 4096);
	put(&buf, text);
	assert_str_at(buf_str(&buf), expected, __FILE__, line);
	buf_free(&buf);
}

#define assert_put(put, text, expected) assert_put_at(put, STR(text), expected, __LINE__)

static void
collects_text(void **state)
{
	struct arena arena;
	struct buf buf;

	(void)state;
	arena_init(&arena);
	buf_init(&buf, 1 << 20);
	assert_int_equal(buf_str(&buf).length, 0);
	buf_puts(&buf, "a");
	buf_putc(&buf, '\0');
	buf_put_repeat(&buf, '-', 3);
	buf_put_number(&buf, INT64_MIN);
	buf_putc(&buf, ' ');
	buf_put_number(&buf, 0);
	buf_printf(&buf, " %s %0300d", "x", 7);
	buf_put_trusted_markup(&buf, "<b>");
	assert_int_equal(buf.length, 5 + 20 + 2 + 3 + 300 + 3);
	assert_memory_equal(buf.data, "a\0----9223372036854775808 0 x 000", 30);
	assert_str(str_from_offset(buf_copy(&arena, &buf), buf.length - 5), "07<b>");
	buf_clear(&buf);
	assert_str(buf_str(&buf), "");
	buf_free(&buf);
	arena_free(&arena);
}

static void
stops_at_the_limit(void **state)
{
	struct buf buf;

	(void)state;
	buf_init(&buf, 5);
	buf_puts(&buf, "12345");
	assert_false(buf.failed);
	buf_puts(&buf, "");
	assert_false(buf.failed);
	buf_putc(&buf, '6');
	assert_true(buf.failed);
	assert_str(buf_str(&buf), "12345");
	buf_clear(&buf);
	assert_false(buf.failed);
	buf_printf(&buf, "%0999d", 1);
	assert_true(buf.failed);
	buf_puts(&buf, "1");
	assert_int_equal(buf.length, 0);
	buf_clear(&buf);
	buf_put_repeat(&buf, 'x', SIZE_MAX);
	assert_true(buf.failed);
	buf_free(&buf);
	buf_init(&buf, 1000);
	for (int i = 0; i < 1000; i++)
		buf_putc(&buf, 'x');
	assert_false(buf.failed);
	buf_putc(&buf, 'x');
	assert_true(buf.failed);
	buf_free(&buf);
}

static void
escapes_html(void **state)
{
	(void)state;
	assert_put(buf_put_html, "<a b=\"c\" d='e'>&amp;",
		   "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;"
		   "&amp;amp;");
	assert_put(buf_put_html, "pl\xc3\xa4in", "pl\xc3\xa4in");
	assert_put(buf_put_html, "", "");
}

static void
escapes_urls(void **state)
{
	(void)state;
	assert_put(buf_put_url, "https://x.org/a-b_c.~/?q=1&r=(2)#top",
		   "https://x.org/a-b_c.~/?q=1&amp;r=(2)#top");
	assert_put(buf_put_url, "a b\"<>\\{}|^`'", "a%20b%22%3C%3E%5C%7B%7D%7C%5E%60&#39;");
	assert_put(buf_put_url, "%20%e4%", "%20%e4%25");
	assert_put(buf_put_url, "100%zz%2", "100%25zz%252");
	assert_put(buf_put_url, "\xc3\xa4\n\x7f", "%C3%A4%0A%7F");
	assert_put_at(buf_put_url, (struct str){ "a\0b", 3 }, "a%00b", __LINE__);
	assert_put(buf_put_url_path, "a b/100%25?q&r#x", "a%20b/100%2525%3Fq&amp;r%23x");
	assert_put(buf_put_url_path, "vision/roadmap/what-is-next.html",
		   "vision/roadmap/what-is-next.html");
	assert_put(buf_put_url_path, "vision/roadmap/what#is%20next?.html",
		   "vision/roadmap/what%23is%2520next%3F.html");
}

/* `c` at a place in a text of so many letters. */
static void
assert_put_in(put_function *put, char c, size_t length, size_t at, const char *replacement)
{
	char text[64], expected[96];

	memset(text, 'z', sizeof text);
	snprintf(expected, sizeof expected, "%.*s%s%.*s", (int)at, text, replacement,
		 (int)(length - at - 1), text);
	text[at] = c;
	assert_put_at(put, (struct str){ text, length }, expected, __LINE__);
}

/* A byte that is escaped, wherever it stands in texts that are longer than what is looked at together. */
static void
escapes_at_any_place(void **state)
{
	static const struct {
		char c;
		const char *html, *url, *xml;
	} rows[] = {
		{ '&', "&amp;", "&amp;", "&amp;" },
		{ '"', "&quot;", "%22", "&quot;" },
		{ '\'', "&#39;", "&#39;", "&#39;" },
		{ '<', "&lt;", "%3C", "&lt;" },
		{ '>', "&gt;", "%3E", "&gt;" },
		{ '\x1f', "\uFFFD", "%1F", "\uFFFD" },
		{ '\r', "\r", "%0D", "&#13;" },
		{ '\n', "\n", "%0A", "\n" },
		{ '\x7f', "\uFFFD", "%7F", "\x7f" },
		{ '%', "%", "%25", "%" },
		{ ' ', " ", "%20", " " },
		{ '?', "?", "?", "?" },
		{ '@', "@", "@", "@" },
		{ '[', "[", "[", "[" },
		{ '\\', "\\", "%5C", "\\" },
		{ '`', "`", "%60", "`" },
		{ '{', "{", "%7B", "{" },
		{ '#', "#", "#", "#" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (size_t length = 1; length < 50; length++)
			for (size_t at = 0; at < length; at++) {
				assert_put_in(buf_put_html, rows[i].c, length, at, rows[i].html);
				assert_put_in(buf_put_url, rows[i].c, length, at, rows[i].url);
				assert_put_in(buf_put_xml, rows[i].c, length, at, rows[i].xml);
			}
}

static void
escapes_json(void **state)
{
	(void)state;
	assert_put(buf_put_json, "a\"b\\c\n\r\t\b\f/", "\"a\\\"b\\\\c\\n\\r\\t\\b\\f/\"");
	assert_put(buf_put_json, "\x01\x1f\x7f", "\"\\u0001\\u001f\x7f\"");
	assert_put(buf_put_json, "\xf0\x9f\x98\x80 \xc3\xa4", "\"\xf0\x9f\x98\x80 \xc3\xa4\"");
	assert_put(buf_put_json,
		   "a\xff"
		   "b\xc3",
		   "\"a\xef\xbf\xbd"
		   "b\xef\xbf\xbd\"");
	assert_put(buf_put_json, "", "\"\"");
}

static void
escapes_xml(void **state)
{
	(void)state;
	assert_put(buf_put_xml, "<&>\"'\t\n\r", "&lt;&amp;&gt;&quot;&#39;\t\n&#13;");
	assert_put(buf_put_xml, "a\x01\x0b\x1f", "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	/* U+FFFE and U+FFFF go, U+FFFD and U+FF21 stay. */
	assert_put(buf_put_xml, "\xef\xbf\xbe|\xef\xbf\xbf|\xef\xbf\xbd|\xef\xbc\xa1<",
		   "\xef\xbf\xbd|\xef\xbf\xbd|\xef\xbf\xbd|\xef\xbc\xa1&lt;");
	assert_put(buf_put_xml, "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

static void
quotes_csv(void **state)
{
	(void)state;
	assert_put(buf_put_csv, "plain text", "plain text");
	assert_put(buf_put_csv, "", "");
	assert_put(buf_put_csv, "a,b", "\"a,b\"");
	assert_put(buf_put_csv, "say \"x\"", "\"say \"\"x\"\"\"");
	assert_put(buf_put_csv, "a\nb", "\"a\nb\"");
	assert_put(buf_put_csv, "a\r", "\"a\r\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(collects_text), cmocka_unit_test(stops_at_the_limit),
		cmocka_unit_test(escapes_html),  cmocka_unit_test(escapes_urls),
		cmocka_unit_test(escapes_json),  cmocka_unit_test(escapes_xml),
		cmocka_unit_test(quotes_csv),    cmocka_unit_test(escapes_at_any_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
