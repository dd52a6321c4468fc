// A switch in a template: labels that depend on a parameter.
template <int N> static int f(int a) {
  switch (a) { // [switch `a`: case N+ case N + 1+ default+]
  case N:
    return 1;
  case N + 1:
    return 2;
  }
  return 3;
}
int main() { return f<1>(1) + f<5>(6) + f<1>(4) - 6; }
