/* What the commands do. One function for each row of the table in ui/command.c. */
#ifndef CODATOP_UI_ACTIONS_H
#define CODATOP_UI_ACTIONS_H

#include <stdbool.h>

#include <stddef.h>

struct ui;
struct ui_view;
struct ui_intent;

typedef void ui_action(struct ui *ui, const struct ui_view *view,
                       struct ui_intent *intent);

struct candidates;
typedef size_t ui_completion(struct ui *ui, const struct ui_view *view,
                             const char *argument, struct candidates *out);

ui_action act_down, act_up, act_page_down, act_page_up, act_first, act_last;
ui_action act_next_pane, act_previous_pane, act_left_pane, act_right_pane;
ui_action act_details, act_back;
ui_action act_refresh, act_refresh_all, act_read_now, act_pause;
ui_action act_messages, act_help, act_quit;
ui_action act_redraw, act_suspend, act_cancel;
ui_action act_yes, act_no;

/* ui/actions_details.c */
ui_action act_connections, act_validation, act_json, act_older_pull, act_newer_pull;
/* ui/actions_copy.c */
ui_action act_copy, act_choose;

/* ui/actions_bulk.c */
ui_action act_bulk, act_bulk_pause, act_bulk_cancel, act_refresh_type, act_only_shown;
/* Asks whether to refresh that data type (NULL: all) of the marked companies. */
void ask_bulk(struct ui *ui, const struct ui_view *view, const char *data_type);
/* Whether the question on top was on screen; says so where it was not: nobody can have
 * answered it. */
bool question_was_seen(struct ui *ui, const struct ui_view *view);
/* Hands over what the question on top is about; false where it is not about many. */
bool answer_bulk(struct ui *ui, const struct ui_view *view, bool only_shown,
                 struct ui_intent *intent);
/* Asks before quitting where something of a bulk refresh is unsent; false: nothing is. */
bool ask_quit(struct ui *ui, const struct ui_view *view);

/* ui/actions_marks.c */
ui_action act_mark, act_mark_range, act_mark_all, act_unmark_all;
/* A range that is being drawn is left; false where none is. */
bool marks_back(struct ui *ui, const struct ui_view *view);
/* All rows are there, and a range that is being drawn is marked: what follows acts on
 * what is seen as marked. */
void marks_settle(struct ui *ui, const struct ui_view *view);

/* ui/actions_finding.c */
ui_action act_filter, act_sort, act_sort_reverse, act_columns;
ui_completion complete_filter, complete_sort, complete_columns;
/* The filter of the pane with the focus is cleared; false where it has none. */
bool filter_back(struct ui *ui, const struct ui_view *view);
/* ui/actions_command.c */
ui_action act_command, act_company;
ui_completion complete_command, complete_company;
/* ui/actions_profile.c */
ui_action act_profile;
ui_completion complete_profile;
/* ui/actions_search.c */
ui_action act_search, act_next_match, act_previous_match;
/* ui/actions_look.c */
ui_action act_narrower, act_wider, act_shorter, act_taller, act_usual_sizes, act_zoom;
ui_action act_theme, act_mouse;
ui_completion complete_theme;

#endif
