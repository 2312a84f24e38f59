/*
 * assets: style sheets and scripts of the site, each joined from the files of one folder of share/.
 *
 * The address changes with the bytes: a cache never shows new pages in an old style.  To add one:
 * a word in the enum and a row in assets.c; to add to one: a file in its folder.
 */
#ifndef SITE_ASSETS_H
#define SITE_ASSETS_H

#include "base/arena.h"

enum asset_name {
	ASSET_STYLE,
	ASSET_THEME, /* runs before anything is painted, so it is tiny */
	ASSET_SCRIPT,
	ASSET_LISTS, /* of pages with long lists alone */
	ASSET_ICON,
};
#define ASSET_COUNT (ASSET_ICON + 1)

struct asset {
	struct str address; /* empty: there is nothing of it */
	struct str bytes;
	const char *media;
};

/* All assets, with addresses in `folder`; what they hold lives in the arena.  `style` of the book comes
   after the site's own, so that it is stronger. */
void assets_collect(struct arena *arena, struct str folder, struct str style,
		    struct asset ret_assets[ASSET_COUNT]);

#endif
