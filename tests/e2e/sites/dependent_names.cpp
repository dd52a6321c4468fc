// What a template finds only when it is instantiated.
struct X {
  int v;
};
template <class T> static int f(T t) {
  if (check(t)) // [if `check(t)`: true+ false+]
    return t.v;
  return -1;
}
static bool check(X x) { return x.v > 0; }
int main() { return f(X{1}) + f(X{0}); }
