// flags: -std=c++20
// Concepts and requires-expressions are no code; what they choose is.
template <class T> concept Small = sizeof(T) <= 2 || sizeof(T) == 3;
template <class T> concept Sums = requires(T a) { a + a; sizeof(a + a) > 3 ? 1 : 2; };
template <Small T> static int f(T a) { return a ? 1 : 2; } // [?: `a`: true+ false-]
template <class T> requires(!Small<T> && Sums<T>) static int f(T a) {
  if (requires { a.nothing; }) // [if `requires { a.nothing; }`: true(folded) false(folded)]
    return 0;
  return a > 1 ? 3 : 4; // [?: `a > 1`: true+ false+]
}
static int g(auto a) requires Sums<decltype(a)> { return a && true ? 5 : 6; } // [?: `a`: true+ false-] [?: `true`: true(folded) false(folded)]
int main() { return f('c') + f(2) + f(1L) + g(1) - 13; }
