// Inlined, several times, with constant arguments: one place, all its instances.
static inline __attribute__((always_inline)) int clamp(int v, int low, int high) {
  if (v < low) // [if `v < low`: true+ false+]
    return low;
  if (v > high) // [if `v > high`: true+ false+]
    return high;
  return v;
}
inline int external(int a) { return a ? 1 : 2; } // [?: `a`: true- false+]
extern int external(int a);
static inline int unused(int a) { return a ? 3 : 4; }
int main(void) { return clamp(5, 0, 3) + clamp(-1, 0, 3) + clamp(2, 2, 2) + external(0) - 7; }
