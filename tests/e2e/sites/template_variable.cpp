// A variable template: what initialises it at run time is code.
static int seed(int n) { return n; }
template <class T> static int limit = seed(sizeof(T)) > 2 ? 10 : 20; // [?: `seed(sizeof(T)) > 2`: true+ false-]
int main() { return limit<int> + limit<long> - 20; }
