/* Copying: the menu of what there is to copy, and carrying it out. */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "model/support_note.h"
#include "ui/actions.h"
#include "ui/connection_text.h"
#include "ui/dialog_copy.h"
#include "ui/state.h"
#include "ui/subject.h"

/* --- what there is ------------------------------------------------------------------ */

static const struct connection *find_connection(const struct company *c, const char *id)
{
    for (size_t i = 0; id && i < c->connection_count; i++)
        if (text_same(c->connections[i].id, id))
            return &c->connections[i];
    return NULL;
}

static const struct api_error *failing(const struct knowledge *k)
{
    return k->failing ? k->error : NULL;
}

/* A refresh of it that Codat did not take, the newest first. */
static const struct api_error *refused_refresh(const struct ui_view *view,
                                               const struct subject *s)
{
    for (size_t i = refreshes_count(view->refreshes); i-- > 0;) {
        const struct refresh *r = refreshes_at(view->refreshes, i);
        if (r->error && text_same(r->call->company_id, s->company_id) &&
            (!s->data_type || text_same(r->call->data_type, s->data_type)))
            return r->error;
    }
    return NULL;
}

/* The error to tell support of: of the dialog's own read, else of a refresh, else of what
 * is read of the company. */
static const struct api_error *
newest_error(const struct ui *ui, const struct ui_view *view, const struct subject *s)
{
    const struct document *document =
        ui->dialog && ui->dialog->reads
            ? documents_find(view->documents, ui->dialog->reads)
            : NULL;
    const struct api_error *e = document ? failing(&document->known) : NULL;
    if (!e)
        e = refused_refresh(view, s);
    const struct fleet_company *c = fleet_find(view->fleet, s->company_id);
    if (!e && c && c->detail)
        e = failing(&c->detail->statuses_known);
    if (!e && c && c->detail)
        e = failing(&c->detail->pulls_known);
    return e;
}

static char *write_note(const struct ui *ui, const struct ui_view *view,
                        const struct subject *s, const struct company *company,
                        const struct api_error *error)
{
    const struct profile *profile = fleet_profile(view->fleet);
    const struct fleet_company *c = fleet_find(view->fleet, s->company_id);
    const struct data_statuses *statuses = c->detail ? c->detail->statuses : NULL;
    const struct support_note note = {
        .environment = ui->config.environment,
        .client = profile ? profile->name : NULL,
        .company = company,
        .connection = find_connection(company, s->connection_id),
        .data_type = s->data_type,
        .pull =
            s->pull_id ? fleet_find_pull(view->fleet, s->company_id, s->pull_id) : NULL,
        .status = data_statuses_find(statuses, s->data_type),
        .error = error,
        .written = view->wall,
    };
    return support_note_write(&note);
}

/* --- the menu -------------------------------------------------------------------------
 */

static void add_connection(struct dialog *menu, const struct company *company,
                           const struct connection *c, char id_letter, char link_letter)
{
    const char *platform = c->platform ? c->platform : "platform unknown";
    char *id = xasprintf("Connection id, %s", platform);
    char *url = xasprintf("Link URL, %s", platform);
    char *link = connection_link(company, c);
    dialog_copy_add(menu, id_letter, id, c->id);
    dialog_copy_add(menu, link_letter, url, link);
    free(id);
    free(url);
    free(link);
}

/* The connection in question; where none is, all of them, the first nine links by digit.
 */
static void add_connections(struct dialog *menu, const struct company *company,
                            const char *connection_id)
{
    const struct connection *one = find_connection(company, connection_id);
    if (!one && company->connection_count == 1)
        one = &company->connections[0];
    if (one) {
        add_connection(menu, company, one, 'c', 'u');
        return;
    }
    for (size_t i = 0; i < company->connection_count; i++)
        add_connection(menu, company, &company->connections[i], '\0',
                       i < 9 ? (char)('1' + i) : '\0');
}

static const char *open_json(const struct ui *ui, const struct ui_view *view)
{
    const struct dialog *d = ui->dialog;
    const struct document *document =
        d && d->reads && d->reads->raw ? documents_find(view->documents, d->reads) : NULL;
    return document ? document->raw : NULL;
}

void act_copy(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    const struct subject s = subject_of(ui, view);
    const struct fleet_company *c = fleet_find(view->fleet, s.company_id);
    if (!c) {
        ui_notice(ui, view, "Codat does not list this company any more.");
        return;
    }
    const struct company *company = c->record;
    const struct api_error *error = newest_error(ui, view, &s);
    struct dialog *menu = dialog_copy(view->now);
    char *note = write_note(ui, view, &s, company, error);
    dialog_copy_add(menu, 'i', "Company id", company->id);
    dialog_copy_add(menu, 'n', "Company name", company->name);
    dialog_copy_add(menu, 'l', "Link URL of the company", company->redirect);
    add_connections(menu, company, s.connection_id);
    dialog_copy_add(menu, 'p', "Pull id", s.pull_id);
    dialog_copy_add(menu, 'e', "Correlation id", error ? error->correlation_id : NULL);
    dialog_copy_add(menu, 's', "Support note (no links, no key in it)", note);
    dialog_copy_add(menu, 'w', "All of this JSON", open_json(ui, view));
    free(note);
    ui_push_dialog(ui, menu);
}

/* --- carrying it out ------------------------------------------------------------------
 */

/* Text belongs to the menu, which ends here. */
static void copy(struct ui *ui, const struct ui_view *view, const char *text)
{
    enum clipboard_outcome outcome = clipboard_copy(ui->screen, text);
    struct dialog *copied = NULL;
    if (outcome != CLIPBOARD_TOO_LONG)
        copied = dialog_copied(text, outcome, view->now);
    ui_pop_dialog(ui);
    if (copied)
        ui_push_dialog(ui, copied);
    else
        ui_notice(ui, view, "Nothing was copied: terminals take at most 74 kB.");
}

void act_choose(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    const char *text = dialog_copy_chosen(ui->dialog);
    if (text)
        copy(ui, view, text);
}

bool ui_menu_key(struct ui *ui, const struct ui_view *view, int key)
{
    const char *text = dialog_copy_letter(ui->dialog, key);
    if (text)
        copy(ui, view, text);
    return text != NULL;
}
