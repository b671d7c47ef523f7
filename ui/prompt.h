/* The prompt: a line that is edited on the status row, for a filter, a search or a
 * command by name. While one is open every key goes to it. What it is for is in its
 * operations.
 *
 *     static const struct prompt_ops filter_prompt = {"/", changed, done, NULL};
 *     ui_open_prompt(ui, &filter_prompt, "status:failed");
 */
#ifndef CODATOP_UI_PROMPT_H
#define CODATOP_UI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

struct ui;
struct ui_view;
struct ui_intent;
struct draw;
struct prompt;
struct candidates; /* ui/candidates.h */

struct prompt_ops {
    /* Before the text: "/", ":". Prompts of one label share one history. */
    const char *label;
    /* After each change of the text; NULL: nobody wants to know. Its marks were cleared.
     */
    void (*changed)(struct ui *ui, const struct ui_view *view, struct prompt *p);
    /* Enter (accepted) or a key that abandons it. It is closed already: another one may
     * be opened. Where prompt_mark was called with a message and accepted, it opens again
     * as it was, and the text can be mended. Marks of changed are still there, so a
     * text that was marked while it was typed is only accepted by clearing them. */
    void (*done)(struct ui *ui, const struct ui_view *view, struct prompt *p,
                 bool accepted, struct ui_intent *intent);
    /* Adds what could stand at the cursor, and returns the byte where that begins. NULL:
     * nothing is completed. */
    size_t (*complete)(struct ui *ui, const struct ui_view *view, const struct prompt *p,
                       struct candidates *out);
};

/* Opens a prompt with that text (NULL: none), and abandons the one that is open. */
void ui_open_prompt(struct ui *ui, const struct prompt_ops *ops, const char *text);
/* Closes it without a word to its done. */
void ui_close_prompt(struct ui *ui);

/* What was typed, clean; good until the next key. */
const char *prompt_text(const struct prompt *p);
/* Bytes before the cursor. */
size_t prompt_cursor(const struct prompt *p);
/* Underlines bytes [start, start + len) as wrong and shows message (copied) behind the
 * text; NULL clears. */
void prompt_mark(struct prompt *p, size_t start, size_t len, const char *message);
bool prompt_is_marked(const struct prompt *p);
/* Shows a note (copied) behind the text, until the next change; NULL: none. */
void prompt_note(struct prompt *p, const char *note);

/* --- for ui.c ---------------------------------------------------------------------- */

/* What a key does to the open prompt. */
void ui_prompt_key(struct ui *ui, const struct ui_view *view, int key,
                   struct ui_intent *intent);
/* Draws it in cells cells; returns the column of the cursor. */
int prompt_draw(struct prompt *p, struct draw *d, int y, int x, int cells);
/* Draws what Tab offers, if anything, above row y. */
void prompt_draw_list(const struct prompt *p, struct draw *d, int y, int x, int cells);

#endif
