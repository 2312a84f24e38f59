/*
 * archive: a book as one text, so that a fuzzer can change all of it.
 *
 *	-- roadmap/polish.md --
 *	# Polish
 *	-- roadmap/shine.md -> polish.md --
 *
 * A line of this form begins a file, whose bytes are what follows up to the next one; with an
 * arrow it is a symbolic link.
 *
 * It takes the place of git's driver of repo/ when a harness is linked, and the archive stands where a revision would (model_options.at).  repo/driver.h says what a driver is.
 */
#ifndef FUZZ_ARCHIVE_H
#define FUZZ_ARCHIVE_H

#include "base/str.h"

#include <stdbool.h>

struct archive_file {
	struct str path, target; /* target: of a link, else empty */
	struct str bytes;
};

/* Takes the next file off the rest of an archive; false when there is none. */
bool archive_next(struct str *rest, struct archive_file *ret_file);

#endif
