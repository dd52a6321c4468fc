// A function template: one site for all instantiations, covered when any of them took the outcome.
template <class T> static int sign(T a) {
  if (a > 0) // [if `a > 0`: true+ false+]
    return 1;
  if (a < 0) // [if `a < 0`: true+ false-]
    return -1;
  return 0;
}
int main() { return sign(1) + sign(-1.0) + sign(2L) - 1; }
