// A full specialisation of a function template.
template <class T> int width(T a) { return a > 9 ? 2 : 1; } // [?: `a > 9`: true+ false+]
template <> int width<bool>(bool a) { return a ? 4 : 5; } // [?: `a`: true+ false-]
int main() { return width(3) + width(true) + width(12L) - 7; }
