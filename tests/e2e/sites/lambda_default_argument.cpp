// A lambda in a default argument.
static int f(int a, int b = [](int c) { return c ? 1 : 2; }(0)) { return a + b; } // [?: `c`: true- false+]
int main() { return f(-2); }
