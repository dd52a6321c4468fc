// A friend that is defined in its class, found by its argument alone.
class Secret {
  int v = 3;
  friend int peek(const Secret &s) { return s.v > 2 ? s.v : 0; } // [?: `s.v > 2`: true+ false-]
};
int main() { return peek(Secret()) - 3; }
