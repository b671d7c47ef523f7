/* What the commands that mark companies do. */
#include "config.h"

#include "base/timefmt.h"
#include "ui/actions.h"
#include "ui/state.h"

static const struct list_source *rows_of(const struct ui *ui)
{
    return &ui->panes[PANE_COMPANIES].source;
}

/* "Companies marked: 1,284." */
static void say_count(struct ui *ui, const struct ui_view *view, const char *what,
                      size_t n)
{
    char count[32];
    format_count(n, count, sizeof count);
    ui_notice(ui, view, "%s: %s.", what, count);
}

/* Rows that have just arrived are sorted in over some frames. Here all of them count. */
static void sync_all(struct ui *ui, const struct ui_view *view)
{
    size_t before;
    do {
        before = rows_of(ui)->total;
        ui_sync(ui, view);
    } while (rows_of(ui)->total > before && rows_of(ui)->total < fleet_size(view->fleet));
}

void marks_settle(struct ui *ui, const struct ui_view *view)
{
    sync_all(ui, view);
    marks_take_range(&ui->marks, rows_of(ui), ui->panes[PANE_COMPANIES].list.cursor);
}

static void take_range(struct ui *ui, const struct ui_view *view)
{
    marks_settle(ui, view);
    say_count(ui, view, "Companies marked", ui->marks.count);
}

void act_mark(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    if (ui->marks.anchor) {
        take_range(ui, view);
        return;
    }
    const char *id = ui_selected(ui);
    marks_set(&ui->marks, id, !marks_has(&ui->marks, id));
    act_down(ui, view, intent);
}

void act_mark_range(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    if (ui->marks.anchor) {
        take_range(ui, view);
        return;
    }
    marks_begin_range(&ui->marks, ui_selected(ui));
    ui_notice(ui, view,
              "Move to the other end of the range, then {mark-range}. {back} leaves it.");
}

/* A filter by status finds those only whose statuses are read. */
static void say_all_marked(struct ui *ui, const struct ui_view *view)
{
    struct scene s = ui_scene(ui, view);
    char marked[32], read[32], all[32];
    size_t judged;
    if (!pane_is_half_judged(&ui->panes[PANE_COMPANIES], &s, &judged)) {
        say_count(ui, view, "Companies marked", ui->marks.count);
        return;
    }
    format_count(ui->marks.count, marked, sizeof marked);
    format_count(judged, read, sizeof read);
    format_count(rows_of(ui)->total, all, sizeof all);
    ui_notice(ui, view,
              "Companies marked: %s; the statuses of only %s of %s companies are read so "
              "far.",
              marked, read, all);
}

/* All rows, below the edge of the screen too: that is what the title counts. */
void act_mark_all(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    sync_all(ui, view);
    marks_leave_range(&ui->marks);
    const char *id = ui_selected(ui);
    bool was_marked = marks_has(&ui->marks, id);
    marks_set_all(&ui->marks, rows_of(ui));
    if (ui->panes[PANE_COMPANIES].stray && !was_marked)
        marks_set(&ui->marks, id, false); /* it is only before somebody's eyes */
    say_all_marked(ui, view);
}

void act_unmark_all(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    say_count(ui, view, "Companies unmarked", marks_clear(&ui->marks));
}

bool marks_back(struct ui *ui, const struct ui_view *view)
{
    if (!ui->marks.anchor)
        return false;
    marks_leave_range(&ui->marks);
    ui_notice(ui, view, "The range is left: nothing of it was marked.");
    return true;
}

/* --- with every frame ------------------------------------------------------------- */

static bool is_listed(const void *fleet, const char *id)
{
    return fleet_find(fleet, id) != NULL;
}

/* Companies leave when a whole round of the list has ended without them. */
static void forget_departed(struct ui *ui, const struct ui_view *view)
{
    const struct fleet_list *list = fleet_list_state(view->fleet);
    uint64_t round = (uint64_t)list->round * 2 + (list->next_page == 0);
    if (round == ui->marks_told.round)
        return;
    ui->marks_told.round = round;
    size_t left = marks_keep(&ui->marks, is_listed, view->fleet);
    if (left > 0)
        say_count(ui, view, "Marked companies that left Codat's list, unmarked", left);
}

void ui_sync_marks(struct ui *ui, const struct ui_view *view)
{
    struct marks_told *told = &ui->marks_told;
    const struct list_source *rows = rows_of(ui);
    forget_departed(ui, view);
    told->range = marks_range(&ui->marks, rows, ui->panes[PANE_COMPANIES].list.cursor);
    int64_t second = view->now / 1000;
    if (ui->marks.count == 0 || rows->count >= rows->total) {
        told->hidden = 0;
        told->version = 0;
        return;
    }
    if (told->version == ui->marks.version && told->rows == rows->count &&
        told->second == second)
        return;
    told->version = ui->marks.version;
    told->rows = rows->count;
    told->second = second;
    told->hidden = ui->marks.count - marks_shown(&ui->marks, rows);
}
