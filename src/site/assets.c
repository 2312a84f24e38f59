/*
 * assets: joins the files of share/site/.
 */
#include "site/assets.h"

#include "base/share.h"
#include "base/vec.h"
#include "site/parts.h"
#include "site/squeeze.h"

struct asset_row {
	const char *name; /* "site" and "css" give site-0123abcd.css */
	const char *extension;
	const char *media;
	const char *folder; /* of its parts, which are joined in the order of their names */
};

static const struct asset_row rows[ASSET_COUNT] = {
	[ASSET_STYLE] = { "site", "css", "text/css; charset=utf-8", "site/css/" },
	[ASSET_THEME] = { "theme", "js", "text/javascript; charset=utf-8", "site/theme/" },
	[ASSET_SCRIPT] = { "site", "js", "text/javascript; charset=utf-8", "site/js/" },
	[ASSET_LISTS] = { "lists", "js", "text/javascript; charset=utf-8", "site/lists/" },
	[ASSET_ICON] = { "favicon", "svg", "image/svg+xml", "site/favicon/" },
};

/* Without what browsers have no use for: the tabs before each line, and lines that are a comment. */
static void
add_lines(struct arena *arena, struct strs *parts, struct str text)
{
	struct str line;

	while (str_cut_line(&text, &line)) {
		while (str_starts(line, STR("\t")))
			line = str_from_offset(line, 1);
		if (line.length == 0 || str_starts(line, STR("//")))
			continue;
		*VEC_PUSH(arena, parts) = line;
		*VEC_PUSH(arena, parts) = STR("\n");
	}
}

static struct str
join_parts(struct arena *arena, struct str folder)
{
	struct strs parts = { 0 };
	size_t count;
	const struct share_file *files = share_files(&count);

	for (size_t i = 0; i < count; i++)
		if (str_starts(str_from(files[i].path), folder))
			add_lines(arena, &parts, (struct str){ files[i].data, files[i].length });
	return arena_concat(arena, parts.items, parts.count);
}

void
assets_collect(struct arena *arena, struct str folder, struct str style,
	       struct asset ret_assets[ASSET_COUNT])
{
	for (size_t i = 0; i < ASSET_COUNT; i++) {
		const struct asset_row *row = &rows[i];
		struct str own = join_parts(arena, str_from(row->folder));
		struct str parts[] = { i == ASSET_STYLE ? squeeze_style(arena, own) : own, style };
		struct str bytes = arena_concat(arena, parts, i == ASSET_STYLE ? 2 : 1);

		ret_assets[i] = (struct asset){ .bytes = bytes, .media = row->media };
		if (bytes.length > 0)
			ret_assets[i].address = arena_printf(
				arena, "%.*s/%s-%08x.%s", STR_ARG(folder), row->name,
				(unsigned)(str_hash(bytes) & 0xffffffff), row->extension);
	}
}

void
site_asset(const struct site *site, const struct output *output, struct arena *scratch,
	   struct buf *out)
{
	const struct asset *asset = output->subject;

	(void)site;
	(void)scratch;
	buf_put(out, asset->bytes);
}
