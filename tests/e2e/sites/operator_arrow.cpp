// A chain of operator->.
struct Value {
  int v;
};
struct Inner {
  Value *p;
  Value *operator->() { return p->v ? p : nullptr; } // [?: `p->v`: true+ false-]
};
struct Outer {
  Inner in;
  Inner &operator->() {
    if (!in.p) // [if `!in.p`: true- false+]
      throw 1;
    return in;
  }
};
int main() {
  Value v{3};
  Outer o{{&v}};
  return o->v == 3 ? 0 : 1; // [?: `o->v == 3`: true+ false-]
}
