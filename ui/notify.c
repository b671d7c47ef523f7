/* Calls somebody's attention from another window. */
#include "config.h"

#include "ui/notify.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"

#define CELLS_MOST 120 /* of a notification's text */

void notify_add(struct notify *n, const char *text)
{
    if (n->text) {
        n->more++;
        return;
    }
    n->text = xstrdup(text);
}

char *notify_take(struct notify *n, int64_t now, int64_t *when)
{
    *when = INT64_MAX;
    if (!n->text)
        return NULL;
    if (n->last != 0 && now < n->last + NOTIFY_GAP_MS) {
        *when = n->last + NOTIFY_GAP_MS;
        return NULL;
    }
    char *text =
        n->more > 0 ? xasprintf("%s (and %zu more)", n->text, n->more) : xstrdup(n->text);
    notify_free(n);
    n->last = now;
    return text;
}

void notify_free(struct notify *n)
{
    free(n->text);
    n->text = NULL;
    n->more = 0;
}

enum notify_inside notify_inside(const char *tmux, const char *sty)
{
    if (tmux && *tmux)
        return NOTIFY_TMUX;
    return sty && *sty ? NOTIFY_SCREEN : NOTIFY_DIRECT;
}

static char *fit(const char *text)
{
    char *clean = text_cleans(text);
    clean[text_prefix(clean, CELLS_MOST, NULL)] = '\0';
    return clean;
}

char *notify_sequence(enum ui_bell bell, enum notify_inside inside, const char *text)
{
    struct buf b = {0};
    char *clean = fit(text);
    if (bell == UI_BELL_OSC9 && inside == NOTIFY_TMUX)
        buf_addf(&b, "\033Ptmux;\033\033]9;%s\a\033\\\a", clean);
    else if (bell == UI_BELL_OSC9 && inside == NOTIFY_SCREEN)
        buf_addf(&b, "\033P\033]9;%s\a\033\\\a", clean);
    else if (bell == UI_BELL_OSC9)
        buf_addf(&b, "\033]9;%s\a", clean);
    else if (bell == UI_BELL_SOUND)
        buf_addc(&b, '\a');
    free(clean);
    char *bytes = xstrdup(buf_str(&b));
    buf_free(&b);
    return bytes;
}
