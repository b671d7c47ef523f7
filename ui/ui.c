/* The screen as a whole: opening, keys to commands, the two steps of a frame
 * (recalculate, repaint), and what is looked at. */
#include "config.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/actions.h"
#include "ui/command.h"
#include "ui/keys.h"
#include "ui/state.h"
#include "ui/subject.h"

/* Most pulls that are read to look for some that match. */
#define HISTORY_SCANNED 2000

#define NOTICE_MS 5000
#define NEIGHBOURS_WANTED 20 /* older pulls than the one whose details are open */
/* What comes so long after the rest was not pasted, whatever the terminal says; Ctrl-C is
 * believed sooner. */
#define PASTE_MS 10000
#define PASTE_STALL_MS 1000

/* --- opening and closing --------------------------------------------------------- */

static bool wants_color(const struct ui_config *config)
{
    const char *no_color = getenv("NO_COLOR");
    return config->color == UI_COLOR_ALWAYS ||
           (config->color == UI_COLOR_AUTO && !(no_color && *no_color));
}

static void arrange(const char *name, const char *value, void *config)
{
    char *error = NULL;
    ui_settings_set(config, UI_ARRANGEMENT, name, value, &error);
    free(error);
}

/* What was arranged is the pane's own from now on. */
static void begin_pane(struct ui *ui, int i)
{
    struct pane_setup *arranged = &ui->config.arranged[i];
    struct pane *p = &ui->panes[i];
    pane_open(p, pane_kinds[i], &ui->config.panes[i]);
    if (arranged->columns.count > 0)
        p->columns = arranged->columns;
    if (arranged->sorted)
        pane_set_sort(p, &arranged->sort);
    *arranged = (struct pane_setup){.sorted = false};
}

/* Opens all that is about one environment. */
static void begin(struct ui *ui)
{
    for (int i = 0; i < PANE_COUNT; i++)
        begin_pane(ui, i);
}

/* Frees it again. */
static void end(struct ui *ui)
{
    while (ui->dialog)
        ui_pop_dialog(ui);
    ui_close_prompt(ui);
    for (int i = 0; i < PANE_COUNT; i++)
        pane_close(&ui->panes[i]);
    free(ui->shown);
    free(ui->finding.query);
    free(ui->finding.before);
    marks_free(&ui->marks);
    free(ui->notice.text);
    notify_free(&ui->notify);
    free(ui->asked);
    free(ui->asked_name);
}

struct ui *ui_open(const struct ui_config *config, char **error)
{
    struct screen *screen = screen_open(config->frame_titles, error);
    if (!screen)
        return NULL;
    struct ui *ui = xcalloc(1, sizeof *ui);
    ui->config = *config;
    ui->screen = screen;
    ui->draw.ascii = config->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    ui->config.look.environment = config->environment_color;
    screen_mouse(screen, config->mouse);
    theme_init(&ui->draw.theme, &ui->config.look, wants_color(config));
    begin(ui);
    return ui;
}

void ui_close(struct ui **pointer)
{
    struct ui *ui = *pointer;
    if (!ui)
        return;
    *pointer = NULL;
    screen_close(&ui->screen);
    end(ui);
    prompt_history_free(&ui->histories);
    free(ui->argument_error);
    free(ui);
}

/* Only what is named here outlives the environment; the rest begins as it began. */
void ui_change_environment(struct ui *ui, const struct ui_config *config)
{
    struct ui_config joined = ui->config;
    joined.environment = config->environment;
    joined.environment_color = config->environment_color;
    joined.look.environment = config->environment_color;
    joined.production = config->production;
    joined.read_only = config->read_only;
    ui_arrangement(ui, arrange, &joined);
    end(ui);
    *ui = (struct ui){
        .config = joined,
        .screen = ui->screen,
        .draw = ui->draw,
        .histories = ui->histories,
        .watch = ui->watch, /* whoever paused reading did not say "here only" */
    };
    ui_show_look(ui);
    begin(ui);
}

/* --- dialogs and notices --------------------------------------------------------- */

void ui_push_dialog(struct ui *ui, struct dialog *dialog)
{
    dialog->below = ui->dialog;
    if (dialog->kind == DIALOG_QUESTION)
        ui->notice.until = 0;
    ui->dialog = dialog;
}

void ui_pop_dialog(struct ui *ui)
{
    struct dialog *top = ui->dialog;
    if (!top)
        return;
    ui->dialog = top->below;
    dialog_free(&top);
}

void ui_notice(struct ui *ui, const struct ui_view *view, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = xvasprintf(format, args);
    free(ui->notice.text);
    ui->notice.text = ui_expand(ui, text);
    free(text);
    ui->notice.until = view->now + NOTICE_MS;
    va_end(args);
}

void ui_wrong_argument(struct ui *ui, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    free(ui->argument_error);
    ui->argument_error = xvasprintf(format, args);
    va_end(args);
}

/* --- what is shown --------------------------------------------------------------- */

const char *ui_selected(const struct ui *ui)
{
    return ui->panes[PANE_COMPANIES].list.id;
}

static unsigned bulk_have(const struct ui *ui)
{
    unsigned have = 0;
    const struct dialog *d = ui->dialog;
    if (d && d->list && d->hidden > 0 && d->hidden < d->list->count)
        have |= NEEDS_HIDDEN;
    if (!ui->bulk)
        return have;
    have |= NEEDS_BULK;
    if (d && d->kind == DIALOG_BULK)
        have |= NEEDS_BULK_OPEN;
    if (bulk_state(ui->bulk) < BULK_FOLLOWING)
        have |= NEEDS_UNSENT;
    return have;
}

unsigned ui_scope(const struct ui *ui)
{
    if (!ui->dialog)
        return IN_PANES;
    return ui->dialog->kind == DIALOG_QUESTION ? IN_QUESTION
           : ui->dialog->kind == DIALOG_MENU   ? IN_MENU
                                               : IN_DIALOG;
}

/* What the uppermost dialog is about; where none is open, the rows under the cursors. */
static unsigned dialog_have(const struct ui *ui)
{
    const struct dialog *d = ui->dialog;
    bool pull_row = ui->focus != PANE_COMPANIES && ui->panes[ui->focus].list.id;
    if (!d)
        return (ui_selected(ui) ? NEEDS_ABOUT : 0) | (pull_row ? NEEDS_PULL : 0);
    return (d->company_id ? NEEDS_ABOUT : 0) | (d->pull_id ? NEEDS_PULL : 0) |
           (d->pull_id && (d->walks || d->leads_to_pull) ? NEEDS_WALK : 0) |
           (d->raw ? NEEDS_JSON : 0);
}

unsigned ui_have(const struct ui *ui)
{
    unsigned have = 0;
    if (ui_selected(ui))
        have |= NEEDS_COMPANY;
    if (ui->panes[ui->focus].list.id)
        have |= NEEDS_ROW;
    if (ui->dialog && ui->dialog->data_type)
        have |= NEEDS_SUBJECT;
    if (ui->dialog && dialog_may_match(ui->dialog))
        have |= NEEDS_SEARCH;
    if (!ui->config.read_only)
        have |= NEEDS_POST;
    if (ui->focus == PANE_COMPANIES)
        have |= NEEDS_COMPANIES;
    if (ui->marks.count > 0 || ui->marks.anchor)
        have |= NEEDS_MARKS;
    if (ui->focus == PANE_TYPES && ui->panes[PANE_TYPES].list.id)
        have |= NEEDS_TYPE;
    return have | dialog_have(ui) | bulk_have(ui);
}

struct scene ui_scene(struct ui *ui, const struct ui_view *view)
{
    struct draw *d = &ui->draw;
    d->now = view->now;
    d->wall = view->wall;
    d->server_wall = view->wall + fleet_clock_offset(view->fleet);
    return (struct scene){
        .view = view,
        .company_id = ui->shown,
        .company = ui->shown ? fleet_find(view->fleet, ui->shown) : NULL,
        .history_query = ui->finding.query,
        .read_only = ui->config.read_only,
        .watch = &ui->watch,
        .marks = &ui->marks,
        .marks_hidden = ui->marks_told.hidden,
        .range = ui->marks_told.range,
        .draw = d,
        .keymap = &ui->config.keymap,
        .environment = ui->config.environment,
        .production = ui->config.production,
    };
}

char *scene_expand(const struct scene *s, const char *text)
{
    return keymap_expand(s->keymap, s->draw->ascii, text);
}

char *ui_expand(const struct ui *ui, const char *text)
{
    return keymap_expand(&ui->config.keymap, ui->draw.ascii, text);
}

static void sync_company_panes(struct ui *ui, const struct ui_view *view)
{
    struct scene scene = ui_scene(ui, view);
    for (int i = PANE_TYPES; i < PANE_COUNT; i++) {
        struct list *list = &ui->panes[i].list;
        /* Where nobody has moved the cursor nor uses it, the newest and the worst stay in
         * sight. */
        if (!list->moved && (int)ui->focus != i)
            list_reset(list);
        pane_sync(&ui->panes[i], &scene, &ui->layout, (enum pane_id)i);
    }
}

static void show_selected(struct ui *ui)
{
    if (text_same(ui->shown, ui_selected(ui)))
        return;
    free(ui->shown);
    ui->shown = xstrdup(ui_selected(ui));
    ui->shown_is_painted = false;
    for (int i = PANE_TYPES; i < PANE_COUNT; i++)
        list_reset(&ui->panes[i].list);
}

void ui_settle(struct ui *ui, const struct ui_view *view)
{
    show_selected(ui);
    sync_company_panes(ui, view);
}

/* The company of the panes on the right left Codat's list while somebody worked there.
 * They would go on with another one, and so would the next key: it goes back to where
 * companies are chosen. */
static void leave_departed(struct ui *ui, const struct ui_view *view, const char *before)
{
    if (ui->focus == PANE_COMPANIES || !before || text_same(before, ui_selected(ui)))
        return;
    ui->focus = PANE_COMPANIES;
    ui_notice(ui, view, "Codat does not list the company any more: choose another one.");
}

void ui_sync(struct ui *ui, const struct ui_view *view)
{
    struct pane *companies = &ui->panes[PANE_COMPANIES];
    ui->bulk = view->bulk;
    struct scene scene = ui_scene(ui, view);
    screen_size(ui->screen, &ui->layout.rows, &ui->layout.cols);
    layout_compute(ui->layout.rows, ui->layout.cols, ui->focus, &ui->config.sizes,
                   &ui->layout);
    char *before = xstrdup(companies->list.id);
    /* While a fleet arrives and nobody has pressed a key, its first company is shown. */
    if (!ui->touched)
        list_reset(&companies->list);
    pane_sync(companies, &scene, &ui->layout, PANE_COMPANIES);
    if (!text_same(before, companies->list.id))
        ui->selected_at = view->now;
    leave_departed(ui, view, before);
    free(before);
    ui_sync_marks(ui, view);
    finding_sync(ui, view);
    bool rests = view->now - ui->selected_at >= PLANNER_SETTLE_MS;
    if (rests || !scene.company || ui->focus != PANE_COMPANIES)
        show_selected(ui);
    sync_company_panes(ui, view);
}

/* --- a frame --------------------------------------------------------------------- */

static void draw_dialogs(struct dialog *d, const struct scene *s, const struct layout *l)
{
    if (!d)
        return;
    draw_dialogs(d->below, s, l);
    dialog_draw(d, s, l);
}

/* Whether anything matches is known when the lines are there. */
static void tell_no_match(struct ui *ui, const struct scene *s)
{
    if (!ui->dialog || !ui->dialog->search.ended)
        return;
    ui->dialog->search.ended = false;
    if (ui->dialog->search.text.len > 0 && !dialog_may_match(ui->dialog))
        ui_notice(ui, s->view, "No match. {search} searches for something else.");
}

static int draw_main(struct ui *ui, const struct scene *s)
{
    header_draw(ui, s);
    for (int i = 0; i < PANE_COUNT; i++)
        pane_draw(&ui->panes[i], s, &ui->layout, (enum pane_id)i, (int)ui->focus == i);
    draw_dialogs(ui->dialog, s, &ui->layout);
    tell_no_match(ui, s);
    if (ui->dialog)
        ui->dialog->painted = true;
    return statusbar_draw(ui, s);
}

static int draw_too_small(struct ui *ui, const struct scene *s)
{
    draw_wrapped(&ui->draw, 0, 0, ui->layout.cols, ui->layout.rows, ROLE_TEXT,
                 "Too small: codatop needs 20x5.");
    return ui->prompt ? statusbar_draw(ui, s) : -1;
}

/* The terminal's cursor stands where keys act: some terminals read that place aloud. It
 * only shows where text is typed. */
static void place_cursor(struct ui *ui, int prompt_column)
{
    const struct pane *p = &ui->panes[ui->focus];
    if (prompt_column >= 0)
        wmove(stdscr, ui->layout.rows - 1, prompt_column);
    else if (!ui->layout.too_small && p->rows.h > 0)
        wmove(stdscr, pane_cursor_row(p), p->rows.x);
    screen_show_cursor(ui->screen, prompt_column >= 0);
}

/* A bulk refresh that stopped by itself asks, once, as soon as nothing else is open. */
static void show_trouble(struct ui *ui, const struct ui_view *view)
{
    bool asks = view->bulk && bulk_state(view->bulk) == BULK_ASKING;
    if (asks && !ui->bulk_asked && !ui->dialog && !ui->prompt) {
        ui_push_dialog(ui, dialog_bulk(view->now));
        ui->bulk_asked = true;
    }
    ui->bulk_asked = ui->bulk_asked && asks;
}

void ui_draw(struct ui *ui, const struct ui_view *view)
{
    ui->draw.next_change = INT64_MAX;
    if (ui->watch.key == 0)
        watch_look(&ui->watch, view->now);
    show_trouble(ui, view);
    ui_sync(ui, view);
    struct scene scene = ui_scene(ui, view);
    erase();
    place_cursor(ui, ui->layout.too_small ? draw_too_small(ui, &scene)
                                          : draw_main(ui, &scene));
    ui_announce(ui, view);
    screen_flush(ui->screen);
    ui->shown_is_painted = !ui->layout.too_small;
}

int64_t ui_next_change(const struct ui *ui)
{
    int64_t next = ui->draw.next_change;
    int64_t settled = ui->selected_at + PLANNER_SETTLE_MS;
    if (!text_same(ui->shown, ui_selected(ui)) && settled < next)
        next = settled;
    return next;
}

/* --- keys ------------------------------------------------------------------------ */

int ui_input_fd(const struct ui *ui)
{
    return screen_input_fd(ui->screen);
}

/* Whether the key was pasted or tells of pasting. Only a prompt takes what is pasted:
 * elsewhere it would be commands that nobody meant. */
static bool take_pasted(struct ui *ui, const struct ui_view *view, int key,
                        struct ui_intent *intent)
{
    int64_t rested = view->now - ui->pasted_at;
    if (rested > (key == KEY_CTRL('C') ? PASTE_STALL_MS : PASTE_MS))
        ui->pasting = false;
    if (key == KEY_PASTE || key == KEY_PASTE_END)
        ui->pasting = key == KEY_PASTE;
    else if (!ui->pasting)
        return false;
    else if (ui->prompt)
        ui_prompt_key(ui, view, key, intent);
    else
        ui_notice(ui, view, "Nothing was done: only a prompt takes pasted text.");
    ui->pasted_at = view->now;
    return true;
}

/* Whether it tells of the terminal's focus, which nobody pressed. */
static bool take_focus(struct ui *ui, const struct ui_view *view, int key)
{
    if (key == KEY_FOCUS_IN)
        watch_look(&ui->watch, view->now);
    else if (key == KEY_FOCUS_OUT)
        watch_leave(&ui->watch, view->now);
    return key == KEY_FOCUS_IN || key == KEY_FOCUS_OUT;
}

void ui_carry_out(struct ui *ui, const struct ui_view *view,
                  const struct command *command, struct ui_intent *intent)
{
    command->run(ui, view, intent);
    /* What is about to happen has more to say than what was said before. */
    if (intent->type != UI_NOTHING)
        ui->notice.until = 0;
}

void ui_run(struct ui *ui, const struct ui_view *view, const struct command *command,
            struct ui_intent *intent)
{
    if (!(command->scope & ui_scope(ui)))
        return;
    unsigned missing = command_missing(command, ui_have(ui));
    if (missing)
        ui_notice(ui, view, "%s", command_refusal(missing));
    else if (command->takes && *command->takes != '[')
        ui_ask_argument(ui, command);
    else
        ui_carry_out(ui, view, command, intent);
}

/* Where nothing can be shown, only what leaves may be done: nobody sees what else a key
 * would act on. */
static bool may_act(const struct ui *ui, const struct command *c)
{
    static ui_action *const leaving[] = {act_quit, act_cancel, act_suspend, act_redraw};
    if (!ui->layout.too_small)
        return true;
    for (size_t i = 0; i < sizeof leaving / sizeof leaving[0]; i++)
        if (c->run == leaving[i])
            return true;
    return false;
}

bool ui_input(struct ui *ui, const struct ui_view *view, struct ui_intent *intent,
              bool *gone)
{
    int key;
    *gone = false;
    *intent = (struct ui_intent){.type = UI_NOTHING};
    if (!screen_key(ui->screen, &key, gone))
        return false;
    if (take_focus(ui, view, key))
        return true;
    watch_look(&ui->watch, view->now);
    ui->touched = true;
    ui->bulk = view->bulk;
    if (take_pasted(ui, view, key, intent))
        return true;
    if (key == KEY_POINTER) {
        struct pointer pointer = screen_pointer(ui->screen);
        ui_pointer(ui, view, &pointer, intent);
        return true;
    }
    if (ui->prompt && !ui->layout.too_small) {
        ui_prompt_key(ui, view, key, intent);
        return true;
    }
    if (!ui->layout.too_small && ui_scope(ui) == IN_MENU && ui_menu_key(ui, view, key))
        return true;
    const struct command *c = keymap_command(&ui->config.keymap, key, ui_scope(ui));
    if (c && may_act(ui, c))
        ui_run(ui, view, c, intent);
    return true;
}

/* --- the application's side ----------------------------------------------------- */

void ui_resize(struct ui *ui)
{
    screen_resize(ui->screen);
}

void ui_suspend(struct ui *ui)
{
    screen_suspend(ui->screen);
}

/* The place of the last known pull of the dialog's data type, from its own on. */
static size_t oldest_of_type(const struct ui_view *view, const struct dialog *d,
                             size_t place)
{
    const struct fleet_company *c = fleet_find(view->fleet, d->company_id);
    for (size_t i = c->detail->pull_count; i > place; i--)
        if (text_same(c->detail->pulls[i - 1]->data_type, d->data_type))
            return i - 1;
    return place;
}

/* Who goes from pull to pull shall not wait for older ones. Of one data type they may lie
 * far apart: while none is known, older pages are read, but not all of a long history. */
static void want_neighbours(const struct ui_view *view, const struct dialog *d,
                            struct attention *a)
{
    size_t place = subject_place(view, d->company_id, d->pull_id);
    if (place != SIZE_MAX && d->of_type && oldest_of_type(view, d, place) == place) {
        size_t known = fleet_find(view->fleet, d->company_id)->detail->pull_count;
        if (known < HISTORY_SCANNED)
            place = known;
    }
    if (place != SIZE_MAX && a->history_rows < place + NEIGHBOURS_WANTED)
        a->history_rows = place + NEIGHBOURS_WANTED;
}

/* Always two screens more than are seen, so that scrolling does not wait. Of filtered
 * rows they are asked for by query; where none can say it, older pages are read until
 * enough match, but not the whole of a long history. */
static void want_history(const struct ui *ui, const struct ui_view *view,
                         struct attention *a)
{
    const struct pane *p = &ui->panes[PANE_HISTORY];
    const struct fleet_company *c = ui->shown ? fleet_find(view->fleet, ui->shown) : NULL;
    size_t known = c && c->detail ? c->detail->pull_count : 0;
    size_t wanted = p->list.top + 3 * (p->list.rows > 10 ? p->list.rows : 10);
    bool more = p->list.count < wanted;
    a->history_query = ui->finding.query;
    /* So many that do not match, that is. */
    a->history_found_most = more ? p->list.count + HISTORY_SCANNED : 0;
    if (!p->filter)
        a->history_rows = wanted;
    else if (more && !ui->finding.query && !ui->finding.typing && known < HISTORY_SCANNED)
        a->history_rows = known + 1;
}

void ui_attention(const struct ui *ui, const struct ui_view *view, struct attention *a)
{
    *a = (struct attention){
        .company_id = ui_selected(ui),
        .since = ui->selected_at,
        .paused = ui->watch.paused != 0,
        .slow = watch_is_slow(&ui->watch, view->now),
    };
    want_history(ui, view, a);
    for (const struct dialog *d = ui->dialog; d; d = d->below) {
        if (d->reads && a->open_count < DOCUMENTS_MAX)
            a->open[a->open_count++] = d->reads;
        if (d->walks)
            want_neighbours(view, d, a);
    }
}
