// As much of C's time.h as SQLite uses: ../library.c.
#pragma once
typedef long long time_t;
struct tm {
  int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
};
struct tm *localtime_r(const time_t *, struct tm *);
