/* The table of commands. To add one: a row here, and its function in the file of ui/ that
 * holds its topic (actions_TOPIC.c), declared in ui/actions.h. */
#include "config.h"

#include <string.h>

#include "ui/actions.h"
#include "ui/command.h"
#include "ui/keys.h"

/* What a row ends without is NULL. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/* In the order of the help screen. Two lines are a row: name, keys, help; hint, how long
 * it is kept, scope, needs, function, what that takes, how this is completed. */
/* clang-format off */
const struct command commands[] = {
    {"refresh", {'r'}, "refresh what the cursor is on",
     "refresh", 60, IN_PANES, NEEDS_ROW | NEEDS_POST, act_refresh},
    {"refresh-this", {'r'}, "refresh the data type that the details are about",
     "refresh", 60, IN_DIALOG, NEEDS_SUBJECT | NEEDS_POST, act_refresh},
    {"refresh-all", {'R'}, "refresh all data types of the company, or of all that are marked",
     "refresh all", 50, IN_PANES, NEEDS_COMPANY | NEEDS_POST, act_refresh_all},
    {"refresh-type", {'t'}, "refresh this data type for all marked companies",
     NULL, 0, IN_PANES, NEEDS_MARKS | NEEDS_TYPE | NEEDS_POST, act_refresh_type},
    {"bulk", {'b'}, "the bulk refresh: how far it is, pause, cancel, what became of it",
     "bulk", 55, IN_PANES, NEEDS_BULK, act_bulk},
    {"details", {KEY_RETURN}, "details of what the cursor is on",
     "details", 40, IN_PANES, NEEDS_ROW, act_details},
    {"connections", {'c'}, "the company's connections: status, errors, links",
     "connections", 20, IN_PANES | IN_DIALOG, NEEDS_ABOUT, act_connections},
    {"validation", {'v'}, "validation results of the pull, or the data type's newest",
     "validation", 36, IN_PANES | IN_DIALOG, NEEDS_PULL, act_validation},
    {"copy", {'y'}, "copy an id, a link URL, a note for support",
     "copy", 34, IN_PANES | IN_DIALOG, NEEDS_ABOUT, act_copy},
    {"json", {'J'}, "the JSON that Codat answers for it",
     "JSON", 33, IN_DIALOG, NEEDS_JSON, act_json},
    {"older-pull", {'['}, "the pull before it; from a data type, its newest",
     "older", 32, IN_DIALOG, NEEDS_WALK, act_older_pull},
    {"newer-pull", {']'}, "the pull after it",
     "newer", 31, IN_DIALOG, NEEDS_WALK, act_newer_pull},
    {"down", {'j', KEY_ARROW_DOWN}, "down",
     NULL, 0, IN_ALL, NEEDS_NOTHING, act_down},
    {"up", {'k', KEY_ARROW_UP}, "up",
     NULL, 0, IN_ALL, NEEDS_NOTHING, act_up},
    {"page-down", {KEY_PAGE_DOWN, KEY_CTRL('F')}, "a page down",
     NULL, 0, IN_ALL, NEEDS_NOTHING, act_page_down},
    {"page-up", {KEY_PAGE_UP, KEY_CTRL('B')}, "a page up",
     NULL, 0, IN_ALL, NEEDS_NOTHING, act_page_up},
    {"first", {'g', KEY_HOME_ROW}, "to the first row",
     NULL, 0, IN_ALL, NEEDS_NOTHING, act_first},
    {"last", {'G', KEY_END_ROW}, "to the last row",
     NULL, 0, IN_ALL, NEEDS_NOTHING, act_last},
    {"next-pane", {KEY_TAB_CODE}, "to the next pane",
     "pane", 20, IN_PANES, NEEDS_NOTHING, act_next_pane},
    {"previous-pane", {KEY_BACK_TAB}, "to the pane before",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_previous_pane},
    {"left-pane", {'h', KEY_ARROW_LEFT}, "to the pane on the left",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_left_pane},
    {"right-pane", {'l', KEY_ARROW_RIGHT}, "to the pane on the right",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_right_pane},
    {"filter", {'/'}, "filter the rows of the pane as you type",
     "filter", 29, IN_PANES, NEEDS_NOTHING, act_filter, "[FILTER]", complete_filter},
    {"sort", {'s'}, "sort by the next column; by name: NAME, or -NAME",
     "sort", 12, IN_PANES, NEEDS_NOTHING, act_sort, "[COLUMN]", complete_sort},
    {"sort-reverse", {'S'}, "sort the other way round",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_sort_reverse, NULL, NULL},
    {"columns", {0}, "show these columns: columns [PANE] state,name; none: usual",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_columns, "[NAMES]", complete_columns},
    {"mark", {' '}, "mark or unmark the company, and go down",
     "mark", 28, IN_PANES, NEEDS_COMPANIES | NEEDS_ROW, act_mark},
    {"mark-range", {'V'}, "mark a range: from here to the next {mark-range} or {mark}",
     NULL, 0, IN_PANES, NEEDS_COMPANIES | NEEDS_ROW, act_mark_range},
    {"mark-all", {'*'}, "mark all companies that are shown, on screen or not",
     NULL, 0, IN_PANES, NEEDS_COMPANIES | NEEDS_ROW, act_mark_all},
    {"unmark-all", {'u'}, "unmark all companies",
     "unmark all", 27, IN_PANES, NEEDS_COMPANIES | NEEDS_MARKS, act_unmark_all},
    {"back", {KEY_ESCAPE}, "clear the filter; back to the companies",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_back},
    {"narrower", {'<'}, "the companies' pane smaller",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_narrower},
    {"wider", {'>'}, "the companies' pane larger",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_wider},
    {"shorter", {'-'}, "the data types' pane smaller",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_shorter},
    {"taller", {'+'}, "the data types' pane larger",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_taller},
    {"usual-sizes", {'='}, "all panes in their usual sizes",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_usual_sizes},
    {"zoom", {'f'}, "this pane alone, or all of them again",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_zoom},
    {"theme", {0}, "colours for this session: default, light, dark, high-contrast, mono",
     NULL, 0, IN_PANES | IN_DIALOG, NEEDS_NOTHING, act_theme, "NAME", complete_theme},
    {"mouse", {0}, "the mouse on or off: wheel, clicks on rows, columns and hints",
     NULL, 0, IN_PANES | IN_DIALOG, NEEDS_NOTHING, act_mouse},
    {"read-now", {'.', KEY_CTRL('R')}, "read what is on screen again, now",
     "read again", 10, IN_PANES | IN_DIALOG, NEEDS_NOTHING, act_read_now},
    {"pause", {'z'}, "pause reading, or go on",
     "pause", 5, IN_PANES | IN_DIALOG, NEEDS_NOTHING, act_pause},
    {"messages", {'m'}, "everything that was said so far",
     "messages", 15, IN_PANES, NEEDS_NOTHING, act_messages},
    {"bulk-pause", {'p'}, "pause the bulk refresh, or go on with it",
     "pause/go on", 86, IN_DIALOG, NEEDS_BULK_OPEN | NEEDS_UNSENT, act_bulk_pause},
    {"bulk-cancel", {'x'}, "cancel the bulk refresh: send no more of it",
     "cancel it", 85, IN_DIALOG, NEEDS_BULK_OPEN | NEEDS_UNSENT, act_bulk_cancel},
    {"search", {'/'}, "search in what is open",
     "search", 35, IN_DIALOG, NEEDS_NOTHING, act_search},
    {"next-match", {'n'}, "to the next match",
     "next match", 45, IN_DIALOG, NEEDS_SEARCH, act_next_match},
    {"previous-match", {'N'}, "to the match before",
     NULL, 0, IN_DIALOG, NEEDS_SEARCH, act_previous_match},
    {"company", {0}, "to the company whose name begins like this",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_company, "NAME", complete_company},
    {"profile", {0}, "go on with another profile of the configuration, or name them",
     NULL, 0, IN_PANES, NEEDS_NOTHING, act_profile, "[NAME]", complete_profile},
    {"command", {':'}, "run a command by its name; Tab completes it",
     "command", 12, IN_PANES | IN_DIALOG, NEEDS_NOTHING, act_command},
    {"help", {'?'}, "this page; by name: of one command or key",
     "help", 70, IN_PANES | IN_DIALOG, NEEDS_NOTHING, act_help, "[COMMAND OR KEY]",
     complete_command},
    {"close", {KEY_ESCAPE, 'q', KEY_RETURN}, "close what is open",
     "close", 80, IN_DIALOG, NEEDS_NOTHING, act_back},
    {"choose", {KEY_RETURN}, "choose what the cursor is on",
     "choose", 90, IN_MENU, NEEDS_NOTHING, act_choose},
    {"leave", {KEY_ESCAPE, 'q'}, "leave the menu",
     "leave", 91, IN_MENU, NEEDS_NOTHING, act_back},
    {"yes", {'y'}, "do it",
     "yes", 90, IN_QUESTION, NEEDS_NOTHING, act_yes},
    {"only-shown", {'s'}, "do it for those companies only that a filter does not hide",
     "only those shown", 89, IN_QUESTION, NEEDS_HIDDEN, act_only_shown},
    {"no", {'n', 'q', KEY_ESCAPE}, "leave it",
     "no", 91, IN_QUESTION, NEEDS_NOTHING, act_no},
    {"quit", {'q'}, "quit",
     "quit", 30, IN_PANES | BY_NAME, NEEDS_NOTHING, act_quit},
    {"cancel", {KEY_CTRL('C'), 'X'}, "close what is open, or cancel what waits; twice: quit",
     NULL, 0, IN_ALL, NEEDS_NOTHING, act_cancel},
    {"redraw", {KEY_CTRL('L'), 'L'}, "paint the screen again",
     NULL, 0, IN_ALL, NEEDS_NOTHING, act_redraw},
    {"suspend", {KEY_CTRL('Z'), 'Z'}, "to the shell; fg comes back",
     NULL, 0, IN_ALL, NEEDS_NOTHING, act_suspend},
};
/* clang-format on */

const size_t command_count = sizeof commands / sizeof commands[0];

_Static_assert(sizeof commands / sizeof commands[0] <= COMMANDS_MOST,
               "a keymap has no room for all commands");

const struct command *command_named(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

unsigned command_missing(const struct command *c, unsigned have)
{
    return c->needs & ~have;
}

const char *command_refusal(unsigned missing)
{
    if (missing & NEEDS_POST)
        return "Read-only: refreshes are switched off.";
    if (missing & NEEDS_COMPANIES)
        return "Companies are marked in their own pane: {back} goes there.";
    if (missing & NEEDS_MARKS)
        return "No company is marked: {mark} marks one, {mark-range} a range, {mark-all} "
               "all.";
    if (missing & NEEDS_TYPE)
        return "This is for a data type: {next-pane} goes to them.";
    if (missing & NEEDS_HIDDEN)
        return "It makes no difference here which are shown: {yes} or {no}.";
    if (missing & (NEEDS_BULK | NEEDS_BULK_OPEN))
        return "There is no bulk refresh: mark companies with {mark}, then "
               "{refresh-all}.";
    if (missing & NEEDS_UNSENT)
        return "Nothing of the bulk refresh is left to be sent; what was sent is followed to "
               "its end.";
    if (missing & NEEDS_SEARCH)
        return "There is no match to go to: {search} searches.";
    if (missing & NEEDS_PULL)
        return "Validation results belong to a pull: choose a data type or a pull.";
    if (missing & NEEDS_WALK)
        return "Only a pull has pulls before and after it.";
    if (missing & NEEDS_JSON)
        return "There is no answer of Codat behind this.";
    if (missing & NEEDS_ABOUT)
        return "This is about no company.";
    if (missing & NEEDS_COMPANY)
        return "There is no company selected.";
    if (missing & NEEDS_SUBJECT)
        return "Nothing here can be refreshed.";
    return "There is nothing under the cursor.";
}
