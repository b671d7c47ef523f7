/* The help screen: the table of commands, and what the symbols mean; and all about one
 * command. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "ui/command.h"
#include "ui/dialog.h"
#include "ui/keys.h"

#define KEYS_CELLS 14
#define ABOUT_CELLS 8

/* --- the help screen -------------------------------------------------------------- */

/* Before the command of that name stands this line. */
static const struct heading {
    const char *command, *text;
} headings[] = {
    {"refresh", "Refreshing"}, {"details", "Seeing why"},       {"down", "Moving"},
    {"next-pane", "Panes"},    {"filter", "Finding"},           {"mark", "Marking"},
    {"back", "The screen"},    {"read-now", "Everything else"},
};

static void write_heading(struct page *page, const struct command *c)
{
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
        if (strcmp(headings[i].command, c->name) == 0) {
            if (page->count > 0)
                page_text(page, ROLE_TEXT, "");
            page_text(page, ROLE_STRONG, headings[i].text);
        }
}

static void write_command(const struct scene *s, struct page *page,
                          const struct command *c)
{
    char keys[COMMAND_KEYS * KEY_LABEL], name[64];
    snprintf(name, sizeof name, ":%s", c->name);
    keymap_labels(s->keymap, c, s->draw->ascii, keys, sizeof keys);
    char *help = scene_expand(s, c->help);
    page_item(page, ROLE_KEY, *keys ? keys : name, ROLE_TEXT, help, -1);
    if (*keys)
        page_aside(page, name);
    free(help);
}

static void write_commands(const struct scene *s, struct page *page, unsigned scope,
                           unsigned but_not)
{
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &commands[i];
        if (!(c->scope & scope) || (c->scope & but_not))
            continue;
        write_heading(page, c);
        write_command(s, page, c);
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

static void write_signs(const struct scene *s, struct page *page)
{
    bool ascii = s->draw->ascii;
    page_item(page, ROLE_STRONG, ascii ? "*" : "•", ROLE_TEXT,
              "behind a row: it changed a short while ago", -1);
    page_item(page, ROLE_MARKED, ascii ? "*" : "▌", ROLE_TEXT,
              "before a row: the company is marked", -1);
}

/* --- what a filter may contain ------------------------------------------------------ */

static void add_example(const char *word, const char *about, void *arg)
{
    struct buf *b = arg;
    buf_addf(b, "%s%s", b->len > 0 ? "  " : "", about ? about : word);
}

static void write_filters(struct page *page)
{
    static const struct {
        const char *label, *typed;
        enum filter_of of;
    } rows[] = {
        {"companies", "", FILTER_COMPANIES}, {"status:", "status:", FILTER_COMPANIES},
        {"data types", "", FILTER_TYPES},    {"status:", "status:", FILTER_TYPES},
        {"history", "", FILTER_PULLS},       {"status:", "status:", FILTER_PULLS},
    };
    page_text(page, ROLE_STRONG, "What a filter may contain");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf b = {0};
        filter_suggest(rows[i].typed, rows[i].of, add_example, &b);
        page_field(page, rows[i].label, ROLE_TEXT, buf_str(&b));
        buf_free(&b);
    }
    page_text(
        page, ROLE_DIM,
        "Words and \"several words\" are looked for in what the row says. All terms "
        "must hold; ! in front of a term turns it round. Tab completes.");
}

static void write_help(const struct dialog *d, const struct scene *s, struct page *page)
{
    (void)d;
    page_labels(page, KEYS_CELLS);
    write_commands(s, page, IN_PANES, 0);
    page_text(page, ROLE_TEXT, "");
    page_text(page, ROLE_STRONG, "In what is open above the panes");
    write_commands(s, page, IN_DIALOG | IN_QUESTION | IN_MENU, IN_PANES);
    page_text(page, ROLE_TEXT, "");
    page_text(page, ROLE_STRONG, "Symbols");
    write_states(s, page);
    write_signs(s, page);
    page_text(page, ROLE_TEXT, "");
    write_filters(page);
    page_text(page, ROLE_TEXT, "");
    page_text(page, ROLE_DIM,
              "A refresh asks Codat to pull from the source. A read asks Codat what it "
              "knows; reads happen by themselves.");
}

struct dialog *dialog_help(int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_TEXT, "Help", now);
    d->cells = 90;
    d->write = write_help;
    return d;
}

/* --- one command ------------------------------------------------------------------ */

static void write_scope(struct page *page, const struct command *c)
{
    static const struct {
        unsigned scope;
        const char *place;
    } places[] = {
        {IN_PANES, "the panes"},
        {IN_DIALOG, "what is open above them"},
        {IN_QUESTION, "questions"},
        {IN_MENU, "menus"},
    };
    struct buf b = {0};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (c->scope & places[i].scope)
            buf_addf(&b, "%s%s", b.len > 0 ? ", " : "", places[i].place);
    if (c->scope & BY_NAME)
        buf_adds(&b, "; by name everywhere");
    page_field(page, "Works in", ROLE_TEXT, buf_str(&b));
    buf_free(&b);
}

static void write_about(const struct dialog *d, const struct scene *s, struct page *page)
{
    const struct command *c = d->command;
    char keys[COMMAND_KEYS * KEY_LABEL], name[128];
    snprintf(name, sizeof name, ":%s%s%s", c->name, c->takes ? " " : "",
             c->takes ? c->takes : "");
    keymap_labels(s->keymap, c, s->draw->ascii, keys, sizeof keys);
    char *help = scene_expand(s, c->help);
    page_labels(page, ABOUT_CELLS);
    page_field(page, "Command", ROLE_STRONG, name);
    page_field(page, "Keys", ROLE_KEY, *keys ? keys : "none");
    page_field(page, "Does", ROLE_TEXT, help);
    write_scope(page, c);
    if (c->needs & NEEDS_POST)
        page_field(page, "Sends", ROLE_TEXT,
                   "refreshes to Codat; switched off by --read-only");
    if (strcmp(c->name, "filter") == 0) {
        page_text(page, ROLE_TEXT, "");
        page_labels(page, KEYS_CELLS);
        write_filters(page);
    }
    free(help);
}

struct dialog *dialog_command(const struct command *c, int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_TEXT, "Help", now);
    d->command = c;
    d->write = write_about;
    return d;
}
