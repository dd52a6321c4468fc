// sizeof, typeof, _Alignof, _Generic's controlling operand: not evaluated, no sites. A VLA's size is.
static int f(int a, int b) {
  int r = sizeof(a && b) + sizeof(a ? b : a);
  __typeof__(a || b) t = 1;
  r += _Generic(a && b, int: 1, default: b ? 5 : 6);
  r += _Generic((char)1, int: a ? 5 : 6, default: b ? 1 : 2); // [?: `b`: true- false+]
  r += sizeof(char[a ? 2 : 3]);
  r += (int)_Alignof(int) == 4;
  return r + t;
}
int main(void) { return f(1, 0) - 15; }
