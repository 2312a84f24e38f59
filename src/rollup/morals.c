/*
 * morals: read, ranked, one a story.
 */
#include "rollup/morals.h"

#define DAMPING 0.15 /* of LexRank: what each moral has by itself */
#define ROUNDS 50
#define CENTRAL 0.7   /* of what counts; the rest is being new */
#define MOST 1000     /* morals that are compared, but for one a story */
#define THE_SAME 0.45 /* cosine at which two morals are one point */

static void
add_moral(struct corpus *corpus, uint32_t document, struct str text, struct morals *morals)
{
	text = str_trim(text);
	if (text.length > 0)
		*VEC_PUSH(corpus->arena, morals) =
			(struct moral){ .document = document, .text = text, .like = CORPUS_NONE };
}

/* Each point of the section, or each paragraph where it has none. */
static void
read_nodes(struct corpus *corpus, uint32_t document, const struct statement *said,
	   struct morals *morals)
{
	const struct doc *doc = said->page->doc;
	size_t before = morals->count;

	for (int kind = NODE_ITEM; morals->count == before; kind = NODE_PARAGRAPH) {
		for (uint32_t i = said->first_node; i < said->end_node;) {
			bool is_moral = doc->nodes[i].kind == kind;

			if (is_moral)
				add_moral(corpus, document, doc_plain(corpus->arena, doc, i),
					  morals);
			i = is_moral ? doc->nodes[i].end : i + 1;
		}
		if (kind == NODE_PARAGRAPH)
			break;
	}
}

static void
read_record(struct corpus *corpus, uint32_t document, const struct record *record,
	    struct morals *morals)
{
	const struct statement *said = record_said(record, FIELD_MORALS);

	if (said != NULL && said->page != NULL && said->end_node > said->first_node)
		read_nodes(corpus, document, said, morals);
	else if (said != NULL)
		for (uint32_t v = 0; v < said->count; v++)
			add_moral(corpus, document, said->values[v].text, morals);
	for (size_t i = 0; i < record->children.count; i++)
		if (record->children.items[i]->kind == KIND_STORY)
			read_record(corpus, document, record->children.items[i], morals);
}

/* A moral may have words that no document has: its line was a template's. */
static void
weigh(struct corpus *corpus, struct morals *morals)
{
	struct tokens *tokens = ARENA_ARRAY(corpus->arena, struct tokens, morals->count);
	size_t known = corpus->terms.count;
	struct counting counting;
	double *idf;

	for (size_t i = 0; i < morals->count; i++)
		terms_read(&corpus->terms, morals->items[i].text, &tokens[i]);
	counting_init(&counting, corpus->arena, corpus->terms.count);
	idf = ARENA_ARRAY(corpus->arena, double, corpus->terms.count);
	for (size_t t = 0; t < corpus->terms.count; t++)
		idf[t] = t < known ? corpus->idf[t] : 1;
	for (size_t i = 0; i < morals->count; i++) {
		counting_add(&counting, &corpus->terms, &tokens[i]);
		morals->items[i].vector = counting_take(&counting, corpus->arena);
		vector_weigh(&morals->items[i].vector, idf);
	}
	corpus->idf = idf;
}

/* How central each is, the most central 1.  What a moral has in common with itself says nothing. */
static double *
rank(struct arena *arena, const double *cosines, size_t n)
{
	double *ranks = ARENA_ARRAY(arena, double, n), *next = ARENA_ARRAY(arena, double, n);
	double *sums = ARENA_ARRAY(arena, double, n), most = 0;

	for (size_t i = 0; i < n; i++) {
		ranks[i] = 1;
		for (size_t k = 0; k < n; k++)
			sums[i] += k == i ? 0 : cosines[i * n + k];
	}
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < n; i++) {
			next[i] = DAMPING;
			for (size_t k = 0; k < n; k++)
				if (k != i && sums[k] > 0)
					next[i] += (1 - DAMPING) * ranks[k] * cosines[i * n + k] /
						   sums[k];
		}
		memcpy(ranks, next, n * sizeof *ranks);
	}
	for (size_t i = 0; i < n; i++)
		most = ranks[i] > most ? ranks[i] : most;
	for (size_t i = 0; i < n; i++)
		ranks[i] /= most;
	return ranks;
}

struct choice {
	const struct morals *all;
	const double *cosines, *ranks;
	double *nearest; /* how near each is to the nearest of those chosen */
	bool *is_out;    /* chosen, or its document has been */
};

/* The one that counts most besides those chosen; the number of all when none is left. */
static size_t
choose_next(const struct choice *choice)
{
	size_t n = choice->all->count, best = n;
	double best_score = 0;

	for (size_t i = 0; i < n; i++) {
		double score = CENTRAL * choice->ranks[i] - (1 - CENTRAL) * choice->nearest[i];

		if (!choice->is_out[i] && (best == n || score > best_score)) {
			best = i;
			best_score = score;
		}
	}
	return best;
}

static void
take_out(const struct choice *choice, size_t chosen)
{
	size_t n = choice->all->count;

	for (size_t i = 0; i < n; i++) {
		if (choice->cosines[i * n + chosen] > choice->nearest[i])
			choice->nearest[i] = choice->cosines[i * n + chosen];
		if (choice->all->items[i].document == choice->all->items[chosen].document)
			choice->is_out[i] = true;
	}
}

static void
choose(struct arena *arena, const struct choice *choice, struct morals *ret_morals)
{
	size_t n = choice->all->count, best;

	while ((best = choose_next(choice)) < n) {
		struct moral *moral = VEC_PUSH(arena, ret_morals);

		*moral = choice->all->items[best];
		for (uint32_t c = 0; c + 1 < ret_morals->count && moral->like == CORPUS_NONE; c++) {
			const struct moral *earlier = &ret_morals->items[c];

			if (earlier->like == CORPUS_NONE &&
			    vector_dot(&moral->vector, &earlier->vector) >= THE_SAME)
				moral->like = c;
		}
		take_out(choice, best);
	}
}

void
morals_choose(struct corpus *corpus, const struct indexes *documents, struct morals *ret_morals)
{
	size_t most = documents->count > MOST ? 1 : MOST / (documents->count + 1) + 1;
	struct morals all = { 0 };
	double *cosines;

	*ret_morals = (struct morals){ 0 };
	for (size_t i = 0; i < documents->count; i++) {
		size_t before = all.count;

		read_record(corpus, documents->items[i],
			    corpus->documents[documents->items[i]].record, &all);
		if (all.count > before + most)
			all.count = before + most;
	}
	weigh(corpus, &all);
	cosines = ARENA_ARRAY(corpus->arena, double, all.count *all.count);
	for (size_t i = 0; i < all.count; i++)
		for (size_t k = 0; k < all.count; k++)
			cosines[i * all.count + k] =
				vector_dot(&all.items[i].vector, &all.items[k].vector);
	choose(corpus->arena,
	       &(struct choice){ &all, cosines, rank(corpus->arena, cosines, all.count),
				 ARENA_ARRAY(corpus->arena, double, all.count),
				 ARENA_ARRAY(corpus->arena, bool, all.count) },
	       ret_morals);
}
