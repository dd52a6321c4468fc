// Conditions that a user's conversion turns into a bool.
struct Flag {
  int f;
  operator bool() const { return f > 1; }
};
struct Pointer {
  int *p;
  operator int *() const { return p; }
};
static int f(Flag a, Pointer b) {
  int r = 0;
  if (a) // [if `a`: true+ false+]
    r += 1;
  if (!a && b) // [if `!a`: true+ false+] [if `b`: true- false+]
    r += 2;
  while (b) { // [while `b`: true+ false+]
    r += 4;
    b.p = nullptr;
  }
  for (; a; a.f = 0) // [for `a`: true+ false+]
    r += 8;
  do
    r += 16;
  while (a); // [do `a`: true- false+]
  return r + (a || b ? 32 : 64); // [?: `a`: true- false+] [?: `b`: true- false+]
}
int main() {
  int n;
  return f({2}, {&n}) + f({0}, {nullptr}) - (1 + 4 + 8 + 16 + 64) - (16 + 64);
}
