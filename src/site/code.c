/*
 * code: which scripts there are, and which page needs which.
 */
#include "site/code.h"

#include "base/path.h"
#include "base/share.h"
#include "base/utf8.h"

static struct str
shared(const char *path)
{
	const struct share_file *file = share_find(str_from(path));

	return file == NULL ? STR_EMPTY : (struct str){ file->data, file->length };
}

static struct code_script
script_of(struct str bytes)
{
	return (struct code_script){ .bytes = bytes };
}

/* The part before the first blank. */
static struct str
first_word(struct str text)
{
	return str_slice(text, 0, str_find_char(text, ' '));
}

static void
add_language(struct arena *arena, struct code_scripts *scripts, struct str line)
{
	struct code_language *language = &scripts->languages[scripts->language_count];
	struct str bytes =
		shared(arena_printf(arena, "site/code/%.*s.js", STR_ARG(first_word(line))).data);

	if (bytes.length == 0 || scripts->language_count == CODE_LANGUAGES)
		return;
	language->names = line;
	language->script = script_of(bytes);
	scripts->language_count++;
}

static void
read_languages(struct arena *arena, struct code_scripts *scripts)
{
	struct str rest = shared("site/code/languages"), line;

	scripts->start = script_of(shared("site/code/start.js"));
	scripts->core = script_of(shared("site/code/core.js"));
	if (scripts->core.bytes.length == 0)
		return;
	while (str_cut_line(&rest, &line))
		if (line.length > 0 && line.data[0] != '#')
			add_language(arena, scripts, str_trim(line));
}

/* ---- mermaid ---- */

/* The book's library: a script mermaid*.js of additional-js; what sets it up is waymark's. */
static void
find_mermaid(struct arena *arena, struct code_scripts *scripts, const struct model *model)
{
	const struct data *list = data_path(model->book.toml, "output.html.additional-js");
	const struct data *item = list != NULL ? list->first : NULL;

	for (; item != NULL && scripts->mermaid.file == NULL; item = item->next) {
		struct str base = path_base(data_text(item)), path;
		const struct repo_file *file;

		if (!str_starts(base, STR("mermaid")) || !str_ends(base, STR(".js")) ||
		    str_contains(base, STR("init")) ||
		    !path_normalize(arena, data_text(item), &path))
			continue;
		file = repo_find(model->repo, path);
		if (file != NULL && file->kind != REPO_SUBMODULE)
			scripts->mermaid = (struct code_script){ .address = path, .file = file };
	}
	scripts->draw = script_of(shared("site/draw/mermaid.js"));
}

/* ---- pages ---- */

static bool
has_name(struct str names, struct str name)
{
	struct str one;

	while (str_cut(&names, ' ', &one))
		if (str_equal_fold(one, name))
			return true;
	return false;
}

/* The language that the info string of a fence begins with: "rust" of "rust,ignore". */
static struct str
fence_language(struct str info)
{
	size_t end = 0;

	while (end < info.length && str_find_char(STR(" \t,{"), info.data[end]) == STR_NONE)
		end++;
	return str_slice(info, 0, end);
}

static uint64_t
bit_of(struct arena *arena, const struct code_scripts *scripts, struct map *known, struct str name)
{
	uint64_t **slot = (uint64_t **)map_put(arena, known, name);

	if (*slot != NULL)
		return **slot;
	*slot = ARENA_NEW(arena, uint64_t);
	if (scripts->mermaid.file != NULL && str_equal_fold(name, STR("mermaid")))
		**slot = CODE_MERMAID;
	for (size_t i = 0; i < scripts->language_count; i++)
		if (has_name(scripts->languages[i].names, name))
			**slot = 1ull << i;
	return **slot;
}

static uint64_t
bits_of_page(struct arena *arena, const struct code_scripts *scripts, struct map *known,
	     const struct page *page)
{
	const struct doc *doc = page->doc;
	uint64_t bits = 0;

	for (uint32_t i = 0; i < page->fence_count; i++)
		bits |= bit_of(arena, scripts, known,
			       fence_language(doc->strings[doc->nodes[page->fences[i]].extra]));
	return bits;
}

static void
note_use(struct code_scripts *scripts, uint64_t bits)
{
	scripts->mermaid.is_used |= (bits & CODE_MERMAID) != 0;
	scripts->draw.is_used |= (bits & CODE_MERMAID) != 0;
	scripts->core.is_used |= (bits & ~CODE_MERMAID) != 0;
	scripts->start.is_used = scripts->core.is_used;
	for (size_t i = 0; i < scripts->language_count; i++)
		scripts->languages[i].script.is_used |= (bits >> i & 1) != 0;
}

/* Of those that are used, and of no others, since each is read to its end for it. */
static void
place_script(struct arena *arena, struct code_script *script, struct str folder, struct str name)
{
	if (script->is_used)
		script->address = arena_printf(arena, "%.*s/code/%.*s-%08x.js", STR_ARG(folder),
					       STR_ARG(name),
					       (unsigned)(str_hash(script->bytes) & 0xffffffff));
}

static void
place_scripts(struct arena *arena, struct code_scripts *scripts, struct str folder)
{
	place_script(arena, &scripts->start, folder, STR("start"));
	place_script(arena, &scripts->core, folder, STR("core"));
	place_script(arena, &scripts->draw, folder, STR("draw"));
	for (size_t i = 0; i < scripts->language_count; i++)
		place_script(arena, &scripts->languages[i].script, folder,
			     first_word(scripts->languages[i].names));
}

const struct code_scripts *
code_collect(struct arena *arena, const struct model *model, struct str folder,
	     struct site_page *pages)
{
	struct code_scripts *scripts = ARENA_NEW(arena, struct code_scripts);
	struct map known = { 0 };

	read_languages(arena, scripts);
	find_mermaid(arena, scripts, model);
	for (size_t i = 0; i < model->page_count; i++) {
		pages[i].code = bits_of_page(arena, scripts, &known, pages[i].page);
		note_use(scripts, pages[i].code);
	}
	place_scripts(arena, scripts, folder);
	return scripts;
}

/* ---- what pages load ---- */

const struct code_script *
code_script(const struct site *site, size_t nth)
{
	const struct code_scripts *scripts = site->code;
	const struct code_script *const others[] = { &scripts->core, &scripts->start,
						     &scripts->mermaid, &scripts->draw };
	const size_t count = sizeof others / sizeof others[0];

	if (nth < count)
		return others[nth];
	nth -= count;
	return nth < scripts->language_count ? &scripts->languages[nth].script : NULL;
}

static void
put_address(struct canvas *canvas, const struct code_script *script)
{
	const struct spot spot = { .address = canvas->address, .scratch = canvas->scratch };

	spot_put_url(&spot, script->address, STR_EMPTY, canvas->out);
}

static void
put_script(struct canvas *canvas, const struct code_script *script)
{
	buf_puts(canvas->out, "<script defer src=\"");
	put_address(canvas, script);
	buf_puts(canvas->out, "\"></script>\n");
}

/* The library first, then its languages. */
static void
put_start(struct canvas *canvas, const struct code_scripts *scripts, uint64_t bits)
{
	buf_puts(canvas->out, "<script defer src=\"");
	put_address(canvas, &scripts->start);
	buf_puts(canvas->out, "\" data-scripts=\"");
	put_address(canvas, &scripts->core);
	for (size_t i = 0; i < scripts->language_count; i++) {
		if ((bits >> i & 1) == 0)
			continue;
		buf_putc(canvas->out, ' ');
		put_address(canvas, &scripts->languages[i].script);
	}
	buf_puts(canvas->out, "\"></script>\n");
}

void
put_code_scripts(struct canvas *canvas, const struct frame *frame)
{
	const struct code_scripts *scripts = canvas->site->code;
	uint64_t bits = frame->near == NULL ? 0 : frame->near->code;

	if ((bits & ~CODE_MERMAID) != 0)
		put_start(canvas, scripts, bits);
	if ((bits & CODE_MERMAID) == 0)
		return;
	put_script(canvas, &scripts->mermaid);
	put_script(canvas, &scripts->draw);
}

bool
code_needs_styles(const struct frame *frame)
{
	return frame->near != NULL && (frame->near->code & CODE_MERMAID) != 0;
}

void
site_code_script(const struct site *site, const struct output *output, struct arena *scratch,
		 struct buf *out)
{
	const struct code_script *script = output->subject;

	(void)site;
	(void)scratch;
	buf_put(out, script->bytes);
}
