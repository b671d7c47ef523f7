/* The prompt: its keys, its history and its completion. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/keys.h"
#include "ui/prompt_private.h"
#include "ui/state.h"

static void prompt_free(struct prompt *p)
{
    if (!p)
        return;
    line_free(&p->line);
    free(p->message);
    free(p->note);
    free(p->typed);
    candidates_free(&p->offered);
    free(p);
}

void ui_open_prompt(struct ui *ui, const struct prompt_ops *ops, const char *text)
{
    ui_close_prompt(ui);
    struct prompt *p = xcalloc(1, sizeof *p);
    p->ops = ops;
    line_set(&p->line, text);
    ui->prompt = p;
}

void ui_close_prompt(struct ui *ui)
{
    prompt_free(ui->prompt);
    ui->prompt = NULL;
}

const char *prompt_text(const struct prompt *p)
{
    return line_text(&p->line);
}

size_t prompt_cursor(const struct prompt *p)
{
    return p->line.cursor;
}

void prompt_mark(struct prompt *p, size_t start, size_t len, const char *message)
{
    char *copy = xstrdup(message);
    free(p->message);
    p->message = copy;
    p->wrong_start = start;
    p->wrong_len = message ? len : 0;
}

bool prompt_is_marked(const struct prompt *p)
{
    return p->message != NULL;
}

void prompt_note(struct prompt *p, const char *note)
{
    char *copy = xstrdup(note);
    free(p->note);
    p->note = copy;
}

/* --- keys ------------------------------------------------------------------------- */

static void text_changed(struct ui *ui, const struct ui_view *view)
{
    struct prompt *p = ui->prompt;
    prompt_mark(p, 0, 0, NULL);
    prompt_note(p, NULL);
    if (p->ops->changed)
        p->ops->changed(ui, view, p);
}

/* The prompt is closed while its purpose runs, which may open another one. */
static void finish(struct ui *ui, const struct ui_view *view, bool accepted,
                   struct ui_intent *intent)
{
    struct prompt *p = ui->prompt;
    ui->prompt = NULL;
    if (accepted)
        prompt_history_add(&ui->histories, p->ops->label, prompt_text(p));
    p->ops->done(ui, view, p, accepted, intent);
    if (accepted && prompt_is_marked(p) && !ui->prompt)
        ui->prompt = p;
    else
        prompt_free(p);
}

static void show_from_history(struct ui *ui, const struct ui_view *view, bool older)
{
    struct prompt *p = ui->prompt;
    if (!older && p->back == 0)
        return;
    size_t back = older ? p->back + 1 : p->back - 1;
    const char *line =
        back == 0 ? p->typed : prompt_history_line(&ui->histories, p->ops->label, back);
    if (!line)
        return;
    if (p->back == 0) {
        free(p->typed);
        p->typed = xstrdup(prompt_text(p));
    }
    p->back = back;
    line_set(&p->line, line);
    text_changed(ui, view);
}

/* --- completion ------------------------------------------------------------------- */

static void put_offered(struct ui *ui, const struct ui_view *view, const char *word)
{
    struct prompt *p = ui->prompt;
    line_replace(&p->line, p->offered_start, word);
    text_changed(ui, view);
}

static void offer(struct ui *ui, const struct ui_view *view)
{
    struct prompt *p = ui->prompt;
    candidates_free(&p->offered);
    p->offered_start = p->ops->complete(ui, view, p, &p->offered);
    p->offered_at = p->offered.count;
    size_t common = candidates_common(&p->offered);
    if (common > p->line.cursor - p->offered_start || p->offered.count == 1) {
        char *word = xstrndup(p->offered.words[0], common);
        put_offered(ui, view, word);
        free(word);
    }
    if (p->offered.count == 0)
        prompt_note(p, "nothing begins like this");
}

/* The first Tab writes what all words have in common and shows them, further ones write
 * one after another. */
static void complete(struct ui *ui, const struct ui_view *view, bool forward)
{
    struct prompt *p = ui->prompt;
    if (!p->ops->complete)
        return;
    size_t count = p->offered.count;
    if (count < 2) {
        offer(ui, view);
        return;
    }
    if (forward)
        p->offered_at = p->offered_at + 1 < count ? p->offered_at + 1 : 0;
    else
        p->offered_at = p->offered_at > 0 ? p->offered_at - 1 : count - 1;
    put_offered(ui, view, p->offered.words[p->offered_at]);
}

/* --- the keys of a prompt ----------------------------------------------------------- */

static void edit(struct ui *ui, const struct ui_view *view, int key)
{
    struct prompt *p = ui->prompt;
    bool changed;
    candidates_free(&p->offered);
    line_key(&p->line, key, &changed);
    if (!changed)
        return;
    p->back = 0;
    text_changed(ui, view);
}

/* Nothing that is pasted acts: ends of lines become blanks, and other keys nothing. */
static void paste(struct ui *ui, const struct ui_view *view, int key)
{
    struct prompt *p = ui->prompt;
    if (key == KEY_RETURN || key == KEY_TAB_CODE) {
        p->pasted_blank = true;
        return;
    }
    if (key < ' ' || key >= KEY_ARROW_UP)
        return;
    if (p->pasted_blank && prompt_cursor(p) > 0)
        edit(ui, view, ' ');
    p->pasted_blank = false;
    edit(ui, view, key);
}

void ui_prompt_key(struct ui *ui, const struct ui_view *view, int key,
                   struct ui_intent *intent)
{
    if (ui->pasting) {
        paste(ui, view, key);
        return;
    }
    ui->prompt->pasted_blank = false;
    switch (key) {
    case KEY_RETURN:
        finish(ui, view, true, intent);
        break;
    case KEY_ESCAPE:
    case KEY_CTRL('C'):
    case KEY_CTRL('G'):
        finish(ui, view, false, intent);
        break;
    case KEY_TAB_CODE:
    case KEY_BACK_TAB:
        complete(ui, view, key == KEY_TAB_CODE);
        break;
    case KEY_ARROW_UP:
    case KEY_CTRL('P'):
    case KEY_ARROW_DOWN:
    case KEY_CTRL('N'):
        show_from_history(ui, view, key == KEY_ARROW_UP || key == KEY_CTRL('P'));
        break;
    case KEY_CTRL('L'):
        screen_repaint(ui->screen);
        break;
    case KEY_CTRL('Z'):
        intent->type = UI_SUSPEND;
        break;
    default:
        edit(ui, view, key);
        break;
    }
}
