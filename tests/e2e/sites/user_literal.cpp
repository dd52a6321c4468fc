// User-defined literals.
constexpr int operator""_up(unsigned long long n) { return n > 5 ? 5 : n; } // [?: `n > 5`: true- false+]
template <char... C> constexpr int operator""_len() { return sizeof...(C) > 2 ? 1 : 2; } // [?: `sizeof...(C) > 2`: true(folded) false(folded)]
static_assert(7_up == 5, "");
int main() { return 3_up + 1234_len - 4; }
