/* Pages that are records: which ones, and their fields from front matter, metadata and headings. */
#include "base/limits.h"
#include "base/path.h"
#include "base/utf8.h"
#include "model/again.h"
#include "model/datafile.h"

/* "a*b" against a name, ASCII case ignored. */
static bool
alternative_matches(struct str pattern, struct str name, struct str *ret_match)
{
	size_t star = str_find_char(pattern, '*');
	if (star == STR_NONE)
		return str_equal_fold(pattern, name);
	struct str before = str_slice(pattern, 0, star);
	struct str after = str_from_offset(pattern, star + 1);
	if (name.length < before.length + after.length)
		return false;
	size_t end = name.length - after.length;
	if (!str_equal_fold(before, str_slice(name, 0, before.length)) ||
	    !str_equal_fold(after, str_from_offset(name, end)))
		return false;
	*ret_match = str_trim(str_slice(name, before.length, end));
	return true;
}

/* Nearly all patterns differ from a name in the first letter, and all names are compared with all patterns. */
static bool
may_match(struct str pattern, struct str name)
{
	char first = pattern.length ? pattern.data[0] : '|';
	char letter = name.length ? name.data[0] : '\0';
	return first == '*' || first == '|' || ((first ^ letter) & ~0x20) == 0;
}

bool
pattern_matches(struct str pattern, struct str name, struct str *ret_match)
{
	*ret_match = STR_EMPTY;
	while (pattern.data) {
		size_t end = str_find_char(pattern, '|');
		if (may_match(pattern, name) &&
		    alternative_matches(str_slice(pattern, 0, end), name, ret_match))
			return true;
		pattern = end == STR_NONE ? STR_EMPTY : str_from_offset(pattern, end + 1);
	}
	return false;
}

/* What is written differs from every alternative in more than what * stands for: "flagship". */
static bool
is_misspelt(struct str pattern, struct str name)
{
	struct str alternative, match;
	while (str_cut(&pattern, '|', &alternative)) {
		size_t star = str_find_char(alternative, '*');
		if (star == STR_NONE ? str_equal(alternative, name)
				     : alternative_matches(alternative, name, &match))
			return false;
	}
	return true;
}

static void
propose(struct str name, struct str candidates, struct str *best, unsigned *limit)
{
	struct str candidate;
	while (str_cut(&candidates, '|', &candidate)) {
		unsigned distance = str_distance(candidate, name, *limit);
		if (distance < *limit || (distance == *limit && !best->length)) {
			*best = candidate;
			*limit = distance;
		}
	}
}

/* The known name that is nearest to one that nothing reads; empty when none is near. */
static struct str
nearest_name(const struct loader *loader, const struct record *record, struct str name,
	     enum source source)
{
	const struct dialect_kind *how = &loader->dialect->kinds[record->kind];
	const struct kind_row *kind = schema_kind(record->kind);
	unsigned limit = name.length < 5 ? 1 : 3;
	struct str best = STR_EMPTY;
	for (size_t i = 0; i < how->fields.count; i++)
		if (how->fields.items[i].source == source)
			propose(name, how->fields.items[i].name, &best, &limit);
	for (size_t i = 0; i < how->ignored.count; i++)
		propose(name, how->ignored.items[i], &best, &limit);
	for (size_t i = 0; source == SOURCE_FRONT && how->front_by_name && i < kind->field_count;
	     i++)
		propose(name, str_from(field_name(kind->fields[i].field)), &best, &limit);
	return best;
}

static void
unknown_field(struct loader *loader, const struct record *record, struct str name,
	      enum source source, struct place at)
{
	struct str nearest = nearest_name(loader, record, name, source);
	struct diag_finding *finding =
		diag_add(loader->diags, &model_codes[MODEL_UNKNOWN_FIELD], at,
			 "\"%.*s\" is not a field of %s, so nothing reads it", STR_ARG(name),
			 schema_kind(record->kind)->phrase);
	if (nearest.length)
		finding->hint =
			arena_printf(loader->arena, "Did you mean \"%.*s\"?", STR_ARG(nearest));
	else
		finding->hint = STR("Remove it, or name it in the dialect (docs/dialects.md).");
}

/* What other tools pass over in silence, waymark reads and says so. */
static void
misspelt_field(struct loader *loader, const struct record *record, struct str name,
	       const struct material *material, struct place at)
{
	struct str right = nearest_name(loader, record, name, material->source);
	struct diag_finding *finding =
		diag_add(loader->diags, &model_codes[MODEL_FIELD_SPELLING], at,
			 "\"%.*s\" is spelt \"%.*s\"; tools that compare exactly pass it over",
			 STR_ARG(name), STR_ARG(right));
	if (!material->page || !right.length)
		return;
	finding->has_edit = true;
	finding->edit.file = at.file;
	finding->edit.offset = material->page->doc->line_starts[at.line - 1] + at.column - 1;
	finding->edit.length = at.length;
	finding->edit.text = right;
}

static bool
is_ignored(const struct dialect_kind *how, struct str name)
{
	struct str match;
	for (size_t i = 0; i < how->ignored.count; i++)
		if (pattern_matches(how->ignored.items[i], name, &match) &&
		    !is_misspelt(how->ignored.items[i], name))
			return true;
	return false;
}

/* Hands the material to every field that the dialect reads under this name. */
static void
read_named(struct loader *loader, struct record *record, struct str name, struct material *material,
	   struct place name_place)
{
	const struct dialect_kind *how = &loader->dialect->kinds[record->kind];
	bool read = false, misspelt = true;
	enum field by_name;
	for (size_t i = 0; i < how->fields.count; i++) {
		const struct dialect_field *field = &how->fields.items[i];
		if (field->source != material->source ||
		    !pattern_matches(field->name, name, &material->key))
			continue;
		misspelt = misspelt && is_misspelt(field->name, name);
		values_add(loader, record, field, material, false);
		read = true;
	}
	if (!read && material->source == SOURCE_FRONT && how->front_by_name &&
	    field_parse(name, &by_name) && schema_field(record->kind, by_name)) {
		struct dialect_field field = { .source = SOURCE_FRONT, .field = by_name };
		values_add(loader, record, &field, material, false);
		return;
	}
	if (!read && !is_ignored(how, name))
		unknown_field(loader, record, name, material->source, name_place);
	if (read && misspelt)
		misspelt_field(loader, record, name, material, name_place);
}

void
extract_members(struct loader *loader, struct record *record, const struct data *map,
		enum source source, const struct page *page)
{
	for (const struct data *item = map ? map->first : NULL; item; item = item->next) {
		const struct dialect_field former = { .source = SOURCE_FRONT, .field = FIELD_WAS };
		struct material material = material_from_data(source, page, item);
		if (source == SOURCE_FRONT && str_equal(item->key, STR("id")))
			continue;
		/* Identity does not depend on the dialect. */
		if (source == SOURCE_FRONT && str_equal(item->key, STR("was")) &&
		    schema_field(record->kind, FIELD_WAS)) {
			values_add(loader, record, &former, &material, false);
			continue;
		}
		read_named(loader, record, item->key, &material, item->key_place);
	}
}

uint32_t
extract_metadata_table(const struct loader *loader, const struct page *page)
{
	const struct doc *doc = page->doc;
	struct str wanted = loader->dialect->metadata_header;
	if (!wanted.length || !page->heading_count)
		return 0;
	uint32_t end = page->heading_count > 1 ? page->headings[1] : doc->count;
	for (uint32_t i = page->headings[0]; i < end; i = doc->nodes[i].end) {
		if (doc->nodes[i].kind != NODE_TABLE)
			continue;
		struct str header = doc_plain(loader->arena, doc, i + 2);
		return str_equal_fold(str_trim(header), wanted) ? i : 0;
	}
	return 0;
}

static bool
is_known_name(const struct dialect_kind *how, struct str name)
{
	struct str match;
	for (size_t i = 0; i < how->fields.count; i++)
		if (how->fields.items[i].source == SOURCE_METADATA &&
		    pattern_matches(how->fields.items[i].name, name, &match))
			return true;
	return is_ignored(how, name);
}

/* The first cell as readers see it; or as it is written, when only that is a name: "[lang] champion"
   is one in a page that says where [lang] leads, too. */
static struct str
metadata_name(const struct loader *loader, enum kind kind, const struct doc *doc, uint32_t cell)
{
	const struct dialect_kind *how = &loader->dialect->kinds[kind];
	const struct node *node = &doc->nodes[cell];
	struct str shown = str_trim(doc_plain(loader->arena, doc, cell));
	struct str written = str_slice(doc->source, node->offset, node->offset + node->span);
	written = str_trim(written);
	return !str_equal(shown, written) && !is_known_name(how, shown) &&
			       is_known_name(how, written)
		       ? written
		       : shown;
}

static void
extract_metadata(struct loader *loader, struct record *record, const struct page *page)
{
	const struct doc *doc = page->doc;
	uint32_t table = extract_metadata_table(loader, page);
	if (!table)
		return;
	for (uint32_t row = table + 1; row < doc->nodes[table].end; row = doc->nodes[row].end) {
		uint32_t name = row + 1, cell = doc->nodes[name].end;
		struct str key = metadata_name(loader, record->kind, doc, name);
		bool is_stray = doc->nodes[row].extra < 2; /* a line that the table swallowed */
		if (doc->nodes[row].level == 1 || is_stray || cell >= doc->nodes[row].end ||
		    !key.length)
			continue;
		struct material material = material_from_nodes(loader->arena, SOURCE_METADATA, page,
							       cell + 1, doc->nodes[cell].end);
		material.offset = doc->nodes[cell].offset;
		material.length = doc->nodes[cell].span;
		material.place = doc_node_place(doc, cell);
		read_named(loader, record, key, &material, doc_node_place(doc, name));
	}
}

/* What stands below a title: nodes first..end, or nothing but the title itself. */
struct section {
	const struct page *page;
	uint32_t title, first, end;
	bool only_new; /* counts only for fields that nothing has stated yet */
};

/* Hands a section to the fields that the dialect reads under its title. */
static void
read_section(struct loader *loader, struct record *record, const struct section *section)
{
	const struct dialect_kind *how = &loader->dialect->kinds[record->kind];
	struct str key = doc_heading_key(loader->arena, section->page->doc, section->title);
	struct str match;
	for (size_t i = 0; i < how->fields.count; i++) {
		const struct dialect_field *field = &how->fields.items[i];
		if (field->source != SOURCE_SECTION || !pattern_matches(field->name, key, &match) ||
		    (section->only_new && record->fields[field->field]))
			continue;
		struct material material = material_from_nodes(
			loader->arena, SOURCE_SECTION, section->page, section->first, section->end);
		material.key = match;
		if (!material.length)
			material.place = doc_node_place(section->page->doc, section->title);
		values_add(loader, record, field, &material, false);
	}
}

static void
extract_headings(struct loader *loader, struct record *record, const struct page *page)
{
	for (uint32_t h = 0; h < page->heading_count; h++) {
		uint32_t heading = page->headings[h];
		read_section(loader, record,
			     &(struct section){ .page = page,
						.title = heading,
						.first = page->doc->nodes[heading].end,
						.end = doc_section_end(page->doc, heading) });
	}
}

/* "* **What are the morals of the story?**" with the answer inside the bullet: some people write
   their questions so.  Headings count first. */
static void
extract_questions(struct loader *loader, struct record *record, const struct page *page)
{
	const struct node *nodes = page->doc->nodes;
	for (uint32_t item = 1; item < page->doc->count; item++) {
		uint32_t line = item + 1, strong = item + 2;
		bool asks = nodes[item].kind == NODE_ITEM && nodes[item].end > strong &&
			    nodes[line].kind == NODE_PARAGRAPH &&
			    nodes[strong].kind == NODE_STRONG &&
			    nodes[strong].end == nodes[line].end;
		if (asks)
			read_section(loader, record,
				     &(struct section){ .page = page,
							.title = line,
							.first = nodes[line].end,
							.end = nodes[item].end,
							.only_new = true });
	}
}

static void
extract_sections(struct loader *loader, struct record *record, const struct page *page)
{
	const struct dialect_fields *fields = &loader->dialect->kinds[record->kind].fields;
	bool has_sections = false;
	for (size_t i = 0; i < fields->count && !has_sections; i++)
		has_sections = fields->items[i].source == SOURCE_SECTION;
	if (!has_sections)
		return;
	extract_headings(loader, record, page);
	extract_questions(loader, record, page);
}

static void
extract_path(struct loader *loader, struct record *record, const struct page *page,
	     const struct path_match *match)
{
	const struct dialect_kind *how = &loader->dialect->kinds[record->kind];
	for (size_t i = 0; i < how->fields.count; i++) {
		const struct dialect_field *field = &how->fields.items[i];
		for (size_t c = 0; c < match->count && field->source == SOURCE_PATH; c++) {
			if (!str_equal(match->names[c], field->name))
				continue;
			struct material material = { .source = SOURCE_PATH,
						     .text = match->values[c],
						     .page = page,
						     .place = place_file(page->path) };
			values_add(loader, record, field, &material, false);
		}
	}
}

static struct str
strip_prefixes(const struct strs *prefixes, struct str title)
{
	for (size_t i = 0; i < prefixes->count; i++)
		if (str_starts(title, prefixes->items[i]))
			return str_trim(str_from_offset(title, prefixes->items[i].length));
	return title;
}

static void
extract_title(struct loader *loader, struct record *record, const struct page *page)
{
	const struct dialect_kind *how = &loader->dialect->kinds[record->kind];
	static const struct dialect_field field = { .source = SOURCE_TITLE, .field = FIELD_TITLE };
	struct material material = { .source = SOURCE_TITLE, .page = page };
	material.text = page->kept ? page->kept->title : page->title;
	material.place = place_file(page->path);
	if (page->heading_count && page->doc->nodes[page->headings[0]].level == 1) {
		uint32_t heading = page->headings[0];
		struct str title = str_trim(doc_plain(loader->arena, page->doc, heading));
		title = strip_prefixes(&how->title_prefixes, title);
		if (title.length)
			material.text = title;
		material.place = doc_node_place(page->doc, heading);
		material.offset = page->doc->nodes[heading].offset;
		material.length = page->doc->nodes[heading].span;
	}
	values_add(loader, record, &field, &material, false);
}

/* Of a YAML file in the page's folder. */
static struct str
companion_path(struct loader *loader, const struct page *page, struct str name)
{
	return path_join(loader->arena, path_dir(page->path), name);
}

static void
extract_companion(struct loader *loader, struct record *record, const struct page *page,
		  struct str name)
{
	struct str path = companion_path(loader, page, name);
	extract_members(loader, record, datafile_find(loader->model, path), SOURCE_FILE, NULL);
}

static void
extract_constants(struct loader *loader, struct record *record, const struct page *page,
		  const struct dialect_page *how, const struct path_match *match)
{
	for (size_t i = 0; i < how->constant_count; i++) {
		struct dialect_field field = { .source = SOURCE_PATH,
					       .field = how->constants[i].field };
		struct material material = { .source = SOURCE_PATH,
					     .page = page,
					     .place = place_file(page->path) };
		if (!record_said(record, field.field) &&
		    path_fill(loader->arena, how->constants[i].value, match, page->name,
			      &material.text))
			values_add(loader, record, &field, &material, false);
	}
}

/* Makes the page's record, if it is one. */
static void
add_page_record(struct loader *loader, struct page *page)
{
	struct path_match match;
	struct kept *kept = page->kept;
	const struct dialect_page *how = extract_page_row(loader, page, &match);
	page->ignored = how && how->ignore;
	if (!how || how->ignore)
		return;
	page->record = loader_add(
		loader, &(struct new_record){ .kind = how->kind,
					      .id = extract_page_id(loader, page, how, &match),
					      .place = extract_page_place(page),
					      .order = loader_order(page, 0),
					      .home = page,
					      .unique = true,
					      .memory = kept ? &kept->record : NULL,
					      .arena = kept ? kept->arena : NULL });
	page->record->page = page;
	page->record->end_node = page->doc->count;
	/* Here, because the model keeps the file; its fields are read on all cores. */
	if (how->companion.length)
		datafile_read(loader->model, loader->reader,
			      companion_path(loader, page, how->companion), loader->diags);
}

static void
extract_fields(struct loader *loader, struct record *record, struct page *page,
	       const struct dialect_page *how, const struct path_match *match)
{
	extract_members(loader, record, page->front, SOURCE_FRONT, page);
	if (how->companion.length)
		extract_companion(loader, record, page, how->companion);
	extract_metadata(loader, record, page);
	extract_title(loader, record, page);
	extract_sections(loader, record, page);
	extract_path(loader, record, page, match);
	extract_constants(loader, record, page, how, match);
}

static size_t
list_titles(struct arena *arena, const struct record *record, struct map_key **ret_titles)
{
	size_t count = 0, room = 0;
	const struct statement *first = record->fields[FIELD_TITLE];
	for (const struct statement *said = first; said; said = said->next)
		room += said->count > 0;
	*ret_titles = ARENA_ARRAY(arena, struct map_key, room);
	for (const struct statement *said = first; said; said = said->next)
		if (said->count)
			(*ret_titles)[count++] = loader_title_key(arena, said->values[0].text);
	return count;
}

/* The fields are read into an empty record: what they say depends on its kind alone. */
static void
read_kept(struct loader *loader, struct page *page, enum kind kind, const struct dialect_page *how,
	  const struct path_match *match)
{
	struct kept *kept = page->kept;
	struct record empty = { .kind = kind };
	struct loader own = *loader;
	own.arena = kept->arena;
	kept->title = arena_copy(kept->arena, page->title);
	extract_fields(&own, &empty, page, how, match);
	kept_take(kept->arena, loader, &kept->fields, &empty);
	kept->title_count = list_titles(kept->arena, &empty, &kept->titles);
}

/* A page with a companion says what two files say: the page alone does not tell whether it changed. */
static void
extract_kept(struct loader *loader, struct page *page, const struct dialect_page *how,
	     const struct path_match *match)
{
	struct kept *kept = page->kept;
	struct record *record = page->record;
	if (!kept->fields.is_read || kept->fields.kind != record->kind ||
	    !str_equal(kept->title, page->title))
		read_kept(loader, page, record->kind, how, match);
	kept_give(loader->arena, &kept->fields, record, false);
}

/* When all pages have their records. */
static void
extract_page(struct loader *loader, struct page *page)
{
	struct record *record = page->record;
	struct path_match match;
	const struct dialect_page *how = record ? extract_page_row(loader, page, &match) : NULL;
	if (!how)
		return;
	if (page->kept && !how->companion.length)
		extract_kept(loader, page, how, &match);
	else
		extract_fields(loader, record, page, how, &match);
	extract_parent(loader, record, how, &match);
}

static void
note_titles(struct loader *loader, const struct page *page)
{
	const struct kept *kept = page->kept;
	struct map_key *titles = kept && kept->fields.is_read ? kept->titles : NULL;
	size_t count =
		titles ? kept->title_count : list_titles(loader->arena, page->record, &titles);
	for (size_t i = 0; i < count; i++)
		loader_note_title(loader, page->record, titles[i]);
}

void
extract_pages(struct loader *loader, struct workers *workers)
{
	const struct model *model = loader->model;
	for (size_t i = 0; i < model->page_count; i++)
		add_page_record(loader, model->pages[i]);
	workers_each_page(workers, extract_page);
	for (size_t i = 0; i < model->page_count; i++)
		if (model->pages[i]->record)
			note_titles(loader, model->pages[i]);
}

bool
extract_again(struct again *again, struct page *page, const struct kept *before)
{
	struct loader *loader = again->loader;
	struct kept *kept = page->kept;
	struct record *record = page->record;
	struct path_match match;
	const struct dialect_page *how = extract_page_row(loader, page, &match);
	if (how != before->how)
		return false;
	if (!record)
		return true;
	if (!str_equal(extract_page_id(loader, page, how, &match).text, before->id.text))
		return false;
	read_kept(loader, page, before->fields.kind, how, &match);
	record->place = extract_page_place(page);
	record->end_node = page->doc->count;
	people_again(again, record, &before->fields, &kept->fields);
	*VEC_PUSH(loader->arena, &again->records) = record;
	return title_again(again, record, before, kept);
}

bool
extract_add(struct again *again, struct page *page)
{
	add_page_record(again->loader, page);
	again->has_rows = true;
	return !page->record || (!rows_tie(again->loader, page->record->kind) &&
				 str_equal(page->record->id, page->kept->id.text));
}

void
extract_added(struct again *again, struct page *page)
{
	extract_page(again->loader, page);
	if (page->record)
		note_titles(again->loader, page);
}
