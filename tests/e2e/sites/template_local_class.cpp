// A local class in a function template.
template <class T> static int f(T a) {
  struct Local {
    T value;
    int sign() const { return value < 0 ? -1 : 1; } // [?: `value < 0`: true+ false+]
  };
  return Local{a}.sign();
}
int main() { return f(1) + f(-1L); }
