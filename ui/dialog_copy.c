/* What can be copied, as a menu; and what was copied, to be selected by hand where the
 * terminal did not take it. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/dialog_copy.h"
#include "ui/lines.h"

/* --- the menu -------------------------------------------------------------------------
 */

struct item {
    char letter; /* '\0': none */
    char *label, *text;
};

struct menu {
    struct item *items;
    size_t count, cursor;
};

static void release_menu(void *data)
{
    struct menu *menu = data;
    for (size_t i = 0; i < menu->count; i++) {
        free(menu->items[i].label);
        free(menu->items[i].text);
    }
    free(menu->items);
    free(menu);
}

/* The first line of a text tells enough of it. */
static void write_item(struct page *page, const struct item *item, bool here)
{
    char label[8];
    snprintf(label, sizeof label, "%s %c", here ? ">" : " ",
             item->letter ? item->letter : ' ');
    size_t len = 0;
    while (item->text[len] && item->text[len] != '\n')
        len++;
    char *line = item->text[len] == '\n' ? xasprintf("%s", item->label)
                                         : xasprintf("%s: %s", item->label, item->text);
    page_item(page, ROLE_KEY, label, here ? ROLE_STRONG : ROLE_TEXT, line, -1);
    free(line);
}

/* The item under the cursor stays in sight. */
static void write_menu(const struct dialog *d, const struct scene *s, struct page *page)
{
    const struct menu *menu = d->data;
    page_labels(page, 3);
    for (size_t i = 0; i < menu->count; i++) {
        int first = page->height;
        write_item(page, &menu->items[i], i == menu->cursor);
        if (i != menu->cursor)
            continue;
        if (first < page->top)
            page->jump = first;
        else if (page->height - page->top > page->rows)
            page->jump = page->height - page->rows;
    }
    char *how = scene_expand(s, "A letter or {choose} copies; {leave} leaves.");
    page_text(page, ROLE_TEXT, "");
    page_text(page, ROLE_DIM, how);
    free(how);
}

struct dialog *dialog_copy(int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_MENU, "Copy", now);
    d->data = xcalloc(1, sizeof(struct menu));
    d->release = release_menu;
    d->write = write_menu;
    d->cells = 76;
    return d;
}

void dialog_copy_add(struct dialog *d, char letter, const char *label, const char *text)
{
    struct menu *menu = d->data;
    if (!text || !*text)
        return;
    menu->items = xreallocarray(menu->items, menu->count + 1, sizeof *menu->items);
    menu->items[menu->count++] = (struct item){letter, xstrdup(label), xstrdup(text)};
}

void dialog_copy_move(struct dialog *d, enum list_move move)
{
    struct menu *menu = d->data;
    size_t last = menu->count > 0 ? menu->count - 1 : 0;
    if (move == LIST_UP && menu->cursor > 0)
        menu->cursor--;
    else if (move == LIST_DOWN && menu->cursor < last)
        menu->cursor++;
    else if (move == LIST_FIRST || move == LIST_PAGE_UP)
        menu->cursor = 0;
    else if (move == LIST_LAST || move == LIST_PAGE_DOWN)
        menu->cursor = last;
}

const char *dialog_copy_chosen(const struct dialog *d)
{
    const struct menu *menu = d->data;
    return menu->cursor < menu->count ? menu->items[menu->cursor].text : NULL;
}

const char *dialog_copy_letter(const struct dialog *d, int key)
{
    const struct menu *menu = d->data;
    for (size_t i = 0; i < menu->count; i++)
        if (menu->items[i].letter && menu->items[i].letter == key)
            return menu->items[i].text;
    return NULL;
}

/* --- what was copied ------------------------------------------------------------------
 */

struct copied {
    struct lines lines;
    const char *told;
    char *text;
};

static void release_copied(void *data)
{
    struct copied *copied = data;
    lines_free(&copied->lines);
    free(copied->text);
    free(copied);
}

static void write_copied(const struct dialog *d, const struct scene *s, struct page *page)
{
    struct copied *copied = d->data;
    (void)s;
    page_text(page, ROLE_DIM, copied->told);
    page_text(page, ROLE_TEXT, "");
    lines_set(&copied->lines, copied->text, 1);
    lines_write(&copied->lines, page);
}

static const char *const outcomes[] = {
    [CLIPBOARD_IMPOSSIBLE] = "This terminal takes no clipboard; here it is to select:",
    [CLIPBOARD_SENT] = "Copied, if your terminal allows it; here it is to select:",
    [CLIPBOARD_TMUX_TOOK] = "Copied into tmux's buffer and, if your terminal allows it, "
                            "your clipboard; here it is to select:",
};

struct dialog *dialog_copied(const char *text, enum clipboard_outcome outcome,
                             int64_t now)
{
    bool done = outcome != CLIPBOARD_IMPOSSIBLE;
    struct dialog *d = dialog_new(DIALOG_TEXT, done ? "Copied" : "Not copied", now);
    struct copied *copied = xcalloc(1, sizeof *copied);
    size_t len = strlen(text);
    copied->lines.flat = true;
    copied->told = outcomes[outcome];
    copied->text = xasprintf("%s%s", text, len > 0 && text[len - 1] == '\n' ? "" : "\n");
    d->data = copied;
    d->release = release_copied;
    d->bare = true;
    d->write = write_copied;
    return d;
}
