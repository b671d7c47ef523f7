/* The message log, newest first. */
#include "config.h"

#include <stdio.h>

#include "base/buf.h"
#include "ui/dialog.h"

#define STAMP_CELLS 17

static void write(const struct dialog *d, const struct scene *s, struct page *page)
{
    (void)d;
    const struct messages *m = s->view->messages;
    page_labels(page, STAMP_CELLS);
    for (size_t i = 0; i < messages_count(m); i++) {
        const struct message *message = messages_at(m, i);
        char stamp[32];
        time_format_stamp(message->wall, s->view->wall, stamp, sizeof stamp);
        struct buf text = {0};
        buf_adds(&text, message->text);
        if (message->count > 1)
            buf_addf(&text, " (%u times)", message->count);
        page_item(page, ROLE_DIM, stamp, theme_level_role(message->level), buf_str(&text),
                  -1);
        buf_free(&text);
    }
    if (messages_count(m) == 0)
        page_text(page, ROLE_DIM, "Nothing was said so far.");
}

struct dialog *dialog_messages(int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_TEXT, "Messages", now);
    d->cells = 100;
    d->write = write;
    return d;
}
