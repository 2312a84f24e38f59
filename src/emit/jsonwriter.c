/*
 * jsonwriter: values, commas, line breaks.
 */
#include "emit/jsonwriter.h"

static void
put_break(struct jsonwriter *json)
{
	if (!json->pretty)
		return;
	buf_putc(json->out, '\n');
	buf_put_repeat(json->out, ' ', (size_t)json->depth * 2);
}

static void
before_value(struct jsonwriter *json)
{
	if (json->has_value && !json->has_key)
		buf_putc(json->out, ',');
	if (!json->has_key && json->depth > 0)
		put_break(json);
	json->has_value = true;
	json->has_key = false;
}

void
json_open(struct jsonwriter *json, char bracket)
{
	before_value(json);
	buf_putc(json->out, bracket);
	json->depth++;
	json->has_value = false;
}

void
json_close(struct jsonwriter *json, char bracket)
{
	json->depth--;
	if (json->has_value)
		put_break(json);
	buf_putc(json->out, bracket);
	json->has_value = true;
}

void
json_key(struct jsonwriter *json, const char *key)
{
	before_value(json);
	buf_put_json(json->out, str_from(key));
	buf_puts(json->out, json->pretty ? ": " : ":");
	json->has_key = true;
}

void
json_text(struct jsonwriter *json, struct str text)
{
	before_value(json);
	buf_put_json(json->out, text);
}

void
json_number(struct jsonwriter *json, int64_t number)
{
	before_value(json);
	buf_put_number(json->out, number);
}

void
json_real(struct jsonwriter *json, double number)
{
	before_value(json);
	buf_printf(json->out, "%.6g", number);
}

void
json_bool(struct jsonwriter *json, bool value)
{
	before_value(json);
	buf_puts(json->out, value ? "true" : "false");
}

void
json_null(struct jsonwriter *json)
{
	before_value(json);
	buf_puts(json->out, "null");
}

void
json_text_member(struct jsonwriter *json, const char *key, struct str text)
{
	if (text.length == 0)
		return;
	json_key(json, key);
	json_text(json, text);
}
