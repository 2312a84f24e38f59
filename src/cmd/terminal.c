/*
 * terminal: width and colour.
 */
#include "cmd/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL_COLUMNS 80
#define MOST_COLUMNS 10000

unsigned
terminal_columns(FILE *file)
{
	struct winsize size;
	int64_t columns;

	if (str_to_number(str_from(getenv("COLUMNS")), &columns) && columns > 0)
		return columns < MOST_COLUMNS ? (unsigned)columns : MOST_COLUMNS;
	if (ioctl(fileno(file), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return USUAL_COLUMNS;
}

bool
terminal_color(FILE *file, struct str when)
{
	struct str refused = str_from(getenv("NO_COLOR"));

	if (str_equal(when, STR("always")))
		return true;
	return !str_equal(when, STR("never")) && refused.length == 0 && isatty(fileno(file)) &&
	       !str_equal(str_from(getenv("TERM")), STR("dumb"));
}
