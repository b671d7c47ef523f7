/* A question that is answered by yes or no. */
#include "config.h"

#include <stdlib.h>

#include "base/xmalloc.h"
#include "ui/dialog.h"

static void write(const struct dialog *d, const struct scene *s, struct page *page)
{
    char *answers = scene_expand(s, "[{yes}] yes  [{no}] no");
    page_text(page, ROLE_TEXT, d->question);
    page_text(page, ROLE_KEY, answers);
    free(answers);
}

struct dialog *dialog_question_intent(const char *question, const char *title,
                                      enum ui_intent_type intent, int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_QUESTION, title, now);
    d->question = xstrdup(question);
    d->intent = intent;
    d->cells = 60;
    d->write = write;
    return d;
}

struct dialog *dialog_question(const char *question, const struct call *call, int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_QUESTION, "Refresh", now);
    d->question = xstrdup(question);
    d->call = call_copy(call);
    d->cells = 60;
    d->write = write;
    return d;
}
