// Templates: one place in the source, several functions.
#include <utility>
template <typename T> struct Box {
  T value;
  T clamp(T most) const {
    if (value > most)
      return most;
    return value;
  }
};
template <typename T> static int sign(T x) { return x < 0 ? -1 : 1; }
struct [[clang::annotate("fastcov:exclude: a class for debuggers")]] Dumper {
  int dump(int x) { return x ? 1 : 2; }
};
[[clang::annotate("fastcov:exclude: with its lambda")]] static int outer(int x) {
  auto inner = [](int y) { return y ? 1 : 2; };
  return inner(x);
}
static int plain(int x) { return x ? 1 : 2; }
int main() {
  Dumper dumper;
  if (dumper.dump(1) + outer(1) + plain(1) != 3)
    return 1;
  return sign(-1) + sign(2.0) + Box<int>{7}.clamp(3) + int(Box<double>{1}.clamp(3)) - 4;
}
