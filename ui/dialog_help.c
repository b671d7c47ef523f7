/* The help screen: the table of commands, and what the symbols mean. */
#include "config.h"

#include <stdlib.h>

#include "ui/command.h"
#include "ui/dialog.h"

#define KEYS_CELLS 14

static void write_commands(const struct scene *s, struct page *page, unsigned scope,
                           unsigned but_not)
{
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &commands[i];
        if (!(c->scope & scope) || (c->scope & but_not))
            continue;
        char keys[64];
        keymap_labels(s->keymap, c, s->draw->ascii, keys, sizeof keys);
        if (!*keys)
            keymap_label(s->keymap, c, s->draw->ascii, keys, sizeof keys);
        char *help = scene_expand(s, c->help);
        page_item(page, ROLE_KEY, keys, ROLE_TEXT, help, -1);
        free(help);
    }
}

static void write_states(const struct scene *s, struct page *page)
{
    static const struct {
        enum state state;
        const char *meaning;
    } rows[] = {
        {STATE_FAILED, "failed"},
        {STATE_ATTENTION, "needs a person: the customer must relink or grant access"},
        {STATE_MOVING, "moving: on its way through Codat's stages"},
        {STATE_COMPLETE, "complete"},
        {STATE_NEVER, "never synced"},
        {STATE_OUT, "not supported, or cancelled"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        page_item(page, theme_state_role(rows[i].state),
                  theme_glyph(rows[i].state, s->draw->ascii), ROLE_TEXT, rows[i].meaning,
                  -1);
}

static void write(const struct dialog *d, const struct scene *s, struct page *page)
{
    (void)d;
    page_labels(page, KEYS_CELLS);
    write_commands(s, page, IN_PANES, 0);
    page_text(page, ROLE_TEXT, "");
    page_text(page, ROLE_STRONG, "In what is open above the panes");
    write_commands(s, page, IN_DIALOG | IN_QUESTION, IN_PANES);
    page_text(page, ROLE_TEXT, "");
    page_text(page, ROLE_STRONG, "Symbols");
    write_states(s, page);
    page_text(page, ROLE_TEXT, "");
    page_text(page, ROLE_DIM,
              "A refresh asks Codat to pull from the source. A read asks Codat what it "
              "knows; reads happen by themselves.");
}

struct dialog *dialog_help(int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_TEXT, "Help", now);
    d->write = write;
    return d;
}
