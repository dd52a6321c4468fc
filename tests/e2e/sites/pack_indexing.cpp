// flags: -std=c++2c
// since: 19
// Pack indexing.
template <class... T> static int last(T... a) {
  if (a...[sizeof...(a) - 1] > 2) // [if `a...[sizeof...(a) - 1] > 2`: true+ false+]
    return 1;
  return a...[0] ? 2 : 3; // [?: `a...[0]`: true- false+]
}
int main() { return last(1, 2, 3) + last(0) - 4; }
