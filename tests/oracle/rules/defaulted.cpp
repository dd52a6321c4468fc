// Nobody wrote what a function does that is = default: there is nothing to cover. For llvm-cov it is a function.
static int made;

struct part {
  part() { made++; }
};

struct whole {
  part first, second;
  whole();
  ~whole() = default;
};

whole::whole() = default;

int main() {
  whole one;
  return made == 2 ? 0 : 1;
}
