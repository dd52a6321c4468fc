// A function of a header in two units: one place.
#include "shared.h"
int other(int a);
int main(void) { return shared(1) + other(0) + (shared(5) ? 0 : 1) - 4; } // [?: `shared(5)`: true+ false-]
