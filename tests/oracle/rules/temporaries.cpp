// Where temporaries are destroyed behind a condition, llvm-cov takes the whole of a && b for a third site.
static int destroyed;

struct text {
  int size;
  explicit text(int n) : size(n) {}
  ~text() { destroyed++; }
  bool empty() const { return size == 0; }
};

static int both(int a, int b) {
  if (text(a).empty() && text(b).empty())
    return 1;
  return 0;
}

int main() { return both(0, 0) + both(0, 1) == 1 && destroyed == 4 ? 0 : 1; }
