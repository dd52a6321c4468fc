// A function within another: none of its lines is the other's.
#include <cstdlib>

static int count;

static int local_class(int x) {
  struct Local {
    int value;

    explicit Local(int v)
        : value(v) {
      count++;
    }
    Local(int a, int b)
        : value(a + // missed
                b) { // missed
      count++; // missed
    } // missed
    ~Local() {
      count++;
    }

    int called() {
      return value;
    }
    int not_called() {
      count++; // missed
      return value + 1; // missed
    } // missed
    virtual int not_called_but_there() {
      return value + 2; // missed
    } // missed
    static int not_called_static(int a) {
      if (a) // missed
        return count; // missed
      return a; // missed
    } // missed
    operator int() const {
      return value;
    }

    struct Nested {
      int deep() {
        return count;
      }
      int not_deep() {
        return -count; // missed
      } // missed
    };
  };
  Local local(x);
  return local.called() + local + Local::Nested().deep();
}

template <typename T> static T in_template(T x) {
  struct Local {
    T value;

    T called() {
      return value;
    }
    T not_called() {
      return -value; // missed
    } // missed
  } local{x};
  return local.called();
}

static int in_lambda(int x) {
  auto outer = [x](int y) {
    struct Local {
      int called() {
        return count;
      }
      int not_called() {
        return 1; // missed
      } // missed
    };
    auto inner = [](int z) {
      return z; // missed
    }; // missed
    if (y > 100)
      return inner(y); // missed
    return Local().called() + x;
  };
  return outer(x);
}

struct Visitor {
  virtual int visit(int) = 0;
  virtual ~Visitor() = default;
};

static int not_entered(int x) {
  if (x < 100)
    return x;
  struct Local : Visitor { // missed
    int visit(int a) override { // missed
      return a; // missed
    } // missed
  } local; // missed
  return local.visit(x); // missed
}

int main() {
  return local_class(1) + in_template(1) + in_template(1.5) + in_lambda(2) + not_entered(3) ? 0 : 1;
}
