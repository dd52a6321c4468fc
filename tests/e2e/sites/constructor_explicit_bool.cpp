// flags: -std=c++20
// explicit(bool) is a constant.
struct Text {
  int size;
  template <class T> explicit(sizeof(T) > 4 ? true : false) Text(T a) : size(a ? 1 : 2) {} // [?: `a`: true+ false+]
};
static int f(Text t) { return t.size; }
int main() { return f(1) + f(Text(0L)) - 3; }
