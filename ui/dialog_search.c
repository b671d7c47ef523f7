/* Searching in a dialog. */
#include "config.h"

#include <string.h>

#include "ui/dialog.h"

void dialog_search(struct dialog *d, const char *text)
{
    struct dialog_search *s = &d->search;
    finder_set(&s->text, text, strlen(text));
    s->here = -1;
    s->step = 0;
    s->begin = s->text.len > 0;
}

void dialog_search_step(struct dialog *d, int step)
{
    d->search.step += step;
}

/* The match that is step (1 or -1) lines on from line, round the end; -1: none is. */
static int neighbour(const struct page *page, int line, int step)
{
    int count = (int)page->count;
    for (int i = 0; i < count; i++) {
        line = (line + step + count) % count;
        if (page_matches(page, (size_t)line))
            return line;
    }
    return -1;
}

static void count_matches(struct dialog_search *s, const struct page *page)
{
    s->at = s->of = 0;
    for (size_t i = 0; i < page->count; i++) {
        if (!page_matches(page, i))
            continue;
        s->of++;
        if ((int)i <= s->here)
            s->at = s->of;
    }
}

/* The line comes into sight, with some of what is around it. */
static void show_line(struct dialog *d, int line)
{
    if (line < d->top || line >= d->top + d->rows)
        d->top = line > d->rows / 3 ? line - d->rows / 3 : 0;
}

bool dialog_seeks(const struct dialog *d)
{
    return d->search.text.len > 0 && (d->search.begin || d->search.step != 0);
}

bool dialog_may_match(const struct dialog *d)
{
    return d->search.text.len > 0 && (d->search.begin || d->search.of > 0);
}

void dialog_seek(struct dialog *d, struct page *page)
{
    struct dialog_search *s = &d->search;
    page->search = &s->text;
    if (s->text.len == 0 || page->count == 0)
        return;
    bool moves = s->begin || s->step != 0;
    if (s->begin)
        s->here = neighbour(page, s->origin - 1, 1);
    for (; s->step > 0; s->step--)
        s->here = neighbour(page, s->here, 1);
    for (; s->step < 0; s->step++)
        s->here = neighbour(page, s->here < 0 ? 0 : s->here, -1);
    s->begin = false;
    if (moves && s->here >= 0)
        show_line(d, s->here);
    count_matches(s, page);
    page->here = s->here;
}
