/* Looking at companies from afar. The texts of 100,000 companies lie all over the memory,
 * and reaching for each of them takes longer than a person waits for a key. What they say
 * is kept in few bits: which bytes they have, and (hashed) which bytes stand side by
 * side. That rules most companies out, and a single letter in. */
#include "config.h"

#include <string.h>

#include "model/filter_internal.h"

#define PAIR_BITS 192
#define HEX_ID                                                                           \
    (UINT64_C(1) << 63) /* the id has nothing but hexadecimal digits and dashes */

static unsigned folded(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool is_hex(unsigned c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
}

static bool all_hex(const char *text)
{
    while (*text && is_hex(folded(*text)))
        text++;
    return *text == '\0';
}

/* Letters and digits have a bit of their own. */
static bool is_exact(unsigned c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static uint64_t byte_bit(unsigned c)
{
    unsigned n = c >= 'a' && c <= 'z'   ? c - 'a'
                 : c >= '0' && c <= '9' ? 26 + c - '0'
                                        : 36 + c % 27;
    return UINT64_C(1) << n;
}

static void add_bytes(struct filter_signature *s, const char *text)
{
    for (; *text; text++)
        s->bytes |= byte_bit(folded(*text));
}

/* Two bits for a pair: some pairs are in most companies, and another one that shares a
 * bit with them would tell nothing. */
static void add_pair(struct filter_signature *s, unsigned first, unsigned second)
{
    uint32_t hash = (first << 8 | second) * UINT32_C(0x9e3779b1);
    unsigned one = (hash >> 16) * PAIR_BITS >> 16;
    unsigned other = (hash & 0xffff) * PAIR_BITS >> 16;
    s->pairs[one / 64] |= UINT64_C(1) << one % 64;
    s->pairs[other / 64] |= UINT64_C(1) << other % 64;
}

static void add_text(struct filter_signature *s, const char *text)
{
    if (!text || !*text)
        return;
    unsigned before = folded(*text);
    s->bytes |= byte_bit(before);
    while (*++text) {
        unsigned c = folded(*text);
        s->bytes |= byte_bit(c);
        add_pair(s, before, c);
        before = c;
    }
}

/* An id of hexadecimal digits would fill the pairs up; it is left to a closer look. */
void filter_sign(const struct company *c, struct filter_signature *s)
{
    *s = (struct filter_signature){0};
    if (all_hex(c->id)) {
        s->bytes = HEX_ID;
        add_bytes(s, c->id);
    } else {
        add_text(s, c->id);
    }
    add_text(s, c->name);
    for (size_t i = 0; i < c->connection_count; i++)
        add_text(s, c->connections[i].platform);
    for (size_t i = 0; i < c->tag_count; i++) {
        add_text(s, c->tags[i].key);
        add_text(s, c->tags[i].value);
    }
}

void filter_sign_term(struct term *t)
{
    t->signature = (struct filter_signature){0};
    if (t->field->glance == GLANCE_NOTHING)
        return;
    add_text(&t->signature, t->key.text);
    add_text(&t->signature, t->text.text);
    t->hex = t->text.len > 0 && all_hex(t->text.text);
    t->exact = t->field->glance == GLANCE_WORDS && t->text.len == 1 &&
               is_exact((unsigned char)t->text.text[0]);
}

static bool has_pairs(const struct filter_signature *s, const struct term *t)
{
    uint64_t missing = 0;
    for (size_t i = 0; i < sizeof s->pairs / sizeof s->pairs[0]; i++)
        missing |= t->signature.pairs[i] & ~s->pairs[i];
    return missing == 0;
}

static bool may_be_in_id(const struct filter_signature *s, const struct term *t)
{
    return t->hex || !(s->bytes & HEX_ID);
}

static enum filter_verdict glance(const struct term *t, const struct filter_signature *s)
{
    if (t->field->glance == GLANCE_NOTHING)
        return FILTER_MAYBE;
    if (t->signature.bytes & ~s->bytes)
        return FILTER_NO;
    if (t->exact)
        return FILTER_YES;
    bool in_id = t->field->glance != GLANCE_TEXTS && may_be_in_id(s, t);
    return in_id || has_pairs(s, t) ? FILTER_MAYBE : FILTER_NO;
}

/* A closer look, and only where the signature leaves anything open. */
static bool look(const struct term *t, const struct fleet_company *c,
                 const struct filter_signature *s, int64_t now)
{
    enum filter_verdict verdict = glance(t, s);
    if (verdict != FILTER_MAYBE)
        return verdict == FILTER_YES;
    if (t->field->glance != GLANCE_WORDS)
        return t->field->company(t, c, now);
    return (has_pairs(s, t) && filter_finds_text(t, c->record)) ||
           (may_be_in_id(s, t) && finder_in(&t->text, c->record->id));
}

bool filter_matches_signed(const struct filter *f, const struct fleet_company *c,
                           const struct filter_signature *signature, int64_t server_wall)
{
    for (size_t i = 0; f && i < f->count; i++) {
        const struct term *t = &f->terms[i];
        if (look(t, c, signature, server_wall) == t->negated)
            return false;
    }
    return true;
}

enum filter_verdict filter_glance(const struct filter *f,
                                  const struct filter_signature *s)
{
    enum filter_verdict all = FILTER_YES;
    for (size_t i = 0; f && i < f->count; i++) {
        const struct term *t = &f->terms[i];
        enum filter_verdict one = glance(t, s);
        if (one == (t->negated ? FILTER_YES : FILTER_NO))
            return FILTER_NO;
        if (one == FILTER_MAYBE)
            all = FILTER_MAYBE;
    }
    return all;
}
