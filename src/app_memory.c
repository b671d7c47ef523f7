/* What was arranged on the screen is remembered from one run to the next. Whatever is
 * wrong with that costs one message at most. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "app_config.h"
#include "app_state.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "config/state.h"

#define WRITE_EVERY_MS 60000

static void complain(struct app *app, char *why)
{
    if (!app->memory.told)
        messages_add(app->messages, MESSAGE_WARNING, "%s", why);
    app->memory.told = true;
    free(why);
}

/* Whose text that is: a file that somebody may have forgotten. */
static void complain_of_file(struct app *app, char *why)
{
    complain(app, xasprintf("What was arranged is forgotten: %s", why));
    free(why);
}

static void recall_pair(struct app *app, struct ui_config *ui, const struct config *file,
                        const struct config_pair *p)
{
    char *why = NULL;
    /* Another version's file may hold more than this one knows. */
    if (strcmp(p->section, UI_ARRANGEMENT) != 0 ||
        !ui_settings_exists(p->section, p->name) ||
        ui_settings_set(ui, p->section, p->name, p->value, &why))
        return;
    complain_of_file(app, config_complaint(file->path, p->line, why));
    free(why);
}

void app_recall(struct app *app, struct ui_config *ui)
{
    app->memory.path = state_place();
    if (!app->memory.path)
        return;
    char *why = NULL;
    struct config *file = config_read(app->memory.path, false, &why);
    if (!file) {
        complain_of_file(app, why);
        return;
    }
    for (size_t i = 0; i < file->count; i++)
        recall_pair(app, ui, file, &file->pairs[i]);
    config_free(&file);
}

static void add_pair(const char *name, const char *value, void *pairs)
{
    state_add(pairs, name, value);
}

static char *arrangement(const struct app *app)
{
    struct buf pairs = {0};
    ui_arrangement(app->ui, add_pair, &pairs);
    return buf_take(&pairs);
}

void app_begin_memory(struct app *app, int64_t now)
{
    app->memory.written = arrangement(app);
    app->memory.next = now + WRITE_EVERY_MS;
}

static void write_changed(struct app *app, char *pairs)
{
    char *why = NULL;
    if (text_same(pairs, app->memory.written)) {
        free(pairs);
        return;
    }
    if (!state_write(app->memory.path, UI_ARRANGEMENT, pairs, &why))
        complain(app, why);
    free(app->memory.written);
    app->memory.written = pairs;
}

void app_remember(struct app *app, int64_t now)
{
    if (!app->memory.path || now < app->memory.next)
        return;
    app->memory.next = now + WRITE_EVERY_MS;
    write_changed(app, arrangement(app));
}

/* The screen is given back before anything is written. */
void app_end_memory(struct app *app)
{
    char *pairs = app->ui && app->memory.path ? arrangement(app) : NULL;
    ui_close(&app->ui);
    if (pairs)
        write_changed(app, pairs);
    free(app->memory.path);
    free(app->memory.written);
}
