/*
 * markdown_memory: the parser's memory, from an arena.
 *
 * The parser asks for a few hundred bytes several times a line, and gives back its tree node by
 * node.  From an arena both together cost a third of what they cost with malloc and free.
 */
#ifndef TEXT_MARKDOWN_MEMORY_H
#define TEXT_MARKDOWN_MEMORY_H

#include "base/arena.h"

#include <cmark-gfm.h>

/* Until parser_memory_leave() is called in this thread, what the parser asks for comes from the
   arena.  Nothing of it needs to be freed by the parser's functions. */
cmark_mem *parser_memory_enter(struct arena *arena);
void parser_memory_leave(void);

/* Between the two: the same functions again, and the arena. */
cmark_mem *parser_memory(void);
struct arena *parser_memory_arena(void);

#endif
