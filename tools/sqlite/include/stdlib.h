// As much of C's stdlib.h as SQLite uses: ../library.c.
#pragma once
#include <stddef.h>
void *malloc(size_t);
void free(void *);
void *realloc(void *, size_t);
int abs(int);
int atoi(const char *);
void qsort(void *, size_t, size_t, int (*)(const void *, const void *));
_Noreturn void abort(void);
