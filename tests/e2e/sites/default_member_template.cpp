// Default member initialisers of a class template.
template <class T> struct Cell {
  T value;
  int kind = sizeof(T) > 4 ? 1 : 2;
  int sign = value > 0 ? 1 : -1; // [?: `value > 0`: true+ false+]
  Cell(T v) : value(v) {}
};
int main() { return Cell<int>(1).sign + Cell<long>(-1).sign + Cell<int>(1).kind - 2; }
