// Destructors of members and bases run after the body; conditions in them.
static int log;
struct Member {
  ~Member() { log = log * 10 + (log ? 1 : 2); } // [?: `log`: true+ false-]
};
struct Base {
  virtual ~Base() {
    if (log > 100) // [if `log > 100`: true- false+]
      log = 0;
  }
};
struct Derived : Base {
  Member m;
  ~Derived() override { log += log > 5 ? 1 : 3; } // [?: `log > 5`: true- false+]
};
int main() {
  delete static_cast<Base *>(new Derived);
  return log - 31;
}
