/* The JSON writer. */
#include "config.h"

#include "sim/jsonout.h"

#include <string.h>

#include "base/timefmt.h"

#define DAY_MS INT64_C(86400000)

static void before(struct json_out *out, const char *key)
{
    if (out->comma)
        buf_addc(&out->buf, ',');
    out->comma = true;
    if (key != NULL) {
        buf_addc(&out->buf, '"');
        buf_adds(&out->buf, key);
        buf_add(&out->buf, "\":", 2);
    }
}

void json_open(struct json_out *out, const char *key, char bracket)
{
    before(out, key);
    buf_addc(&out->buf, bracket);
    out->comma = false;
}

void json_close(struct json_out *out, char bracket)
{
    buf_addc(&out->buf, bracket);
    out->comma = true;
}

static void add_escaped(struct buf *buf, unsigned char c)
{
    if (c == '"' || c == '\\')
        buf_addf(buf, "\\%c", c);
    else
        buf_addf(buf, "\\u%04x", c);
}

void json_string(struct json_out *out, const char *key, const char *value)
{
    if (value == NULL) {
        json_null(out, key);
        return;
    }
    before(out, key);
    buf_addc(&out->buf, '"');
    const char *plain = value;
    for (const char *p = value;; p++) {
        unsigned char c = (unsigned char)*p;
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
            continue;
        buf_add(&out->buf, plain, (size_t)(p - plain));
        if (c == '\0')
            break;
        add_escaped(&out->buf, c);
        plain = p + 1;
    }
    buf_addc(&out->buf, '"');
}

void json_integer(struct json_out *out, const char *key, int64_t value)
{
    before(out, key);
    buf_addf(&out->buf, "%lld", (long long)value);
}

void json_bool(struct json_out *out, const char *key, bool value)
{
    before(out, key);
    buf_adds(&out->buf, value ? "true" : "false");
}

void json_null(struct json_out *out, const char *key)
{
    before(out, key);
    buf_add(&out->buf, "null", 4);
}

void json_uuid(struct json_out *out, const char *key, struct uuid id)
{
    char text[UUID_TEXT + 2];
    text[0] = '"';
    ids_format(id, text + 1);
    text[UUID_TEXT] = '"';
    before(out, key);
    buf_add(&out->buf, text, UUID_TEXT + 1);
}

void json_date(struct json_out *out, const char *key, int64_t ms)
{
    if (ms == TIME_NONE) {
        json_null(out, key);
        return;
    }
    char text[DATE_TEXT];
    date_codat(ms, text);
    before(out, key);
    buf_addc(&out->buf, '"');
    buf_adds(&out->buf, text);
    buf_addc(&out->buf, '"');
}

/* The civil calendar date of a day counted from 1970-01-01. */
static void civil_date(int64_t day, int *year, int *month, int *mday)
{
    int64_t shifted = day + 719468;
    int64_t era = shifted / 146097;
    int64_t in_era = shifted % 146097;
    int64_t year_of_era =
        (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int64_t in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * in_year + 2) / 153;
    *mday = (int)(in_year - (153 * march_month + 2) / 5 + 1);
    *month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2 ? 1 : 0));
}

static char *add_digits(char *p, int64_t value, int digits)
{
    for (int n = digits; n-- > 0; value /= 10)
        p[n] = (char)('0' + value % 10);
    return p + digits;
}

/* "." and the fraction without zeros at its end, as .NET writes it. */
static char *add_fraction(char *p, int64_t fraction)
{
    *p++ = '.';
    p = add_digits(p, fraction, 7);
    while (p[-1] == '0')
        p--;
    return p;
}

void date_codat(int64_t ms, char out[DATE_TEXT])
{
    int year, month, mday;
    int64_t in_day = ms % DAY_MS;
    uint64_t hash = ids_hash(0xda7e, (uint64_t)ms);
    civil_date(ms / DAY_MS, &year, &month, &mday);
    char *p = add_digits(out, year, 4);
    *p++ = '-';
    p = add_digits(p, month, 2);
    *p++ = '-';
    p = add_digits(p, mday, 2);
    *p++ = 'T';
    p = add_digits(p, in_day / 3600000, 2);
    *p++ = ':';
    p = add_digits(p, in_day / 60000 % 60, 2);
    *p++ = ':';
    p = add_digits(p, in_day / 1000 % 60, 2);
    int64_t finer = hash % 5 == 0 ? 0 : (int64_t)(hash >> 16) % 10000;
    if (in_day % 1000 != 0)
        p = add_fraction(p, in_day % 1000 * 10000 + finer);
    if (in_day % 1000 != 0 || hash % 3 != 0)
        *p++ = 'Z';
    *p = '\0';
}
