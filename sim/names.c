/* The texts of a company: names in the scripts of the world, descriptions, tags. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "sim/fleet.h"

#define COUNT(array) ((unsigned)(sizeof(array) / sizeof *(array)))

/* A style of company names: one word of each list, put together by its pattern, where 1,
 * 2 and 3 stand for words of the lists. */
struct style {
    unsigned share;
    const char *pattern;
    const char *const *list[3];
    unsigned count[3];
    const char *region;
};

static const char *const english_first[] = {
    "Northwind",   "Blue Bottle", "Harbour",     "Oakfield",
    "Red Kite",    "Stonebridge", "Ashdown",     "Bright & Early",
    "Copper Lane", "Dovetail",    "Eastgate",    "Foxglove",
    "Granary",     "Hawthorn",    "Ironbridge",  "Juniper",
    "Kestrel",     "Larkspur",    "Mill Road",   "Nightjar",
    "Old Pier",    "Pennine",     "Quayside",    "Ravenscroft",
    "Silverdale",  "Thornbury",   "Upland",      "Valley Green",
    "Westbourne",  "Yew Tree",    "O'Brien's",   "Smith & Daughters",
    "Acorn",       "Beacon Hill", "Cedar Point", "Driftwood",
    "Elm Street",  "Fairweather", "Golden Gate", "High Plains",
    "Lone Star",   "Magnolia",    "Niagara",     "Palmetto",
    "Redwood",     "Summit",
};
static const char *const english_trade[] = {
    "Traders",    "Bakery",     "Coffee Roasters", "Joinery",    "Logistics",
    "Dental",     "Plumbing",   "Design Studio",   "Farm Foods", "Brewing",
    "Cycles",     "Books",      "Engineering",     "Catering",   "Motors",
    "Textiles",   "Analytics",  "Veterinary",      "Interiors",  "Recruitment",
    "Security",   "Landscapes", "Physiotherapy",   "Roofing",    "Music School",
    "Electrical", "Flowers",    "Fitness",         "Printworks", "Optics",
    "Marine",     "Pharmacy",   "Architects",      "Robotics",
};
static const char *const english_form[] = {"Ltd", "Limited", "LLP",  "Inc.",
                                           "LLC", "Group",   "& Co", "Pty Ltd"};

static const char *const french_trade[] = {
    "Boulangerie", "Société Générale d’Électricité",
    "Crêperie",    "Fromagerie",
    "Garage",      "Épicerie",
    "Librairie",   "Ateliers",
    "Maçonnerie",  "Hôtel"};
static const char *const french_name[] = {"Lefèvre",      "de l’Île", "Benoît",
                                          "Château-Neuf", "Desprès",  "du Vieux Pont",
                                          "Gérard",       "Noëlle"};
static const char *const french_form[] = {"SARL", "SAS", "& Fils", "SA"};

static const char *const german_name[] = {"Müller",  "Schäfer", "Groß",
                                          "Jürgens", "Köhler",  "Österreicher",
                                          "Weiß",    "Bäcker",  "Süßmann"};
static const char *const german_trade[] = {"Maschinenbau",
                                           "Getränkehandel",
                                           "Büromöbel",
                                           "Fahrräder",
                                           "Steuerberatungsgesellschaft",
                                           "Elektrotechnik",
                                           "Gärtnerei",
                                           "Druckerei"};
static const char *const german_form[] = {"GmbH", "GmbH & Co. KG", "AG", "e. K."};

static const char *const spanish_trade[] = {"Panadería", "Construcciones", "Peluquería",
                                            "Añejos",    "Jardinería",     "Clínica",
                                            "Vinos"};
static const char *const spanish_name[] = {"Núñez",          "Íñigo",    "Peña",
                                           "García Márquez", "San José", "Ibáñez",
                                           "São João",       "Conceição"};
static const char *const spanish_form[] = {"S.L.", "S.A.", "Hermanos", "Lda"};

static const char *const nordic_first[] = {"Åkerström", "Sørensen", "Ægir",  "Lindqvist",
                                           "Jäähalli",  "Þórsson",  "Öberg", "Bjørn"};
static const char *const nordic_trade[] = {"Fisk", "Møbler", "Skärgård", "Bygg", "Kaffe"};
static const char *const nordic_form[] = {"AB", "ApS", "AS", "Oy", "ehf."};

static const char *const east_first[] = {"Wójcik", "Dvořák",   "Şahin", "Kovács",
                                         "Žižka",  "Łódź",     "Čapek", "Gökçe",
                                         "Nguyễn", "Trần Hưng"};
static const char *const east_trade[] = {"Piekarnia", "Stavební", "İnşaat",    "Bútor",
                                         "Usługi",    "Phở",      "Thương Mại"};
static const char *const east_form[] = {"sp. z o.o.", "s.r.o.", "A.Ş.", "Kft.", "TNHH"};

static const char *const japanese_first[] = {"東京", "大阪", "北海道",   "山田", "さくら",
                                             "富士", "京都", "ひまわり", "佐藤"};
static const char *const japanese_trade[] = {"商会", "製作所", "食品",     "コーヒー",
                                             "物流", "電機",   "デザイン", "酒造"};
static const char *const japanese_form[] = {"株式会社", "合同会社", "有限会社"};

static const char *const chinese_first[] = {"上海", "深圳", "长江", "金龙",
                                            "華夏", "台北", "香港", "瑞祥"};
static const char *const chinese_trade[] = {"贸易", "科技", "茶業",
                                            "电子", "食品", "物流"};
static const char *const chinese_form[] = {"有限公司", "股份有限公司", "集团"};

static const char *const korean_first[] = {"서울", "부산", "한빛", "무궁화", "대한"};
static const char *const korean_trade[] = {"전자", "식품", "커피", "무역", "건설"};
static const char *const korean_form[] = {"주식회사", "유한회사"};

static const char *const cyrillic_first[] = {"Ромашка", "Север",  "Волга",    "Київ",
                                             "Зоря",    "Балкан", "Світанок", "Ёлка"};
static const char *const cyrillic_trade[] = {"Торг", "Строй", "Хліб", "Мебель", "Сервис"};
static const char *const cyrillic_form[] = {"ООО", "ТОВ", "ЕООД"};

static const char *const greek_first[] = {"Αθηνά", "Παπαδόπουλος", "Ελιά", "Θεσσαλονίκη",
                                          "Αιγαίο"};
static const char *const greek_trade[] = {"Ναυτιλία", "Τρόφιμα", "Καφές", "Εμπορική"};
static const char *const greek_form[] = {"Α.Ε.", "Ε.Π.Ε.", "Ο.Ε."};

static const char *const arabic_first[] = {"النور", "الأمل", "دبي", "الياسمين",
                                           "القاهرة"};
static const char *const arabic_trade[] = {"للتجارة", "للمقاولات", "للأغذية", "للسياحة"};
static const char *const arabic_form[] = {"شركة", "مؤسسة", "مجموعة"};

static const char *const hebrew_first[] = {"הגליל", "ירושלים", "כרמל", "שמש"};
static const char *const hebrew_trade[] = {"מאפיית", "ספרי", "יין", "תוכנה"};
static const char *const hebrew_form[] = {"בע״מ"};

static const char *const thai_first[] = {"กรุงเทพ", "เชียงใหม่", "ช้างทอง", "ดอกบัว"};
static const char *const thai_trade[] = {"การค้า", "อาหาร", "กาแฟ", "ขนส่ง"};
static const char *const thai_form[] = {"จำกัด", "จำกัด (มหาชน)"};

static const char *const hindi_first[] = {"भारत", "गंगा", "सूर्या", "लक्ष्मी"};
static const char *const hindi_trade[] = {"ट्रेडर्स", "मसाले", "वस्त्र", "चाय"};
static const char *const hindi_form[] = {"प्रा. लि.", "एंड संस"};

static const char *const emoji_mark[] = {"🍕", "🚲",    "☕",  "🌻",          "🐝",
                                         "🏄", "🧁", "🇬🇧", "👩‍🍳"};

#define STYLE(share, pattern, a, b, c, region)                                           \
    {                                                                                    \
        share, pattern, {a, b, c}, {COUNT(a), COUNT(b), COUNT(c)}, region                \
    }

static const struct style styles[] = {
    STYLE(560, "1 2 3", english_first, english_trade, english_form, "uk"),
    STYLE(90, "1 2", english_first, english_trade, english_form, "us"),
    STYLE(45, "1 2 3", french_trade, french_name, french_form, "fr"),
    STYLE(50, "1 2 3", german_name, german_trade, german_form, "de"),
    STYLE(35, "1 2 3", spanish_trade, spanish_name, spanish_form, "es"),
    STYLE(30, "1 2 3", nordic_first, nordic_trade, nordic_form, "nordics"),
    STYLE(30, "1 2 3", east_first, east_trade, east_form, "cee"),
    STYLE(40, "312", japanese_first, japanese_trade, japanese_form, "jp"),
    STYLE(25, "123", chinese_first, chinese_trade, chinese_form, "cn"),
    STYLE(15, "3 1 2", korean_first, korean_trade, korean_form, "kr"),
    STYLE(20, "3 «1 2»", cyrillic_first, cyrillic_trade, cyrillic_form, "cee"),
    STYLE(12, "1 2 3", greek_first, greek_trade, greek_form, "gr"),
    STYLE(14, "3 1 2", arabic_first, arabic_trade, arabic_form, "mena"),
    STYLE(10, "2 1 3", hebrew_first, hebrew_trade, hebrew_form, "il"),
    STYLE(8, "1 2 3", thai_first, thai_trade, thai_form, "th"),
    STYLE(8, "1 2 3", hindi_first, hindi_trade, hindi_form, "in"),
    STYLE(8, "1 2 3", english_first, english_trade, emoji_mark, "us"),
};

static const char *const descriptions[] = {
    "Requested early access to the new financing scheme.",
    "Seasonal business; expect large swings between quarters.",
    "Moved from another provider in spring, history is incomplete.",
    "Working-capital facility, reviewed monthly",
    "Ref. CRM-20931 / opportunity “Herbst”",
    "Pilot customer – call before any change to the connection",
    "Family business in its third generation",
    "Invoice finance, covenant reporting due on the 5th",
    "两家分店，统一报表",
    "Prefers e-mail; speaks Français & Deutsch",
};

static const char *const users[] = {"Mike Smith",       "Joe Bloggs",      "Dan Tzabar",
                                    "Aoife Ní Bhriain", "José Álvarez",    "Søren Kjær",
                                    "Yuki 田中",        "Priya Natarajan", "API key"};

static const char *const teams[] = {"invoice-finance", "lending", "onboarding", "risk",
                                    "key-accounts"};
static const char *const tiers[] = {"gold", "silver", "bronze"};

enum draw {
    DRAW_STYLE = 0x400,
    DRAW_WORD, /* and the two numbers after it */
    DRAW_DESCRIPTION = DRAW_WORD + 3,
    DRAW_USER,
    DRAW_TAGS,
    DRAW_TEAM,
    DRAW_UID
};

static const struct style *draw_style(uint64_t hash)
{
    unsigned ticket = ids_pick(hash, 1000);
    for (unsigned n = 0; n < COUNT(styles); n++) {
        if (ticket < styles[n].share)
            return &styles[n];
        ticket -= styles[n].share;
    }
    return &styles[0];
}

static void make_name(const struct company *company, const struct style *style, char *out,
                      size_t size)
{
    size_t used = 0;
    for (const char *p = style->pattern; *p != '\0'; p++) {
        char plain[2] = {*p, '\0'};
        const char *piece = plain;
        if (*p >= '1' && *p <= '3') {
            unsigned n = (unsigned)(*p - '1');
            piece = style->list[n][ids_pick(ids_hash(company->seed, DRAW_WORD + n),
                                            style->count[n])];
        }
        size_t len = strlen(piece);
        if (used + len >= size)
            break;
        memcpy(out + used, piece, len);
        used += len;
    }
    out[used] = '\0';
}

static void add_tag(struct company_text *text, const char *key, const char *value)
{
    struct company_tag *tag = &text->tag[text->tags++];
    tag->key = key;
    snprintf(tag->value, sizeof tag->value, "%s", value);
}

static void make_tags(const struct company *company, const struct style *style,
                      struct company_text *text)
{
    uint64_t hash = ids_hash(company->seed, DRAW_TAGS);
    uint64_t team = ids_hash(company->seed, DRAW_TEAM);
    text->tags = 0;
    if (hash % 8 != 0)
        add_tag(text, "region", style->region);
    if (hash % 3 != 0)
        add_tag(text, "team", teams[ids_pick(team, COUNT(teams))]);
    if (hash % 7 == 0)
        add_tag(text, "tier", tiers[team % COUNT(tiers)]);
    if (hash % 5 == 0) {
        char uid[UUID_TEXT];
        ids_format(ids_uuid(ids_hash(company->seed, DRAW_UID)), uid);
        add_tag(text, "uid", uid);
    }
}

void fleet_text(const struct company *company, struct company_text *text)
{
    const struct style *style = draw_style(ids_hash(company->seed, DRAW_STYLE));
    uint64_t hash = ids_hash(company->seed, DRAW_DESCRIPTION);
    make_name(company, style, text->name, sizeof text->name);
    text->description =
        hash % 3 == 0 ? descriptions[ids_pick(hash, COUNT(descriptions))] : NULL;
    hash = ids_hash(company->seed, DRAW_USER);
    text->user = hash % 20 == 0 ? NULL : users[ids_pick(hash, COUNT(users))];
    make_tags(company, style, text);
}
