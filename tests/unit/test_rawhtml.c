#include "test.h"

#include "base/buf.h"
#include "text/rawhtml.h"

/* What a page would get of it: allowed tags anew, refused markup in braces, comments as "<!>". */
static void
show(struct buf *buf, struct str html)
{
	struct raw_token token;

	while (raw_next(&html, &token)) {
		switch (token.kind) {
		case RAW_TEXT:
			buf_put(buf, token.text);
			break;
		case RAW_OPEN:
			buf_printf(buf, "<%s", token.name);
			for (size_t i = 0; i < token.attribute_count; i++)
				buf_printf(buf, " %.*s=[%.*s]", STR_ARG(token.attributes[i].name),
					   STR_ARG(token.attributes[i].value));
			buf_puts(buf, token.is_void ? "/>" : ">");
			break;
		case RAW_CLOSE:
			buf_printf(buf, "</%s>", token.name);
			break;
		case RAW_COMMENT:
			buf_puts(buf, "<!>");
			break;
		case RAW_REFUSED:
			buf_printf(buf, "{%.*s}", STR_ARG(token.source));
			break;
		}
	}
}

static void
assert_shown(const char *html, const char *expected)
{
	struct buf buf;

	buf_init(&buf, 10000);
	show(&buf, str_from(html));
	assert_str(buf_str(&buf), expected);
	buf_free(&buf);
}

static void
test_allowed(void **state)
{
	(void)state;
	assert_shown("<details open><summary>A</summary>\n\nb</details>",
		     "<details open=[]><summary>A</summary>\n\nb</details>");
	assert_shown("a<br>b<BR/>c<br />d<hr>", "a<br/>b<br/>c<br/>d<hr/>");
	assert_shown("<IMG SRC='a.png' Width=10 alt=\"b c\">",
		     "<img src=[a.png] width=[10] alt=[b c]/>");
	assert_shown("<a href=\"https://a.b/?c&amp;d\" title='\"'>x</a>",
		     "<a href=[https://a.b/?c&amp;d] title=[\"]>x</a>");
	assert_shown("<td colspan=2 rowspan = \"3\" align=right>",
		     "<td colspan=[2] rowspan=[3] align=[right]>");
	assert_shown("<div class=\"warning\">a</div >", "<div class=[warning]>a</div>");
	assert_shown("<ol start=3><li value=4>", "<ol start=[3]><li value=[4]>");
	assert_shown("<p\nalign\n=\ncenter\n>", "<p align=[center]>");
	assert_shown("<kbd>Ctrl</kbd> x<sub>2</sub> &lt; <!-- c > d --> e",
		     "<kbd>Ctrl</kbd> x<sub>2</sub> &lt; <!> e");
}

static void
test_attributes_are_chosen(void **state)
{
	(void)state;
	assert_shown("<a href=x onclick=y style=z target=_blank rel=q data-a=b>", "<a href=[x]>");
	assert_shown("<p href=x src=y open colspan=2 start=1>", "<p>");
	assert_shown("<h1 class=a id=b lang=c dir=d>", "<h1 id=[b] lang=[c] dir=[d]>");
	assert_shown("<a href=a href=b>", "<a href=[a]>");
	assert_shown("<img src=x srcset=y onerror=alert(1)>", "<img src=[x]/>");
	assert_shown("<a href>", "<a href=[]>");
}

static void
test_text(void **state)
{
	(void)state;
	assert_shown("", "");
	assert_shown("a < b <3 <- c", "a < b <3 <- c");
	assert_shown("1<2>3", "1<2>3");
	assert_shown("</ b>", "</ b>");
	assert_shown("a<", "a<");
	assert_shown("<a href=\"x", "<a href=\"x");
	assert_shown("<a", "<a");
	assert_shown("</b", "</b");
}

/* Nothing of these may come out as a tag with power. */
static void
test_hostile(void **state)
{
	(void)state;
	assert_shown("<script>alert(1)</script>x", "{<script>alert(1)</script>}x");
	assert_shown("<SCRIPT src=//a>b", "{<SCRIPT src=//a>b}");
	assert_shown("<script><b></b></SCRIPT ><i>", "{<script><b></b></SCRIPT >}<i>");
	assert_shown("<style>a{}</style><b>", "{<style>a{}</style>}<b>");
	assert_shown("<style><!--</style><b>", "{<style><!--</style>}<b>");
	assert_shown("<svg><script>a</script></svg>", "{<svg>}{<script>a</script>}{</svg>}");
	assert_shown("<svg/onload=alert(1)>", "{<svg/onload=alert(1)>}");
	assert_shown("<math><mtext><table><mglyph><style><img src=x onerror=a>",
		     "{<math>}{<mtext>}<table>{<mglyph>}{<style><img src=x onerror=a>}");
	assert_shown("<iframe src=javascript:a></iframe>",
		     "{<iframe src=javascript:a>}{</iframe>}");
	assert_shown("<object data=x><embed src=y><template><form><input><button>",
		     "{<object data=x>}{<embed src=y>}{<template>}{<form>}{<input>}{<button>}");
	assert_shown("<noscript><p title=\"</noscript><img src=x onerror=a>\">",
		     "{<noscript>}<p title=[</noscript><img src=x onerror=a>]>");
	assert_shown("<textarea></textarea><title></title><base href=x><meta><link>",
		     "{<textarea>}{</textarea>}{<title>}{</title>}{<base href=x>}{<meta>}{<link>}");
	assert_shown("<!DOCTYPE html><?php a ?><![CDATA[b",
		     "{<!DOCTYPE html>}{<?php a ?>}{<![CDATA[b}");
	assert_shown("<p><a href=\"javascript:a\">b</a>", "<p><a>b</a>");
	assert_shown("<img src=\"x\" onerror=\"a\" / alt=b>", "<img src=[x] alt=[b]/>");
	assert_shown("<details open ontoggle=alert(1)>", "<details open=[]>");
	assert_shown("<a\x01href=x>", "<a>");
	assert_shown("<b/><x-b>", "<b>{<x-b>}");
}

/* Later markup must not be taken as the end of what was never closed. */
static void
test_unclosed(void **state)
{
	struct raw_token token;
	struct str rest = STR("<!-- <b> -- <i>");

	(void)state;
	assert_true(raw_next(&rest, &token));
	assert_int_equal(token.source.length, 15);
	assert_int_equal(token.attribute_count, 0);
	assert_false(raw_next(&rest, &token));
	assert_shown("<script><b>", "{<script><b>}");
	assert_shown("<style></styl><b>", "{<style></styl><b>}");
	assert_shown("<!a <b", "{<!a <b}");
}

static void
test_safe_urls(void **state)
{
	static const char *const urls[] = {
		"",
		"a.md",
		"../a/b.html#c:d",
		"#javascript:a",
		"?a=b:c",
		"/a:b",
		"//a.b/c",
		"http://a.b",
		"HTTPS://a.b:80/",
		"mailto:a@b.c",
		" \thttps://a.b",
		"ht\ntps://a.b",
		"a.html?x=1&amp;y=javascript:2",
		"&#104;ttp://a.b",
	};

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++)
		if (!raw_url_is_safe(str_from(urls[i])))
			fail_msg("\"%s\" is refused", urls[i]);
}

static void
test_unsafe_urls(void **state)
{
	static const char *const urls[] = {
		"javascript:a",
		"JaVaScRiPt:a",
		" javascript:a",
		"\x01javascript:a",
		"java\tscript:a",
		"java\nscript:a",
		"java\r\nscript :a",
		"javascript&colon;a",
		"javascript&#58;a",
		"javascript&#x3a;a",
		"javascript&#x003A a",
		"&#106;avascript:a",
		"&#x6A;avascript:a",
		"&#0000106avascript:a",
		"&#X6a&#x61;vascript:a",
		"java&Tab;script:a",
		"java&NewLine;script:a",
		"java&#9;script:a",
		"java&#x0A;script:a",
		"javascript:javascript:http://a",
		"vbscript:a",
		"data:text/html,a",
		"data:image/svg+xml,a",
		"file:///etc/passwd",
		"blob:a",
		"view-source:a",
		"httpsx:a",
		"&#0;javascript:a",
		"averylongschemethatendsinhttp:a",
	};

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++)
		if (raw_url_is_safe(str_from(urls[i])))
			fail_msg("\"%s\" passes", urls[i]);
}

/* Every byte is in one token, and a megabyte of beginnings takes no time. */
static void
test_linear(void **state)
{
	static const char *const units[] = { "<",       "<a ",       "<!--",
					     "<?",      "<![CDATA[", "</",
					     "<a b=\"", "<a b='",    "<b c=d ",
					     "<script", "<style",    "<!a",
					     "<a/",     "<b>",       "<p title=\"a\" x" };

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		struct raw_token token;
		struct str rest;
		struct buf buf;
		size_t length = 0;

		buf_init(&buf, 2000000);
		while (buf.length < 1000000)
			buf_puts(&buf, units[i]);
		for (rest = buf_str(&buf); raw_next(&rest, &token);)
			length += token.source.length;
		assert_int_equal(length, buf.length);
		buf_free(&buf);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_allowed),     cmocka_unit_test(test_attributes_are_chosen),
		cmocka_unit_test(test_text),        cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_unclosed),    cmocka_unit_test(test_safe_urls),
		cmocka_unit_test(test_unsafe_urls), cmocka_unit_test(test_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
