/* Values as people write them. No function of the locale is used: a configuration means
 * the same in every one. */
#include "config.h"

#include "base/value.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"

#define DIGITS "0123456789"
#define MOST_DIGITS 12 /* a longer number is no number that anybody means */

bool value_choice(const char *text, const char *const *words, size_t count, size_t *out)
{
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(text, words[i]) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

char *value_choices(const char *const *words, size_t count)
{
    struct buf b = {0};
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_adds(&b, i + 1 < count ? ", " : " or ");
        buf_adds(&b, words[i]);
    }
    return buf_take(&b);
}

bool value_bool(const char *text, bool *out)
{
    static const char *const words[] = {"false", "true", "no", "yes", "off", "on"};
    size_t i;
    if (!value_choice(text, words, sizeof words / sizeof *words, &i))
        return false;
    *out = i % 2 == 1;
    return true;
}

/* Reads the digits at *text and steps over them; false where there are none or too many.
 */
static bool read_digits(const char **text, int64_t *value, double *unit)
{
    size_t len = strspn(*text, DIGITS);
    if (len == 0 || len > MOST_DIGITS)
        return false;
    *value = 0;
    *unit = 1;
    for (size_t i = 0; i < len; i++) {
        *value = 10 * *value + ((*text)[i] - '0');
        *unit *= 10;
    }
    *text += len;
    return true;
}

bool value_integer(const char *text, int64_t least, int64_t most, int64_t *out)
{
    int64_t value;
    double unit;
    bool negative = *text == '-';
    text += negative;
    if (!read_digits(&text, &value, &unit) || *text != '\0')
        return false;
    value = negative ? -value : value;
    if (value < least || value > most)
        return false;
    *out = value;
    return true;
}

/* Reads "12" or "12.5" and steps over it. */
static bool read_decimal(const char **text, double *value)
{
    int64_t whole, part;
    double unit;
    if (!read_digits(text, &whole, &unit))
        return false;
    *value = (double)whole;
    if (**text != '.')
        return true;
    (*text)++;
    if (!read_digits(text, &part, &unit))
        return false;
    *value += (double)part / unit;
    return true;
}

bool value_decimal(const char *text, double least, double most, double *out)
{
    double value;
    if (!read_decimal(&text, &value) || *text != '\0' || value < least || value > most)
        return false;
    *out = value;
    return true;
}

bool value_duration(const char *text, int64_t least, int64_t most, int64_t *out)
{
    static const struct {
        const char *name;
        double ms;
    } units[] = {{"ms", 1}, {"s", 1000}, {"", 1000}, {"m", 60000}, {"h", 3600000}};
    double value;
    if (!read_decimal(&text, &value))
        return false;
    text += strspn(text, " ");
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(text, units[i].name) != 0)
            continue;
        double ms = value * units[i].ms + 0.5;
        if (ms < (double)least || ms >= (double)most + 1)
            return false;
        *out = (int64_t)ms;
        return true;
    }
    return false;
}
