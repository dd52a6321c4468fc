// try and catch: the edges of exceptions are no sites, conditions in handlers are.
struct Error {
  int code;
};
static int thrower(int a) {
  if (a == 1) // [if `a == 1`: true+ false+]
    throw Error{1};
  if (a == 2) // [if `a == 2`: true+ false+]
    throw 5L;
  return a ? 1 : 2; // [?: `a`: true- false+]
}
static int f(int a) {
  try {
    int r = thrower(a);
    return r > 1 ? r : 9; // [?: `r > 1`: true+ false-]
  } catch (const Error &e) {
    return e.code == 1 ? 3 : 4; // [?: `e.code == 1`: true+ false-]
  } catch (...) {
    return a > 2 ? 5 : 6; // [?: `a > 2`: true- false+]
  }
}
int main() { return f(0) + f(1) + f(2) - 11; }
