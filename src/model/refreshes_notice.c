/* What is said of a refresh: each ends in one sentence that names the data type, the
 * company, what became of it and what to do. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/timefmt.h"
#include "model/refreshes_internal.h"

/* "invoices of Northwind Traders" */
static void add_subject(struct buf *b, const struct refresh *r)
{
    bool all = r->call->op == OP_REFRESH_ALL;
    buf_addf(b, "%s of %s",
             all || !r->call->data_type ? "all data types" : r->call->data_type,
             r->company_name);
}

static void say(struct messages *m, enum message_level level, struct buf *b)
{
    if (m)
        messages_add(m, level, "%s", buf_str(b));
    buf_free(b);
}

/* The subject, and what is to be said of it. */
static void say_of(const struct refresh *r, const char *text, enum message_level level,
                   struct messages *m)
{
    struct buf b = {0};
    add_subject(&b, r);
    buf_addf(&b, ": %s", text);
    say(m, level, &b);
}

void notice_twice(const struct refresh *r, struct messages *m)
{
    say_of(r, "a refresh is on its way already; it is followed", MESSAGE_INFO, m);
}

void notice_queued(const struct refresh *r, struct messages *m)
{
    say_of(r, "refresh queued; followed to its end", MESSAGE_INFO, m);
}

void notice_joined(const struct refresh *r, struct messages *m)
{
    say_of(r, "a pull is running already; it is followed", MESSAGE_INFO, m);
}

void notice_rejected(const struct refresh *r, const struct api_error *error,
                     struct messages *m)
{
    char *sentence = api_error_sentence(error);
    say_of(r, sentence, error->outcome_unknown ? MESSAGE_WARNING : MESSAGE_ERROR, m);
    free(sentence);
}

void notice_given_up(const struct refresh *r, struct messages *m)
{
    say_of(r, "the refresh was given up before Codat took it", MESSAGE_INFO, m);
}

void notice_not_carried_out(const struct refresh *r, struct messages *m)
{
    say_of(r, "the refresh was not carried out, as the history shows; refresh again",
           MESSAGE_ERROR, m);
}

void notice_lost(const struct refresh *r, const char *why, struct messages *m)
{
    say_of(r, why, MESSAGE_WARNING, m);
}

/* --- ends --------------------------------------------------------------------------- */

/* A new string, or NULL. */
static char *link_of(const struct fleet *f, const struct refresh *r, const struct pull *p)
{
    const struct fleet_company *c = fleet_find(f, r->call->company_id);
    for (size_t i = 0; c && p && p->connection_id && i < c->record->connection_count;
         i++) {
        const struct connection *connection = &c->record->connections[i];
        if (connection->id && strcmp(connection->id, p->connection_id) == 0)
            return connection_link(c->record, connection);
    }
    const struct connection *relink = fleet_needs_relink(f, r->call->company_id);
    return relink ? connection_link(c->record, relink) : NULL;
}

static void add_relink(struct buf *b, const struct fleet *f, const struct refresh *r,
                       const struct pull *p)
{
    char *link = link_of(f, r, p);
    if (link)
        buf_addf(b, "The customer must relink: send them %s (a refresh will not help).",
                 link);
    else
        buf_adds(b, pull_status_remedy(PULL_AUTH_ERROR));
    free(link);
}

static void add_took(struct buf *b, const struct refresh *r, const struct pull *p,
                     const char *word, int64_t now)
{
    char took[32];
    bool told = p && p->requested != TIME_NONE && p->completed != TIME_NONE &&
                p->completed >= p->requested;
    time_format_duration(told ? p->completed - p->requested : now - r->asked, took,
                         sizeof took);
    buf_addf(b, " %s %s", word, took);
}

static void add_reason(struct buf *b, const char *text)
{
    if (!text || !*text)
        return;
    buf_addf(b, ": %s", text);
}

static void end_sentence(struct buf *b)
{
    char last = b->data[b->len - 1];
    buf_adds(b, strchr(".!?", last) ? " " : ". ");
}

static void add_failure(struct buf *b, const struct entry *e, const struct fleet *f,
                        const struct pull *p)
{
    add_reason(b, p->error_message);
    if (!p->error_message || p->status == PULL_RATE_LIMIT_ERROR)
        add_reason(b, p->status_description);
    const char *remedy = pull_status_remedy(p->status);
    if (!remedy)
        return;
    end_sentence(b);
    if (p->status == PULL_AUTH_ERROR)
        add_relink(b, f, &e->pub, p);
    else
        buf_adds(b, remedy);
}

static enum message_level level_of(enum state state)
{
    return state == STATE_COMPLETE                             ? MESSAGE_GOOD
           : state == STATE_FAILED || state == STATE_ATTENTION ? MESSAGE_ERROR
                                                               : MESSAGE_WARNING;
}

static void say_one_ended(const struct entry *e, const struct fleet *f,
                          const struct pull *p, int64_t now, struct messages *m)
{
    const struct refresh *r = &e->pub;
    enum state state = p ? pull_state(p) : STATE_UNKNOWN;
    struct buf b = {0};
    add_subject(&b, r);
    buf_addf(&b, ": %s", p && p->status_text ? p->status_text : "ended");
    /* Early in the sentence, because a narrow status line shows no more of it. */
    if (p && p->status == PULL_AUTH_ERROR)
        buf_adds(&b, " (relink needed)");
    add_took(&b, r, p, state == STATE_COMPLETE ? "in" : "after", now);
    if (state == STATE_FAILED || state == STATE_ATTENTION)
        add_failure(&b, e, f, p);
    say(m, level_of(state), &b);
}

static void say_all_ended(const struct entry *e, const struct fleet *f, int64_t now,
                          struct messages *m)
{
    const struct refresh *r = &e->pub;
    struct buf b = {0};
    add_subject(&b, r);
    buf_adds(&b, ": ");
    message_add_count(&b, r->complete, "complete");
    message_add_count(&b, r->failed, "failed");
    message_add_count(&b, r->pull_count - r->complete - r->failed,
                      "cancelled or not supported");
    add_took(&b, r, NULL, "in", now);
    if (e->relink) {
        end_sentence(&b);
        add_relink(&b, f, r, NULL);
    }
    say(m, r->failed > 0 ? MESSAGE_ERROR : MESSAGE_GOOD, &b);
}

void notice_ended(const struct entry *e, const struct fleet *f, int64_t now,
                  struct messages *m)
{
    if (e->pub.pull_count == 1 && e->pub.call->op == OP_REFRESH_TYPE)
        say_one_ended(e, f,
                      fleet_find_pull(f, e->pub.call->company_id, e->pub.pull_ids[0]),
                      now, m);
    else
        say_all_ended(e, f, now, m);
}

void notice_ended_by_status(const struct entry *e, const struct fleet *f,
                            const struct pull *p, int64_t now, struct messages *m)
{
    say_one_ended(e, f, p, now, m);
}
