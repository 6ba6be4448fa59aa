// What SQLite needs of a C library. Memory and the functions of floats are the engine's: crates/sqlite/src/library.rs.

#include "sqlite3.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FROM_ENGINE(name) __attribute__((import_module("env"), import_name(#name)))

FROM_ENGINE(sqlite_allocate) void *sqlite_allocate(size_t bytes);
FROM_ENGINE(sqlite_release) void sqlite_release(void *place);
FROM_ENGINE(sqlite_reallocate) void *sqlite_reallocate(void *place, size_t bytes);
FROM_ENGINE(sqlite_float) double sqlite_float(int function, double x, double y);

void *malloc(size_t bytes) { return sqlite_allocate(bytes); }
void free(void *place) { sqlite_release(place); }
void *realloc(void *place, size_t bytes) { return sqlite_reallocate(place, bytes); }
_Noreturn void abort(void) { __builtin_trap(); }
int abs(int number) { return number < 0 ? -number : number; }

int atoi(const char *text) {
  int number = 0;
  while (*text >= '0' && *text <= '9') number = 10 * number + (*text++ - '0');
  return number;
}

// The numbers are those of crates/sqlite/src/library.rs.
#define ONE(number, name) double name(double x) { return sqlite_float(number, x, 0); }
ONE(0, acos) ONE(1, acosh) ONE(2, asin) ONE(3, asinh) ONE(4, atan) ONE(5, atanh) ONE(6, cos) ONE(7, cosh) ONE(8, exp)
ONE(9, log) ONE(10, log10) ONE(11, log2) ONE(12, sin) ONE(13, sinh) ONE(14, tan) ONE(15, tanh)
double atan2(double y, double x) { return sqlite_float(16, y, x); }
double fmod(double x, double y) { return sqlite_float(17, x, y); }
double pow(double x, double y) { return sqlite_float(18, x, y); }

// Instructions of the machine.
double ceil(double x) { return __builtin_ceil(x); }
double fabs(double x) { return __builtin_fabs(x); }
double floor(double x) { return __builtin_floor(x); }
double sqrt(double x) { return __builtin_sqrt(x); }
double trunc(double x) { return __builtin_trunc(x); }
void *memcpy(void *to, const void *from, size_t bytes) { return __builtin_memcpy(to, from, bytes); }
void *memmove(void *to, const void *from, size_t bytes) { return __builtin_memmove(to, from, bytes); }
void *memset(void *to, int byte, size_t bytes) { return __builtin_memset(to, byte, bytes); }

int memcmp(const void *a, const void *b, size_t bytes) {
  const unsigned char *first = a, *second = b;
  for (; bytes; bytes--, first++, second++)
    if (*first != *second) return *first - *second;
  return 0;
}

void *memchr(const void *at, int byte, size_t bytes) {
  const unsigned char *place = at;
  for (; bytes; bytes--, place++)
    if (*place == (unsigned char)byte) return (void *)place;
  return 0;
}

size_t strlen(const char *text) {
  const char *end = text;
  while (*end) end++;
  return end - text;
}

int strncmp(const char *a, const char *b, size_t most) {
  for (; most; most--, a++, b++) {
    if (*a != *b) return (unsigned char)*a - (unsigned char)*b;
    if (!*a) return 0;
  }
  return 0;
}

int strcmp(const char *a, const char *b) { return strncmp(a, b, (size_t)-1); }

char *strchr(const char *text, int letter) {
  for (;; text++) {
    if (*text == (char)letter) return (char *)text;
    if (!*text) return 0;
  }
}

char *strrchr(const char *text, int letter) {
  char *last = 0;
  for (;; text++) {
    if (*text == (char)letter) last = (char *)text;
    if (!*text) return last;
  }
}

size_t strspn(const char *text, const char *letters) {
  size_t length = 0;
  while (text[length] && strchr(letters, text[length])) length++;
  return length;
}

size_t strcspn(const char *text, const char *letters) {
  size_t length = 0;
  while (text[length] && !strchr(letters, text[length])) length++;
  return length;
}

char *strstr(const char *text, const char *part) {
  size_t length = strlen(part);
  for (; *text; text++)
    if (!strncmp(text, part, length)) return (char *)text;
  return length ? 0 : (char *)text;
}

static void swap(char *a, char *b, size_t bytes) {
  for (; bytes; bytes--, a++, b++) {
    char kept = *a;
    *a = *b;
    *b = kept;
  }
}

// A heap: no recursion, and no input is slow.
void qsort(void *base, size_t count, size_t bytes, int (*order)(const void *, const void *)) {
  char *all = base;
  for (size_t end = count, start = count / 2; end > 1;) {
    if (start) {
      start--;
    } else {
      end--;
      swap(all, all + end * bytes, bytes);
    }
    for (size_t parent = start, child; (child = 2 * parent + 1) < end; parent = child) {
      if (child + 1 < end && order(all + child * bytes, all + (child + 1) * bytes) < 0) child++;
      if (order(all + parent * bytes, all + child * bytes) >= 0) break;
      swap(all + parent * bytes, all + child * bytes, bytes);
    }
  }
}

// The machine's clock shows UTC. After Howard Hinnant's description of the civil calendar.
struct tm *localtime_r(const time_t *seconds, struct tm *out) {
  long long days = *seconds / 86400, rest = *seconds % 86400;
  if (rest < 0) days--, rest += 86400;
  out->tm_hour = rest / 3600;
  out->tm_min = rest / 60 % 60;
  out->tm_sec = rest % 60;
  out->tm_wday = (days % 7 + 11) % 7;
  long long since = days + 719468;
  long long era = (since >= 0 ? since : since - 146096) / 146097;
  unsigned day = since - era * 146097;
  unsigned year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  unsigned of_year = day - (365 * year + year / 4 - year / 100);
  unsigned month = (5 * of_year + 2) / 153;
  out->tm_mday = of_year - (153 * month + 2) / 5 + 1;
  out->tm_mon = month < 10 ? month + 2 : month - 10;
  out->tm_year = year + era * 400 + (month >= 10) - 1900;
  int leap = (out->tm_year % 4 == 0 && out->tm_year % 100 != 0) || (out->tm_year + 1900) % 400 == 0;
  out->tm_yday = of_year < 306 ? of_year + 59 + leap : of_year - 306;
  out->tm_isdst = 0;
  return out;
}

// Its files are the engine's, which come when it has started: crates/sqlite/src/vfs. Until then there must be some.
static sqlite3_vfs none = {.iVersion = 1, .szOsFile = sizeof(sqlite3_file), .mxPathname = 512, .zName = "none"};
int sqlite3_os_init(void) { return sqlite3_vfs_register(&none, 1); }
int sqlite3_os_end(void) { return 0; }
