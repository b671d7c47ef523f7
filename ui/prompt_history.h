/* What was accepted in prompts, for each label apart. Pure. */
#ifndef CODATOP_UI_PROMPT_HISTORY_H
#define CODATOP_UI_PROMPT_HISTORY_H

#include <stddef.h>

#define PROMPT_HISTORY_LINES 100 /* kept of each label */

struct prompt_history;

struct prompt_histories { /* zeros ({0}) are empty */
    struct prompt_history *list;
    size_t count;
};

/* label must live on. Empty lines are not kept; a line that is there already becomes the
 * newest. */
void prompt_history_add(struct prompt_histories *h, const char *label, const char *line);
/* The line that is back steps before the prompt's own (1: the newest), or NULL. */
const char *prompt_history_line(const struct prompt_histories *h, const char *label,
                                size_t back);
void prompt_history_free(struct prompt_histories *h);

#endif
