/* What a code point is to a terminal: utf8proc's categories and widths, and the few
 * ranges where those are not what terminals do. */
#include "config.h"

#include "base/textclass.h"

#include <utf8proc.h>

struct class_range {
    int32_t first, last;
    enum text_class class;
};

/* Sorted. Fillers, variation selectors and the other default-ignorable marks show
 * nothing. Medial and final jamo (TEXT_MARK) have no cell of their own in any wcwidth,
 * but one in utf8proc. Where the libraries' widths differ (TEXT_UNSAFE after 0x3000) no
 * choice would keep every terminal's columns straight. */
static const struct class_range exceptions[] = {
    {0x0009, 0x000A, TEXT_BLANK},       {0x000D, 0x000D, TEXT_BLANK},
    {0x034F, 0x034F, TEXT_INVISIBLE},   {0x115F, 0x1160, TEXT_INVISIBLE},
    {0x1161, 0x11FF, TEXT_MARK},        {0x17B4, 0x17B5, TEXT_INVISIBLE},
    {0x180B, 0x180F, TEXT_INVISIBLE},   {0x2028, 0x2029, TEXT_UNSAFE},
    {0x2800, 0x2800, TEXT_INVISIBLE},   {0x3164, 0x3164, TEXT_INVISIBLE},
    {0x3248, 0x324F, TEXT_UNSAFE},      {0x4DC0, 0x4DFF, TEXT_UNSAFE},
    {0xD7B0, 0xD7C6, TEXT_MARK},        {0xD7CB, 0xD7FB, TEXT_MARK},
    {0xFE00, 0xFE0F, TEXT_INVISIBLE},   {0xFFA0, 0xFFA0, TEXT_INVISIBLE},
    {0xE0100, 0xE01EF, TEXT_INVISIBLE},
};

static enum text_class by_category(int32_t cp)
{
    switch (utf8proc_category(cp)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
        return TEXT_MARK;
    case UTF8PROC_CATEGORY_MC:
        return TEXT_SPACING_MARK;
    case UTF8PROC_CATEGORY_CF:
        return TEXT_INVISIBLE;
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return TEXT_UNSAFE;
    default:
        return utf8proc_charwidth(cp) > 0 ? TEXT_BASE : TEXT_UNSAFE;
    }
}

enum text_class text_class(int32_t cp)
{
    if (cp >= 0x20 && cp <= 0x7E)
        return TEXT_BASE;
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
        if (cp <= exceptions[i].last) {
            if (cp >= exceptions[i].first)
                return exceptions[i].class;
            break;
        }
    return by_category(cp);
}

size_t text_cells(int32_t cp)
{
    switch (text_class(cp)) {
    case TEXT_MARK:
    case TEXT_INVISIBLE:
        return 0;
    case TEXT_BASE:
        return utf8proc_charwidth(cp) > 1 ? 2 : 1;
    default:
        return 1;
    }
}
