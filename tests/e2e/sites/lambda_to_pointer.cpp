// A lambda that becomes a function pointer: its hidden invoker is no function of the source.
static int call(int (*f)(int), int a) { return f(a); }
int main() { return call([](int a) { return a > 0 ? 1 : 2; }, 1) - 1; } // [?: `a > 0`: true+ false-]
