/* Details of a data type: its status, its syncs, its last pulls and what went wrong. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/connection_text.h"
#include "ui/pull_text.h"

#define PULLS_SHOWN 10
#define STAMP_CELLS 17 /* "24 Nov 2025 09:14" beside each of them */

/* The row of that type; its status is "unknown" where nothing knows of it. */
static struct type_row find_row(const struct scene *s, const char *data_type)
{
    struct type_row *rows, found = {.data_type = data_type,
                                    .state = STATE_UNKNOWN,
                                    .progress = -1,
                                    .last_success = TIME_NONE};
    size_t count = fleet_type_rows(s->view->fleet, s->company_id, &rows);
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].data_type, data_type) == 0)
            found = rows[i];
    free(rows);
    return found;
}

/* The id of a sync, and of its moment what is known. */
static void write_sync(struct page *page, const struct scene *s, const char *label,
                       const char *id)
{
    const struct pull *p = fleet_find_pull(s->view->fleet, s->company_id, id);
    if (!id)
        return;
    page_field(page, label, ROLE_TEXT, id);
    field_moment(page, s, "", p ? p->requested : TIME_NONE);
}

static void write_status(struct page *page, const struct scene *s, const char *data_type)
{
    const struct type_row row = find_row(s, data_type);
    const struct status status = status_of_type(s, &row);
    const struct company_detail *d = s->company->detail;
    const struct data_status *known =
        d && d->statuses ? data_statuses_find(d->statuses, data_type) : NULL;
    page_field(page, "Data type", ROLE_STRONG, data_type);
    field_status(page, s, "Status", &status);
    field_moment(page, s, "Last success", row.last_success);
    if (known) {
        write_sync(page, s, "Latest sync", known->latest_sync_id);
        write_sync(page, s, "Latest good", known->latest_successful_sync_id);
    }
    if (row.pull && row.pull->status == row.status)
        pull_remedy_write(page, s, row.pull);
    else
        field_remedy(page, pull_status_remedy(row.status));
}

/* --- its pulls ------------------------------------------------------------------------
 */

static void write_pull_line(struct page *page, const struct scene *s,
                            const struct pull *p)
{
    struct buf text = {0};
    char stamp[32], took[32];
    const struct status status = status_of_pull(p);
    time_format_stamp(p->requested, s->view->wall, stamp, sizeof stamp);
    pull_took(s, p, took, sizeof took);
    buf_addf(&text, "%s %s, %s", theme_glyph(status.state, s->draw->ascii), status.word,
             took);
    if (*pull_platform(s, p))
        buf_addf(&text, ", %s", pull_platform(s, p));
    if (*pull_message(p))
        buf_addf(&text, ": %s", pull_message(p));
    page_item(page, ROLE_DIM, stamp, theme_word_role(status.state), buf_str(&text), -1);
    buf_free(&text);
}

static bool has_failed(const struct pull *p)
{
    enum state state = pull_state(p);
    return state == STATE_FAILED || state == STATE_ATTENTION;
}

/* Where the newest failure is older than the pulls that are listed, it has a line of its
 * own. */
static void write_newest_failure(struct page *page, const struct scene *s,
                                 const struct pull *p)
{
    if (!p)
        return;
    field_blank(page);
    page_text(page, ROLE_STRONG, "The newest pull that failed");
    write_pull_line(page, s, p);
}

static void write_pulls(struct page *page, const struct scene *s, const char *data_type)
{
    const struct company_detail *d = s->company->detail;
    const struct pull *failed = NULL;
    size_t shown = 0;
    bool failure_shown = false;
    field_blank(page);
    page_text(page, ROLE_STRONG, "Its last pulls");
    for (size_t i = 0; d && i < d->pull_count && !(shown >= PULLS_SHOWN && failed); i++) {
        const struct pull *p = d->pulls[i];
        if (!text_same(p->data_type, data_type))
            continue;
        if (!failed && has_failed(p)) {
            failed = p;
            failure_shown = shown < PULLS_SHOWN;
        }
        if (shown++ < PULLS_SHOWN)
            write_pull_line(page, s, p);
    }
    if (shown == 0)
        page_text(page, ROLE_DIM, "No pull of this data type is known.");
    write_newest_failure(page, s, failure_shown ? NULL : failed);
}

static void write(const struct dialog *d, const struct scene *scene, struct page *page)
{
    struct scene s = fields_scene(d, scene);
    if (!fields_begin(d, &s, page))
        return;
    write_status(page, &s, d->data_type);
    page_labels(page, STAMP_CELLS);
    write_pulls(page, &s, d->data_type);
    field_blank(page);
    if (s.company->detail)
        field_known(page, &s, "The data status was read",
                    &s.company->detail->statuses_known);
}

struct dialog *dialog_type(const char *company_id, const char *data_type,
                           const char *pull_id, int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_TEXT, "Data type", now);
    d->company_id = xstrdup(company_id);
    d->data_type = xstrdup(data_type);
    d->pull_id = xstrdup(pull_id);
    d->leads_to_pull = true;
    d->cells = 90;
    d->write = write;
    d->raw = call_copy(
        &(struct call){.op = OP_DATA_STATUS, .company_id = company_id, .raw = true});
    if (pull_id)
        d->reads = call_copy(&(struct call){
            .op = OP_GET_PULL, .company_id = company_id, .pull_id = pull_id});
    return d;
}
