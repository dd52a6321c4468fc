// if constexpr in a template: chosen when the template is instantiated, hence no site.
template <class T> static int f(T a) {
  if constexpr (sizeof(T) > 4) {
    if (a > 1) // [if `a > 1`: true+ false-]
      return 1;
    return 2;
  } else {
    return a ? 3 : 4; // [?: `a`: true- false+]
  }
}
int main() { return f(2L) + f('\0') - 5; }
