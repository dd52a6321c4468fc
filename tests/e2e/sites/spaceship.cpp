// flags: -std=c++20
// Comparisons that are made of <=> and of a defaulted ==.
namespace std {
struct strong_ordering {
  int v;
  static const strong_ordering less, equal, equivalent, greater;
  friend constexpr bool operator<(strong_ordering o, int) { return o.v < 0; }
  friend constexpr bool operator>(strong_ordering o, int) { return o.v > 0; }
  friend constexpr bool operator==(strong_ordering o, int) { return o.v == 0; }
};
inline constexpr strong_ordering strong_ordering::less{-1};
inline constexpr strong_ordering strong_ordering::equal{0};
inline constexpr strong_ordering strong_ordering::equivalent{0};
inline constexpr strong_ordering strong_ordering::greater{1};
} // namespace std
struct Version {
  int major, minor;
  std::strong_ordering operator<=>(const Version &o) const {
    if (major != o.major) // [if `major != o.major`: true- false+]
      return major <=> o.major;
    return minor <=> o.minor;
  }
  bool operator==(const Version &) const = default;
};
struct Pair {
  int a, b;
  auto operator<=>(const Pair &) const = default;
};
static int f(Version a, Version b) {
  if (a < b) // [if `a < b`: true+ false+]
    return 1;
  return a == b ? 2 : 3; // [?: `a == b`: true+ false-]
}
int main() {
  return f({1, 2}, {1, 3}) + f({1, 2}, {1, 2}) - 3 + (Pair{1, 2} > Pair{1, 1} ? 0 : 1); // [?: `Pair{1, 2} > Pair{1, 1}`: true(folded) false(folded)]
}
