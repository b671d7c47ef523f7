/* The terminal itself. */
#include "config.h"

#include <curses.h>
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/crash.h"
#include "ui/keys.h"
#include "ui/screen.h"

/* Milliseconds to wait for the rest of a key's sequence after ESC: over a slow line a gap
 * inside an arrow key breaks anything shorter. */
#define ESCAPE_DELAY 100

/* Modes of the terminal that its description does not name. Terminals tell then where
 * pasted text begins and ends; those that cannot ignore it. */
#define MODES_ON "\033[?2004h\033[?1004h"
#define MODES_OFF "\033[?1004l\033[?2004l"
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

enum {
    CODE_PASTE = KEY_MAX + 1,
    CODE_PASTE_END,
    CODE_FOCUS_IN,
    CODE_FOCUS_OUT,
    CODE_POINTER,
    CODE_POINTER_OLD,
};

struct screen {
    SCREEN *curses;
    struct termios shell_modes; /* as they were before */
    bool frame_titles;
    bool mouse; /* is on */
    struct pointer_reader reader;
    struct pointer pointer; /* what it read last */
    unsigned long frame;
};

/* --- opening --------------------------------------------------------------------- */

/* What is in the way of showing anything here, as a new sentence, or NULL. */
static char *obstacle(void)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return xstrdup(
            "The console needs a terminal, but standard input or output is none.");
    const char *term = getenv("TERM");
    if (!term || !*term)
        return xstrdup(
            "The environment variable TERM is not set: it names the terminal's "
            "type, for example xterm-256color.");
    int found;
    if (setupterm(term, STDOUT_FILENO, &found) != OK)
        return xasprintf("The terminal type \"%s\" (from TERM) is not known here; "
                         "TERM=xterm works with most terminals.",
                         term);
    /* The terminal library's terminfo names are old enough to take no const. */
    const char *cup = tigetstr((char *)"cup");
    bool usable = cup && cup != (char *)-1;
    del_curterm(cur_term);
    if (!usable)
        return xasprintf("The terminal type \"%s\" (from TERM) cannot place its cursor, "
                         "which the console needs.",
                         term);
    return NULL;
}

/* Terminals are told to send the sequences that their description names, and some send
 * the other usual ones all the same. */
static void define_usual_keys(void)
{
    static const struct {
        const char *sequence;
        int key;
    } usual[] = {
        {"\033[A", KEY_UP},
        {"\033OA", KEY_UP},
        {"\033[B", KEY_DOWN},
        {"\033OB", KEY_DOWN},
        {"\033[C", KEY_RIGHT},
        {"\033OC", KEY_RIGHT},
        {"\033[D", KEY_LEFT},
        {"\033OD", KEY_LEFT},
        {"\033[H", KEY_HOME},
        {"\033OH", KEY_HOME},
        {"\033[1~", KEY_HOME},
        {"\033[F", KEY_END},
        {"\033OF", KEY_END},
        {"\033[4~", KEY_END},
        {"\033[5~", KEY_PPAGE},
        {"\033[6~", KEY_NPAGE},
        {"\033[Z", KEY_BTAB},
        {"\033[3~", KEY_DC},
        {"\033[2~", KEY_IC},
        {"\033[200~", CODE_PASTE},
        {"\033[201~", CODE_PASTE_END},
        {"\033[I", CODE_FOCUS_IN},
        {"\033[O", CODE_FOCUS_OUT},
        {"\033[<", CODE_POINTER},
        {"\033[M", CODE_POINTER_OLD},
    };
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        define_key(usual[i].sequence, usual[i].key);
}

/* Keys arrive one by one and unchanged, but Ctrl-\ still ends a program that hangs. */
static void set_modes(void)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    define_usual_keys();
    nodelay(stdscr, TRUE);
    struct termios modes;
    if (tcgetattr(STDIN_FILENO, &modes) != 0)
        return;
    modes.c_lflag |= ISIG;
    modes.c_cc[VINTR] = modes.c_cc[VSUSP] = _POSIX_VDISABLE;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
    def_prog_mode();
}

/* A capability without its padding marks, "$<5>": no terminal of today needs them, and a
 * crash handler could not wait. */
static void add_capability(struct buf *b, const char *capability)
{
    while (capability && *capability) {
        if (capability[0] == '$' && capability[1] == '<' && strchr(capability, '>'))
            capability = strchr(capability, '>') + 1;
        else
            buf_addc(b, *capability++);
    }
}

static void send_modes(const char *modes)
{
    fputs(modes, stdout);
    fflush(stdout);
}

/* What the terminal must be told to be as before. */
static void guard_crashes(const struct screen *s)
{
    struct buf reset = {0};
    buf_adds(&reset, MOUSE_OFF MODES_OFF);
    add_capability(&reset, exit_attribute_mode);
    add_capability(&reset, orig_pair);
    add_capability(&reset, keypad_local);
    add_capability(&reset, cursor_normal);
    add_capability(&reset, exit_ca_mode);
    crash_guard(STDOUT_FILENO, buf_str(&reset), reset.len, &s->shell_modes);
    buf_free(&reset);
}

/* The terminal library takes signals over while it opens; they belong to the program. */
static const int library_signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
enum { LIBRARY_SIGNALS = sizeof library_signals / sizeof library_signals[0] };

/* Outside UTF-8 the library would use "repeat that character" (REP), which terminals that
 * call themselves xterm get wrong next to their right edge. It decides by the locale that
 * it is opened under. */
static SCREEN *newterm_without_repeat(void)
{
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", NULL);
    locale_t former = utf8 ? uselocale(utf8) : NULL;
    SCREEN *curses = newterm(NULL, stdout, stdin);
    if (utf8) {
        uselocale(former);
        freelocale(utf8);
    }
    return curses;
}

static SCREEN *open_quietly(void)
{
    struct sigaction former[LIBRARY_SIGNALS];
    for (int i = 0; i < LIBRARY_SIGNALS; i++)
        sigaction(library_signals[i], NULL, &former[i]);
    SCREEN *curses = newterm_without_repeat();
    for (int i = 0; i < LIBRARY_SIGNALS; i++)
        sigaction(library_signals[i], &former[i], NULL);
    return curses;
}

struct screen *screen_open(bool frame_titles, char **error)
{
    *error = obstacle();
    if (*error)
        return NULL;
    struct screen *s = xcalloc(1, sizeof *s);
    s->frame_titles = frame_titles;
    tcgetattr(STDIN_FILENO, &s->shell_modes);
    s->curses = open_quietly();
    if (!s->curses) {
        *error = xstrdup("The terminal could not be opened.");
        free(s);
        return NULL;
    }
    set_escdelay(ESCAPE_DELAY);
    set_modes();
    curs_set(0);
    guard_crashes(s);
    send_modes(MODES_ON);
    screen_resize(s);
    return s;
}

void screen_close(struct screen **screen)
{
    struct screen *s = *screen;
    if (!s)
        return;
    *screen = NULL;
    screen_mouse(s, false);
    send_modes(MODES_OFF);
    crash_unguard();
    endwin();
    delscreen(s->curses);
    free(s);
}

/* --- keys ------------------------------------------------------------------------ */

struct translation {
    int curses, key;
};

static const struct translation translations[] = {
    {KEY_UP, KEY_ARROW_UP},
    {KEY_DOWN, KEY_ARROW_DOWN},
    {KEY_LEFT, KEY_ARROW_LEFT},
    {KEY_RIGHT, KEY_ARROW_RIGHT},
    {KEY_PPAGE, KEY_PAGE_UP},
    {KEY_NPAGE, KEY_PAGE_DOWN},
    {KEY_HOME, KEY_HOME_ROW},
    {KEY_END, KEY_END_ROW},
    {KEY_FIND, KEY_HOME_ROW},
    {KEY_SELECT, KEY_END_ROW},
    {KEY_BTAB, KEY_BACK_TAB},
    {KEY_ENTER, KEY_RETURN},
    {KEY_BACKSPACE, KEY_RUBOUT},
    {KEY_DC, KEY_DELETE},
    {KEY_IC, KEY_INSERT},
    {CODE_PASTE, KEY_PASTE},
    {CODE_PASTE_END, KEY_PASTE_END},
    {CODE_FOCUS_IN, KEY_FOCUS_IN},
    {CODE_FOCUS_OUT, KEY_FOCUS_OUT},
};

static int translated(int curses)
{
    for (size_t i = 0; i < sizeof translations / sizeof translations[0]; i++)
        if (translations[i].curses == curses)
            return translations[i].key;
    for (int n = 1; n <= KEY_FUNCTIONS; n++)
        if (curses == KEY_F(n))
            return KEY_FUNCTION(n);
    return KEY_NONE;
}

int screen_input_fd(const struct screen *s)
{
    (void)s;
    return STDIN_FILENO;
}

/* No key came: because there is none, or because there will never be one again? */
static bool terminal_gone(void)
{
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&p, 1, 0) <= 0)
        return false;
    if (p.revents & (POLLHUP | POLLERR | POLLNVAL))
        return true;
    int waiting = 0;
    /* Readable without a byte to read is the end of the file. */
    return ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
}

/* Whether a character belongs to what the mouse sends; *key: KEY_POINTER once that is
 * whole, KEY_NONE before. */
static bool take_pointer(struct screen *s, int kind, wint_t c, int *key)
{
    if (kind == KEY_CODE_YES && (c == CODE_POINTER || c == CODE_POINTER_OLD)) {
        pointer_begin(&s->reader, c == CODE_POINTER_OLD);
        *key = KEY_NONE;
        return true;
    }
    if (!s->reader.reading)
        return false;
    enum pointer_state state =
        pointer_take(&s->reader, kind == KEY_CODE_YES ? KEY_NONE : (long)c, &s->pointer);
    *key = state == POINTER_DONE ? KEY_POINTER : KEY_NONE;
    return state != POINTER_BROKEN;
}

static int key_of(int kind, wint_t c)
{
    int key = kind == KEY_CODE_YES ? translated((int)c) : (int)c;
    return key == '\n' ? KEY_RETURN : key == 127 ? KEY_RUBOUT : key;
}

bool screen_key(struct screen *s, int *key, bool *gone)
{
    wint_t c;
    for (;;) {
        errno = 0;
        int kind = get_wch(&c);
        if (kind == ERR) {
            *gone = errno == EIO || terminal_gone();
            return false;
        }
        if (kind == KEY_CODE_YES && c == KEY_RESIZE)
            continue;
        if (!take_pointer(s, kind, c, key)) {
            *key = key_of(kind, c);
            return true;
        }
        if (*key == KEY_POINTER)
            return true;
    }
}

struct pointer screen_pointer(const struct screen *s)
{
    return s->pointer;
}

void screen_mouse(struct screen *s, bool on)
{
    if (on != s->mouse)
        send_modes(on ? MOUSE_ON : MOUSE_OFF);
    s->mouse = on;
}

/* --- painting -------------------------------------------------------------------- */

void screen_flush(struct screen *s)
{
    wnoutrefresh(stdscr);
    doupdate();
    if (!s->frame_titles)
        return;
    printf("\033]2;frame=%lu\007", ++s->frame);
    fflush(stdout);
}

void screen_send(struct screen *s, const char *bytes)
{
    (void)s;
    fputs(bytes, stdout);
    fflush(stdout);
}

void screen_show_cursor(struct screen *s, bool shows)
{
    (void)s;
    curs_set(shows ? 1 : 0);
}

void screen_repaint(struct screen *s)
{
    (void)s;
    clearok(curscr, TRUE);
}

void screen_size(const struct screen *s, int *rows, int *cols)
{
    (void)s;
    getmaxyx(stdscr, *rows, *cols);
}

void screen_resize(struct screen *s)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 ||
        size.ws_col == 0)
        return;
    if (size.ws_row != LINES || size.ws_col != COLS)
        resizeterm(size.ws_row, size.ws_col);
    /* Even at the same size: a terminal that shrank and grew again lost what it showed.
     */
    screen_repaint(s);
}

void screen_suspend(struct screen *s)
{
    bool mouse = s->mouse;
    screen_mouse(s, false);
    send_modes(MODES_OFF);
    endwin();
    crash_pause();
    kill(0, SIGSTOP);
    crash_resume();
    send_modes(MODES_ON);
    screen_mouse(s, mouse);
    screen_resize(s);
    screen_repaint(s);
}
