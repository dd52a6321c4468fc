// Conditions in a pack expansion: each element is an instance of the same place.
static int add(int a, int b, int c) { return a + b * 10 + c * 100; }
template <class... T> static int f(T... a) { return add((a > 1 ? 1 : 2)...); } // [?: `a > 1`: true+ false+]
int main() { return f(1, 2L, '\3') - 112; }
