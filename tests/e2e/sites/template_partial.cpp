// Partial and full specialisations are source places of their own.
template <class T, class U> struct Pick {
  static int of(int a) { return a ? 1 : 2; } // [?: `a`: true+ false-]
};
template <class T> struct Pick<T, T> {
  static int of(int a) { return a ? 3 : 4; } // [?: `a`: true- false+]
};
template <> struct Pick<char, char> {
  static int of(int a) { return a ? 5 : 6; } // [?: `a`: true+ false-]
};
template <class T> struct Pick<T *, int> {
  static int of(int a) { return a ? 7 : 8; } // [?: `a`: true+ false+]
};
int main() { return Pick<int, char>::of(1) + Pick<int, int>::of(0) + Pick<char, char>::of(1) + Pick<char *, int>::of(1) + Pick<int *, int>::of(0) - 25; }
