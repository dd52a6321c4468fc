// Instantiations that are reached through an alias template.
template <class T> struct Holder {
  T value;
  explicit operator bool() const { return value != 0 && value != 7; } // [&& `value != 0`: true+ false-] [&& `value != 7`: true+ false+]
};
template <class T> using Held = Holder<T>;
int main() {
  if (Held<int>{7}) // [if `Held<int>{7}`: true- false+]
    return 1;
  return Held<long>{1} ? 0 : 1; // [?: `Held<long>{1}`: true+ false-]
}
