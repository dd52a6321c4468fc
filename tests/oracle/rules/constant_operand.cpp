// What decides is computed by the compiler, from both operands. llvm-cov counts nothing on the second one's line.
template <int a, int b> static int choose() {
  if (a > 0 &&
      b > a)
    return 1;
  return 2;
}

int main() { return choose<1, 2>() == 1 && choose<1, 0>() == 2 ? 0 : 1; }
