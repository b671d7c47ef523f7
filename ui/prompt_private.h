/* What a prompt is made of. Private to ui/prompt*.c. */
#ifndef CODATOP_UI_PROMPT_PRIVATE_H
#define CODATOP_UI_PROMPT_PRIVATE_H

#include "ui/candidates.h"
#include "ui/line.h"
#include "ui/prompt.h"

struct prompt {
    const struct prompt_ops *ops;
    struct line line;
    size_t wrong_start, wrong_len;
    char *message, *note; /* NULL: none */
    /* Which line of the history shows, counted from the newest; 0: what was typed. */
    size_t back;
    char *typed;               /* what was typed before the history was looked into */
    struct candidates offered; /* by the last Tab */
    size_t offered_at;         /* the one that shows; count: none of them yet */
    size_t offered_start;
    bool pasted_blank; /* a line of what is pasted ended, and nothing came after it yet */
};

#endif
