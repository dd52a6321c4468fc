// Inline and unnamed namespaces.
namespace lib {
inline namespace v2 {
int f(int a) { return a ? 1 : 2; } // [?: `a`: true+ false+]
} // namespace v2
namespace {
int g(int a) { return a > 1 ? 3 : 4; } // [?: `a > 1`: true+ false-]
} // namespace
int h() { return g(2); }
} // namespace lib
int main() { return lib::f(0) + lib::v2::f(1) + lib::h() - 6; }
