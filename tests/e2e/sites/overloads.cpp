// Overloads have the same name and are different functions.
static int f(int a) { return a ? 1 : 2; } // [?: `a`: true- false+]
static int f(double a) { return a > 1 ? 3 : 4; } // [?: `a > 1`: true+ false-]
static int f(const char *a) { return a && *a ? 5 : 6; } // [?: `a`: true+ false-] [?: `*a`: true- false+]
int main() { return f(0) + f(2.0) + f("") - 11; }
