// A friend function that is defined in a class template.
template <class T> struct Num {
  T value;
  friend bool operator<(Num a, Num b) {
    if (a.value == 0) // [if `a.value == 0`: true+ false+]
      return false;
    return a.value < b.value;
  }
};
int main() { return Num<int>{1} < Num<int>{2} && !(Num<long>{0} < Num<long>{1}) ? 0 : 1; } // [?: `Num<int>{1} < Num<int>{2}`: true+ false-] [?: `!(Num<long>{0} < Num<long>{1})`: true+ false-]
