/* Splitting a command into words as a shell does, without a shell. */
#ifndef CODATOP_CONFIG_WORDS_H
#define CODATOP_CONFIG_WORDS_H

/* Words are separated by blanks; '…' takes all as it is; in "…" a backslash keeps its
 * meaning before " \ $ and ` alone; elsewhere it takes the next character as it is. A
 * leading ~/ that is not quoted becomes $HOME/. Nothing else is expanded. A
 * NULL-terminated array of strings (words_free it), NULL where a quote or a backslash is
 * left open. */
char **words_split(const char *text);
void words_free(char ***words);

#endif
