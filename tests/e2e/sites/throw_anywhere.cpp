// An exception passes through each construct: whatever stands behind the throw has not run, though
// it would follow from what went in if every call returned.
static volatile int count;
static int thrower(int a) {
  if (a) // [if `a`: true+ false-]
    throw a;
  return a;
}
struct Range {
  int *first, at;
  struct Iterator {
    int *p;
    int step;
    int operator*() const { return *p; }
    Iterator &operator++() {
      p += 1 + thrower(step);
      return *this;
    }
    bool operator!=(const Iterator &other) const { return p != other.p; }
  };
  Iterator begin() const { return {first, at == 1}; }
  Iterator end() const { return {first + 2 + (at == 2 ? thrower(1) : 0), 0}; } // [?: `at == 2`: true+ false+]
};
struct Guard {
  int v;
  ~Guard() noexcept(false) {
    thrower(v);
    if (count) // [if `count`: true- false-]
      count = 1;
  }
};
struct Part {
  int a, b;
  explicit Part(int v)
      : a(thrower(v)), b(a ? 1 : 2) { // [?: `a`: true- false-]
    if (b) // [if `b`: true- false-]
      count = 1;
  }
};
static int numbers[] = {0, 1};
static void range_step() {
  for (int i : Range{numbers, 1}) // [range-for `:`: true+ false-]
    if (i) // [if `i`: true- false+]
      count = 1;
}
static void range_end() {
  for (int i : Range{numbers, 2}) // [range-for `:`: true- false-]
    count = i;
}
static void destructor_after_if() {
  if (Guard guard{1}; guard.v) // [if `guard.v`: true+ false-]
    count = 0;
  if (count) // [if `count`: true- false-]
    count = 1;
}
static void temporary_in_condition() {
  if (Guard{1}.v) // [if `Guard{1}.v`: true- false-]
    count = 1;
}
static void member_initialiser() {
  Part part(1);
  if (part.b) // [if `part.b`: true- false-]
    count = 1;
}
static void allocation() {
  Part *part = new Part(1);
  if (part) // [if `part`: true- false-]
    delete part;
}
static void static_local() {
  static int once = thrower(1) ? 2 : 3; // [?: `thrower(1)`: true- false-]
  if (once) // [if `once`: true- false-]
    count = 1;
}
static void lambda() {
  auto f = [](int a) { return thrower(a) || a; }; // [|| `thrower(a)`: true- false-] [|| `a`: true- false-]
  if (f(1)) // [if `f(1)`: true- false-]
    count = 1;
}
static void from_handler() {
  try {
    if (count == 0) // [if `count == 0`: true+ false-]
      thrower(1);
    if (count) // [if `count`: true- false-]
      count = 1;
  } catch (int e) {
    if (e == 1) // [if `e == 1`: true+ false-]
      throw;
    if (count) // [if `count`: true- false-]
      count = 1;
  }
  if (count) // [if `count`: true- false-]
    count = 1;
}
static void in_switch() {
  switch (int a = 1; thrower(a)) { // [switch `thrower(a)`: case 0- default-]
  case 0:
    count = 1;
    break;
  default:
    count = 2;
  }
}
template <class T> static void instance(T a) {
  while (a) { // [while `a`: true+ false-]
    thrower(a);
    if (count) // [if `count`: true- false-]
      break;
  }
}
int main() {
  void (*all[])() = {range_step,    range_end,  destructor_after_if, temporary_in_condition, member_initialiser, allocation,
                     static_local,  lambda,     from_handler,        in_switch,              [] { instance(1L); }, [] { instance(1); }};
  int caught = 0;
  for (auto f : all) // [range-for `:`: true+ false+]
    try {
      f();
    } catch (int) {
      caught++;
    }
  return caught == 12 ? count : 1; // [?: `caught == 12`: true+ false-]
}
