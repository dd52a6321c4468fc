// goto out of scopes with destructors.
static int log;
struct Guard {
  ~Guard() { log += log > 0 ? 1 : 2; } // [?: `log > 0`: true+ false+]
};
static int f(int a) {
again:
  Guard g;
  if (a < 2) { // [if `a < 2`: true+ false+]
    Guard h;
    ++a;
    goto again;
  }
  if (a == 2) // [if `a == 2`: true+ false-]
    goto done;
  a = 100;
done:
  return a;
}
int main() { return f(1) + log - 6; }
