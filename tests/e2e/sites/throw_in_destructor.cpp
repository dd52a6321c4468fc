// Destructors that run while an exception is on its way.
static int log;
struct Guard {
  int n;
  ~Guard() {
    if (n > 1) // [if `n > 1`: true- false+]
      log += 10;
    else
      log += n ? 1 : 2; // [?: `n`: true+ false-]
  }
};
static int f(int a) {
  Guard first{1};
  if (a) // [if `a`: true+ false-]
    throw a;
  Guard second{2};
  return a ? 1 : 0; // [?: `a`: true- false-]
}
int main() {
  try {
    f(1);
  } catch (...) {
  }
  return log - 1;
}
