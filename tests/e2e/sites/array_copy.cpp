// The copy of a member that is an array, and of one that a lambda captures.
struct Item {
  int v;
  Item(int v) : v(v) {}
  Item(const Item &o) : v(o.v > 1 ? o.v : 1) {} // [?: `o.v > 1`: true+ false+]
};
struct Row {
  Item items[2];
};
int main() {
  Row a{{Item(0), Item(5)}};
  Row b = a;
  Item two[2] = {Item(1), Item(2)};
  auto f = [two] { return two[0].v + two[1].v; };
  auto [x, y] = two;
  return b.items[0].v + b.items[1].v + f() + x.v + y.v - 12;
}
