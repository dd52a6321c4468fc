// A member template of a class template.
template <class T> struct Box {
  T value;
  template <class U> bool fits(U other) const {
    if (sizeof(U) > sizeof(T)) // [if `sizeof(U) > sizeof(T)`: true(folded) false(folded)]
      return false;
    return value >= other && other >= 0; // [&& `value >= other`: true+ false+] [&& `other >= 0`: true+ false-]
  }
};
int main() { return Box<int>{5}.fits(3) && !Box<int>{5}.fits('\7') ? 0 : 1; } // [?: `Box<int>{5}.fits(3)`: true+ false-] [?: `!Box<int>{5}.fits('\7')`: true+ false-]
