// An exception passes through each construct. The lines that say so have not run.
#include <string>
#include <vector>
static volatile int count;
static int thrower(int a) {
  if (a)
    throw a;
  return 0;
}
static void sequence() {
  thrower(0);
  count = 1;
  thrower(1);
  count = 2; // missed
} // missed
static int declarations() {
  int a = thrower(0);
  int b = thrower(1);
  return a + b; // missed
} // missed
static void strings() {
  std::string a = "a";
  std::string b = a + std::to_string(thrower(1));
  count = int(b.size()); // missed
} // missed
struct Guard {
  int v;
  ~Guard() noexcept(false) {
    thrower(v);
    count = 1; // missed
  } // missed
};
static void destructor_at_end(int a) {
  {
    Guard guard{a};
    count = 2;
  }
  count = 3; // missed
} // missed
static void temporary(int a) {
  Guard{a};
  count = 3; // missed
} // missed
struct Part {
  int a, b;
  std::string name;
  explicit Part(int v)
      : a(thrower(0)),
        b(thrower(v)),
        name("b") { // missed
    count = 1; // missed
  } // missed
};
struct Base {
  Base(int v) { thrower(v); }
};
struct Derived : Base {
  int a;
  Derived(int v)
      : Base(v),
        a(1) { // missed
    count = a; // missed
  } // missed
};
struct Implicit : Part {
  Part part;
  int a = thrower(0);
  Implicit() try : Part(1), part(1) {
    count = 1; // missed
  } catch (int) {
    count = 2;
    thrower(3);
    count = 3; // missed
  } // missed
};
static void allocation() {
  Part *part = new Part(1);
  count = part->a; // missed
  delete part; // missed
} // missed
static void static_local() {
  static int once = thrower(1);
  count = once; // missed
} // missed
static void lambda(int a) {
  auto f = [a] {
    thrower(a);
    return 1; // missed
  }; // missed
  count = f();
  count = 2; // missed
} // missed
static void capture(int a) {
  auto f = [b = thrower(a)] {
    return b; // missed
  }; // missed
  count = f(); // missed
} // missed
static void range(int a) {
  std::vector<int> v{0, a};
  for (int i : v) {
    thrower(i);
    count = i;
  }
  count = 2; // missed
} // missed
static void handled(int a) {
  try {
    thrower(a);
    count = 1; // missed
  } catch (int i) {
    count = 2;
    thrower(i - 1);
    count = 3;
  }
  count = 4;
}
static void rethrown(int a) {
  try {
    thrower(a);
    count = 1; // missed
  } catch (...) {
    count = 2;
    throw;
  }
  count = 4; // missed
} // missed
static void whole(int a) try {
  thrower(a);
  count = 1; // missed
} catch (int) {
  count = 2;
}
struct Number {
  int v;
  Number operator+(const Number &other) const {
    thrower(other.v);
    return {v + other.v}; // missed
  } // missed
  explicit operator bool() const {
    thrower(v);
    return true; // missed
  } // missed
};
static void operators() {
  Number a{0}, b{1};
  Number c = a + b;
  count = c.v; // missed
} // missed
static void conversion() {
  Number a{1};
  if (a)
    count = 1; // missed
  count = 2; // missed
} // missed
static int with_default(int a = thrower(1)) { // missed
  return a; // missed
} // missed
static void default_argument() {
  count = with_default();
  count = 2; // missed
} // missed
template <class T> static void generic(T a) {
  count = sizeof a;
  thrower(int(a));
  count = 2; // missed
} // missed
template <class T> static void once_of_two(T a) {
  thrower(int(a));
  count = 2; // of int
}
struct Virtual {
  virtual ~Virtual() = default;
  virtual void act(int a) { thrower(a); }
};
static void virtual_call(Virtual *object) {
  object->act(0);
  object->act(1);
  count = 2; // missed
} // missed
static void cast(Virtual &object) {
  struct Other : Virtual {};
  auto &other = dynamic_cast<Other &>(object);
  other.act(0); // missed
} // missed
struct Getter {
  int v = 3;
  int get() const { return v; }
};
static void getters() {
  Getter getter;
  count = getter.get();
  count = 1;
  thrower(1);
  count = getter.get(); // missed
} // missed
template <class F> static void attempt(F f) {
  try {
    f();
  } catch (int) {
    count = 0;
  } catch (std::exception &) {
    count = 0;
  }
}
int main() {
  attempt(sequence);
  attempt(declarations);
  attempt(strings);
  attempt([] { destructor_at_end(1); });
  attempt([] { temporary(1); });
  attempt([] { Part part(1); });
  attempt([] { Derived derived(1); });
  attempt([] { Implicit implicit; });
  attempt(allocation);
  attempt(static_local);
  attempt([] { lambda(1); });
  attempt([] { capture(1); });
  attempt([] { range(1); });
  attempt([] { handled(1); });
  attempt([] { rethrown(1); });
  attempt([] { whole(1); });
  attempt(operators);
  attempt(conversion);
  attempt(default_argument);
  attempt([] { generic(1); });
  attempt([] { generic('a'); });
  attempt([] { once_of_two('a'); });
  attempt([] { once_of_two(0); });
  attempt([] {
    Virtual object;
    virtual_call(&object);
  });
  attempt([] {
    Virtual object;
    cast(object);
  });
  attempt(getters);
  return 0;
}
