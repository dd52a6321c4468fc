// Fold expressions over && and || become && and || when they are instantiated.
template <class... T> static bool all(T... a) { return (a && ...); } // [&& `a`: true+ false-]
template <class... T> static int any(T... a) {
  if ((... || (a > 1))) // [if `(a > 1)`: true+ false+]
    return 1;
  return 0;
}
template <class... T> static int sum(T... a) { return (0 + ... + (a ? 1 : 0)); } // [?: `a`: true+ false+]
int main() { return all(1, 2) + any(0, 1, 2) + any(0) + sum(1, 0L, 'c') - 5 + all(); }
