// The constructor is instantiated, since returning a box could take it, but the copy is elided: it never runs. llvm-cov
// has no such function.
template <typename T> struct box {
  T value;
  int moves = 0;
  explicit box(T x) : value(x) {}
  box(box &&other) : value(other.value) {
    moves = 1;
    if (other.moves)
      moves++;
  }
};

static box<int> make(int x) {
  box<int> made(x);
  return made;
}

int main() {
  box<int> one = make(1);
  return one.value == 1 && one.moves == 0 ? 0 : 1;
}
