// See header.c.
static inline int shared(int a) {
  if (a == 1) // [if `a == 1`: true+ false+]
    return 1;
  if (a == 0) // [if `a == 0`: true+ false+]
    return 3;
  return a > 9 ? 0 : 2; // [?: `a > 9`: true- false+]
}
