// C's math.h, as far as it is SQLite's: ../library.c.
#pragma once
#define INFINITY (__builtin_inff())
#define NAN (__builtin_nanf(""))
#define isnan(x) __builtin_isnan(x)
#define isinf(x) __builtin_isinf(x)
double ceil(double), fabs(double), floor(double), sqrt(double), trunc(double);
double acos(double), acosh(double), asin(double), asinh(double), atan(double), atan2(double, double), atanh(double);
double cos(double), cosh(double), exp(double), fmod(double, double), log(double), log10(double), log2(double);
double pow(double, double), sin(double), sinh(double), tan(double), tanh(double);
