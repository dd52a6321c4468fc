// Methods that are overloaded on what they are called on.
struct S {
  int v;
  int get() & { return v ? 1 : 2; } // [?: `v`: true+ false-]
  int get() const & { return v ? 3 : 4; } // [?: `v`: true- false+]
  int get() && { return v ? 5 : 6; } // [?: `v`: true+ false-]
};
int main() {
  S s{1};
  const S c{0};
  return s.get() + c.get() + S{1}.get() - 10;
}
