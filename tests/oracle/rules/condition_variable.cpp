// What initialises a condition's variable has branches like all else; llvm-cov has none there.
static int calls;

static bool positive(int a) {
  calls++;
  return a > 0;
}

int main() {
  int sum = 0;
  if (bool both = positive(1) && positive(-1))
    sum += both;
  if (int chosen = positive(2) ? 3 : 0)
    sum += chosen;
  return sum == 3 && calls == 3 ? 0 : 1;
}
