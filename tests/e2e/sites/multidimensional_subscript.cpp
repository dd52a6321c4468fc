// flags: -std=c++2b
// since: 19
// operator[] with several arguments.
struct Grid {
  int cells[4];
  int operator[](int x, int y) const { return x > 1 || y > 1 ? -1 : cells[x * 2 + y]; } // [?: `x > 1`: true+ false+] [?: `y > 1`: true- false+]
};
int main() {
  Grid g{{1, 2, 3, 4}};
  return g[1, 0] == 3 && g[2, 0] == -1 ? 0 : 1; // [?: `g[1, 0] == 3`: true+ false-] [?: `g[2, 0] == -1`: true+ false-]
}
