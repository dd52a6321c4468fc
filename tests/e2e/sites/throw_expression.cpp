// throw as an operand of ?:.
static int f(int a) {
  return a > 0 ? a : a < 0 ? throw -a : 5; // [?: `a > 0`: true+ false+] [?: `a < 0`: true+ false-]
}
int main() {
  try {
    return f(1) + f(-2);
  } catch (int e) {
    return e - 2;
  }
}
