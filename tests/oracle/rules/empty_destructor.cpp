// A destructor that does no more than its base's is not emitted by clang but made another name for that: llvm-cov has lost it.
struct base {
  static int destroyed;
  virtual ~base();
};

int base::destroyed;

base::~base() { destroyed++; }

struct derived : base {
  ~derived() override;
};

derived::~derived() {}

int main() {
  { derived one; }
  return base::destroyed == 1 ? 0 : 1;
}
