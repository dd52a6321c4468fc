// An explicit instantiation makes code of members that nobody calls.
template <class T> struct Twice {
  T of(T a) {
    if (a) // [if `a`: true- false-]
      return a + a;
    return 0;
  }
};
template struct Twice<int>;
extern template struct Twice<long>;
int main() { return 0; }
