// typeid and dynamic_cast: the null checks that they imply are no sites.
namespace std {
class type_info {
public:
  virtual ~type_info();
  bool operator==(const type_info &o) const { return name_ == o.name_; }
  const char *name_;
};
} // namespace std
struct Base {
  virtual ~Base() {}
};
struct Derived : Base {};
static int f(Base *b) {
  if (auto *d = dynamic_cast<Derived *>(b)) // [if `d`: true+ false+]
    return typeid(*(b ? b : d)) == typeid(Derived) ? 1 : 2; // [?: `typeid(*(b ? b : d)) == typeid(Derived)`: true+ false-] [?: `b`: true+ false-]
  return typeid(b) == typeid(Base *) && sizeof(b ? 1 : 2) ? 3 : 4; // [?: `typeid(b) == typeid(Base *)`: true+ false-] [?: `sizeof(b ? 1 : 2)`: true(folded) false(folded)]
}
int main() {
  Derived d;
  Base b;
  return f(&d) + f(&b) - 4;
}
