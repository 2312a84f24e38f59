/* A table gets another column. */
#include "model/creating.h"

/* Lines of one table that have so many of them have as many cells. */
static size_t
count_pipes(struct str line)
{
	size_t count = 0;
	for (size_t i = 0; i < line.length; i++) {
		if (line.data[i] == '\\')
			i++;
		else
			count += line.data[i] == '|';
	}
	return count;
}

static bool
ends_in_pipe(struct str line)
{
	line = str_trim_end(line);
	return str_ends(line, STR("|")) && !str_ends(line, STR("\\|"));
}

bool
plan_widen(struct str lines, const struct strs *names, struct buf *out)
{
	struct str rest = lines, line, first = STR_EMPTY;
	for (size_t number = 0; str_cut_line(&rest, &line); number++) {
		if (!number)
			first = line;
		if (!ends_in_pipe(line) || count_pipes(line) != count_pipes(first))
			return false;
	}
	rest = lines;
	for (size_t number = 0; str_cut_line(&rest, &line); number++) {
		bool is_left = number == 1 && str_ends(str_trim_end(line), STR(":-- |"));
		buf_printf(out, "%s%.*s", number ? "\n" : "", STR_ARG(str_trim_end(line)));
		for (size_t i = 0; i < names->count; i++) {
			if (number > 1)
				buf_puts(out, "  |");
			else if (number == 1)
				buf_puts(out, is_left ? " :-- |" : " --- |");
			else
				buf_printf(out, " %.*s |", STR_ARG(names->items[i]));
		}
	}
	return true;
}
