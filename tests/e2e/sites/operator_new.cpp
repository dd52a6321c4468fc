// operator new and delete of a class, also placement new.
using size = decltype(sizeof 0);
static char pool[64];
static int used;
struct S {
  int v;
  void *operator new(size n) { return used ? nullptr : (used = n, pool); } // [?: `used`: true- false+]
  void *operator new(size, void *at) noexcept { return at; }
  void operator delete(void *p) {
    if (p == pool) // [if `p == pool`: true+ false-]
      used = 0;
  }
};
int main() {
  S *s = new S{3};
  S *t = new (s) S{s->v > 2 ? 4 : 5}; // [?: `s->v > 2`: true+ false-]
  int r = t->v - 4;
  delete t;
  return r + used;
}
