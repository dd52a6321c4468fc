// A default argument that depends on a template's parameter.
template <class T> static int f(T a, int b = T(3) > 2 ? 1 : 0, int c = sizeof(T) == 4) { return a ? b + c : b; } // [?: `a`: true+ false+]
int main() { return f(1) + f(0L) - 3; }
