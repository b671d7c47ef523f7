/* The first row: which client and environment this is, how the fleet is, and how fresh
 * what is shown is. Narrow terminals lose the least important pieces first. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/timefmt.h"
#include "ui/state.h"
#include "ui/table.h"

enum piece_id {
    P_PROGRAM,
    P_PROFILE,
    P_ENVIRONMENT,
    P_READ_ONLY,
    P_PAUSED, /* from the left */
    P_COMPANIES,
    P_FAILING,
    P_ATTENTION,
    P_MOVING,
    P_TROUBLE,
    P_QUOTA,
    P_READ, /* from the right */
    P_COUNT
};

#define FROM_RIGHT P_COMPANIES
#define GAP 2

struct piece {
    char text[128];
    char brief[80]; /* where there is no room for text; "": there is no shorter one */
    enum role role;
};

/* The lowest leave first. Those up to MINOR leave before anything is said more briefly.
 */
#define MINOR 1
static const int keep[P_COUNT] = {
    [P_PROGRAM] = 1, [P_PROFILE] = 5,   [P_ENVIRONMENT] = 10, [P_READ_ONLY] = 9,
    [P_PAUSED] = 9,  [P_COMPANIES] = 4, [P_FAILING] = 7,      [P_ATTENTION] = 6,
    [P_MOVING] = 2,  [P_TROUBLE] = 8,   [P_QUOTA] = 0,        [P_READ] = 3,
};

/* s, but no more than so many cells of it. */
static void set(struct piece *p, enum role role, const char *s, size_t cells)
{
    size_t used = text_prefix(s, cells, NULL);
    if (used >= sizeof p->text)
        used = 0;
    bool cut = s[used] != '\0';
    snprintf(p->text, sizeof p->text, "%.*s%s", (int)used, s, cut ? "…" : "");
    p->role = role;
}

static void write_identity(struct piece *p, const struct ui *ui, const struct scene *s)
{
    size_t third = (size_t)ui->layout.cols / 3;
    set(&p[P_PROGRAM], ROLE_STRONG, "codatop", 7);
    const struct profile *profile = fleet_profile(s->view->fleet);
    if (profile && profile->name)
        set(&p[P_PROFILE], ROLE_TEXT, profile->name, third);
    bool production = ui->config.production;
    if (ui->config.environment)
        set(&p[P_ENVIRONMENT], production ? ROLE_ENV_PRODUCTION : ROLE_ENV,
            ui->config.environment, third);
    if (ui->config.read_only)
        set(&p[P_READ_ONLY], ROLE_READ_ONLY, "READ-ONLY", 9);
}

static void write_paused(struct piece *p, const struct scene *s)
{
    if (s->watch->paused == 0)
        return;
    char age[16];
    draw_age_mono(s->draw, s->watch->paused, age, sizeof age);
    snprintf(p->text, sizeof p->text, strcmp(age, "now") ? "PAUSED %s" : "PAUSED", age);
    snprintf(p->brief, sizeof p->brief, "PAUSED");
    p->role = ROLE_READ_ONLY;
}

static void write_count(struct piece *p, enum role role, size_t n, const char *what)
{
    char count[32];
    format_count(n, count, sizeof count);
    snprintf(p->text, sizeof p->text, "%s %s", count, what);
    p->role = role;
}

/* While not all companies were read, nobody shall take the count for the whole. */
static void write_failing(struct piece *p, const struct fleet_counts *counts)
{
    char failing[32], read[32];
    size_t n = counts->by_state[STATE_FAILED];
    bool partial = counts->read < counts->companies;
    if (n == 0 && !(partial && counts->read > 0))
        return;
    write_count(p, n > 0 ? ROLE_FAILED : ROLE_DIM, n, "failing");
    if (!partial)
        return;
    format_count(n, failing, sizeof failing);
    format_count(counts->read, read, sizeof read);
    snprintf(p->brief, sizeof p->brief, "%s/%s failing", failing, read);
    snprintf(p->text, sizeof p->text, "%s failing of %s read", failing, read);
}

static void write_attention(struct piece *p, const struct fleet_counts *counts)
{
    size_t n = counts->by_state[STATE_ATTENTION];
    if (n == 0)
        return;
    write_count(p, ROLE_ATTENTION, n, n == 1 ? "needs a person" : "need a person");
    snprintf(p->brief, sizeof p->brief, "%.*s !", (int)strcspn(p->text, " "), p->text);
}

static void write_fleet(struct piece *p, const struct scene *s)
{
    const struct fleet_counts *counts = fleet_counts(s->view->fleet);
    const struct fleet_list *list = fleet_list_state(s->view->fleet);
    if (counts->companies > 0)
        write_count(&p[P_COMPANIES], ROLE_TEXT, counts->companies,
                    counts->companies == 1 ? "company" : "companies");
    if (!list->completed && list->total > (int64_t)counts->companies) {
        char have[32], all[32];
        format_count(counts->companies, have, sizeof have);
        format_count((uint64_t)list->total, all, sizeof all);
        snprintf(p[P_COMPANIES].text, sizeof p[P_COMPANIES].text, "%s / %s companies",
                 have, all);
    }
    write_failing(&p[P_FAILING], counts);
    write_attention(&p[P_ATTENTION], counts);
    if (counts->by_state[STATE_MOVING])
        write_count(&p[P_MOVING], ROLE_TEXT, counts->by_state[STATE_MOVING], "moving");
}

static void write_trouble(struct piece *p, const struct scene *s)
{
    const struct knowledge *service = fleet_service(s->view->fleet);
    p->role = ROLE_ERROR;
    if (s->view->limited) {
        char wait[16];
        draw_until(s->draw, s->view->limited_until, wait, sizeof wait);
        snprintf(p->text, sizeof p->text, "limited: reads wait %s", wait);
    } else if (service->failing && service->error)
        snprintf(p->text, sizeof p->text, "%s", error_kind_name(service->error->kind));
}

/* Knowledge counts as new a little longer than the usual time between two reads, so that
 * the age does not come and go between them. */
#define FRESH_MS 20000

static void write_knowledge(struct piece *p, const struct scene *s)
{
    const struct quota *q = fleet_quota(s->view->fleet);
    if (q->limit > 0 && q->remaining >= 0) {
        int64_t left = q->remaining < q->limit ? q->remaining : q->limit;
        int percent = (int)((double)left * 100 / (double)q->limit);
        snprintf(p[P_QUOTA].text, sizeof p[P_QUOTA].text, "quota %d%%", percent);
        p[P_QUOTA].role = percent < 10 ? ROLE_FAILED : ROLE_DIM;
    }
    int64_t read = fleet_list_state(s->view->fleet)->known.read;
    const struct company_detail *detail = s->company ? s->company->detail : NULL;
    if (detail)
        read = time_later(
            read, time_later(detail->statuses_known.read, detail->pulls_known.read));
    if (!read)
        return;
    char age[16] = "now";
    if (s->view->now - read < FRESH_MS)
        draw_changes_at(s->draw, read + FRESH_MS);
    else
        draw_age_mono(s->draw, read, age, sizeof age);
    bool fresh = strcmp(age, "now") == 0;
    bool slow = !fresh && watch_is_slow(s->watch, s->view->now);
    snprintf(p[P_READ].text, sizeof p[P_READ].text, "read %s%s%s", age,
             fresh ? "" : " ago", slow ? ", slow" : "");
    p[P_READ].role = ROLE_DIM;
}

static int draw_piece(struct draw *d, int x, const struct piece *p)
{
    return draw_run(d, 0, x, draw_width(d, p->text), p->role, p->text);
}

static void draw_pieces(struct draw *d, const struct piece *p, const bool *shown,
                        int cols)
{
    int x = 0;
    for (int i = 0; i < FROM_RIGHT; i++) {
        if (!shown[i])
            continue;
        bool joined = i == P_ENVIRONMENT && shown[P_PROFILE];
        if (joined)
            x += draw_run(d, 0, x - GAP, 3, ROLE_DIM, " · ") - GAP;
        x += draw_piece(d, x, &p[i]) + GAP;
    }
    x = cols;
    for (int i = P_COUNT - 1; i >= FROM_RIGHT; i--) {
        if (!shown[i])
            continue;
        x -= draw_width(d, p[i].text);
        draw_piece(d, x, &p[i]);
        x -= GAP;
    }
}

static void measure(const struct scene *s, const struct piece *pieces, int *widths)
{
    for (int i = 0; i < P_COUNT; i++)
        widths[i] = draw_width(s->draw, pieces[i].text);
    if (widths[P_PROFILE])
        widths[P_ENVIRONMENT]++; /* joined by " · " */
}

/* The least important piece that can be said more briefly, or P_COUNT. */
static int next_to_shorten(const struct piece *pieces)
{
    int least = P_COUNT;
    for (int i = 0; i < P_COUNT; i++)
        if (*pieces[i].brief && (least == P_COUNT || keep[i] < keep[least]))
            least = i;
    return least;
}

/* Says pieces briefly until all that matter fit, or none is left to be shortened. */
static void shorten(const struct scene *s, struct piece *pieces, int cols, int *widths)
{
    for (;;) {
        int total = -GAP, next = next_to_shorten(pieces);
        for (int i = 0; i < P_COUNT; i++)
            total += widths[i] > 0 && keep[i] > MINOR ? widths[i] + GAP : 0;
        if (total <= cols || next == P_COUNT)
            return;
        struct piece *p = &pieces[next];
        memcpy(p->text, p->brief, sizeof p->brief);
        *p->brief = '\0';
        measure(s, pieces, widths);
    }
}

void header_draw(struct ui *ui, const struct scene *s)
{
    struct piece pieces[P_COUNT] = {0};
    write_identity(pieces, ui, s);
    write_paused(&pieces[P_PAUSED], s);
    write_fleet(pieces, s);
    write_trouble(&pieces[P_TROUBLE], s);
    write_knowledge(pieces, s);
    int widths[P_COUNT];
    bool shown[P_COUNT];
    measure(s, pieces, widths);
    shorten(s, pieces, ui->layout.cols, widths);
    pieces_fit(widths, keep, P_COUNT, GAP, ui->layout.cols, shown);
    draw_pieces(s->draw, pieces, shown, ui->layout.cols);
}
