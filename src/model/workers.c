/* Threads for steps that look at each page by itself. */
#include "base/limits.h"
#include "base/parallel.h"
#include "model/loader.h"

struct worker {
	struct arena arena, scratch;
	struct diags diags;
	struct loader loader;
};

struct workers {
	struct model *model;
	page_step *step;
	size_t count;
	struct worker all[LIMIT_THREADS];
};

struct workers *
workers_open(struct model *model, struct diags *diags)
{
	struct workers *workers = ARENA_NEW(model->arena, struct workers);
	bool ready = true;
	workers->model = model;
	workers->count = model->cache ? 1 : parallel_workers(model->page_count);
	for (size_t i = 0; i < workers->count; i++) {
		struct worker *worker = &workers->all[i];
		arena_init(&worker->arena);
		arena_init(&worker->scratch);
		diag_init(&worker->diags, &worker->arena);
		worker->loader = (struct loader){ .model = model,
						  .dialect = model->dialect,
						  .arena = &worker->arena,
						  .scratch = &worker->scratch,
						  .diags = &worker->diags,
						  .reader = repo_reader_open(model->repo, diags) };
		ready = ready && worker->loader.reader;
	}
	if (ready)
		return workers;
	workers_close(workers, diags);
	return NULL;
}

static void
run_step(void *context, size_t index, size_t worker)
{
	struct workers *workers = context;
	workers->step(&workers->all[worker].loader, workers->model->pages[index]);
}

void
workers_each_page(struct workers *workers, page_step *step)
{
	workers->step = step;
	parallel_run(workers->model->page_count, workers->count, run_step, workers);
}

void
workers_close(struct workers *workers, struct diags *diags)
{
	for (size_t i = 0; i < workers->count; i++) {
		struct worker *worker = &workers->all[i];
		if (worker->loader.reader)
			repo_reader_close(worker->loader.reader);
		arena_free(&worker->scratch);
		diag_append(diags, &worker->diags);
		arena_adopt(workers->model->arena, &worker->arena);
	}
}
