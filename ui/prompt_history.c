/* What was accepted in prompts. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/prompt_history.h"

struct prompt_history {
    const char *label;
    char *lines[PROMPT_HISTORY_LINES]; /* oldest first */
    size_t count;
};

static struct prompt_history *find(const struct prompt_histories *h, const char *label)
{
    for (size_t i = 0; i < h->count; i++)
        if (strcmp(h->list[i].label, label) == 0)
            return &h->list[i];
    return NULL;
}

static struct prompt_history *make(struct prompt_histories *h, const char *label)
{
    h->list = xreallocarray(h->list, h->count + 1, sizeof *h->list);
    struct prompt_history *p = &h->list[h->count++];
    *p = (struct prompt_history){.label = label};
    return p;
}

static void take_out(struct prompt_history *p, size_t i)
{
    free(p->lines[i]);
    p->count--;
    memmove(&p->lines[i], &p->lines[i + 1], (p->count - i) * sizeof *p->lines);
}

void prompt_history_add(struct prompt_histories *h, const char *label, const char *line)
{
    if (!*line)
        return;
    struct prompt_history *p = find(h, label);
    if (!p)
        p = make(h, label);
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->lines[i], line) == 0) {
            take_out(p, i);
            break;
        }
    if (p->count == PROMPT_HISTORY_LINES)
        take_out(p, 0);
    p->lines[p->count++] = xstrdup(line);
}

const char *prompt_history_line(const struct prompt_histories *h, const char *label,
                                size_t back)
{
    const struct prompt_history *p = find(h, label);
    return p && back > 0 && back <= p->count ? p->lines[p->count - back] : NULL;
}

void prompt_history_free(struct prompt_histories *h)
{
    for (size_t i = 0; i < h->count; i++)
        for (size_t n = 0; n < h->list[i].count; n++)
            free(h->list[i].lines[n]);
    free(h->list);
    *h = (struct prompt_histories){0};
}
