/*
 * markdown_strike: strikethrough, made of runs of one or two tildes.
 *
 * A run may begin or end it by the rules that hold for emphasis; a pair are children of the same
 * node and of the same length.
 */
#include "text/markdown_adapt.h"

#include "base/utf8.h"

#define OPENER_STEPS 64 /* how many runs are tried for one that ends */

/* ASCII's punctuation, Latin-1's, the general kind and that of East Asia: what stands next to
   tildes. */
static bool
is_punctuation(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ '!', '/' },       { ':', '@' },       { '[', '`' },       { '{', '~' },
		{ 0xA1, 0xA1 },     { 0xA7, 0xA7 },     { 0xAB, 0xAB },     { 0xB6, 0xB7 },
		{ 0xBB, 0xBB },     { 0xBF, 0xBF },     { 0x2010, 0x2027 }, { 0x2030, 0x205E },
		{ 0x3001, 0x3003 }, { 0x3008, 0x3011 },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

/* The character before content[at], a line break at the start. */
static uint32_t
character_before(const struct content *content, size_t at)
{
	size_t start = at;

	if (at == 0)
		return '\n';
	do
		start--;
	while (start > 0 && ((unsigned char)content->text.data[start] & 0xC0) == 0x80);
	return utf8_next(content->text, &start);
}

static uint32_t
character_at(const struct content *content, size_t at)
{
	return at < content->text.length ? utf8_next(content->text, &at) : '\n';
}

struct tildes
adapt_flanks(const struct content *content, size_t at, size_t length)
{
	uint32_t before = character_before(content, at);
	uint32_t after = character_at(content, at + length);
	bool space_before = utf8_is_space(before);
	bool space_after = utf8_is_space(after);

	return (struct tildes){
		.length = (uint8_t)length,
		.can_open = !space_after &&
			    (!is_punctuation(after) || space_before || is_punctuation(before)),
		.can_close = !space_before &&
			     (!is_punctuation(before) || space_after || is_punctuation(after)),
	};
}

/* Whether the two may go together (CommonMark's rule of three). */
static bool
may_pair(struct tildes opener, struct tildes closer)
{
	return opener.can_open &&
	       (!(closer.can_open || opener.can_close) || closer.length % 3 == 0 ||
		(opener.length + closer.length) % 3 != 0);
}

/* The nearest run before items[closer], not before `first`, that may open; `closer` if none. */
static size_t
find_opener(const struct tildes *items, size_t first, size_t closer)
{
	size_t last = closer > first + OPENER_STEPS ? closer - OPENER_STEPS : first;

	for (size_t i = closer; i-- > last;)
		if (may_pair(items[i], items[closer]))
			return i;
	return closer;
}

static void
strike(struct adapter *adapter, struct tildes opener, struct tildes closer)
{
	struct node *node = &adapter->nodes.items[opener.node];
	struct node *last = &adapter->nodes.items[closer.node];

	node->kind = NODE_STRIKE;
	node->flags = 0;
	node->end = closer.node + 1;
	node->span = last->offset + last->span - node->offset;
	node->text = NULL;
	node->length = 0;
	last->flags = ADAPT_DROPPED;
	adapter->has_dropped = true;
}

void
adapt_tildes(struct adapter *adapter, size_t first)
{
	struct tildes *items = adapter->tildes.items;
	size_t kept = first; /* those before the one being looked at that are still free */

	for (size_t i = first; i < adapter->tildes.count; i++) {
		size_t opener;

		items[kept] = items[i];
		opener = items[kept].can_close ? find_opener(items, first, kept) : kept;
		if (opener == kept || items[opener].length != items[kept].length) {
			kept++;
			continue;
		}
		strike(adapter, items[opener], items[kept]);
		kept = opener; /* what stands between the two cannot pair any more */
	}
	adapter->tildes.count = first;
}
