// A static member of a class template, initialised at run time for each instantiation.
static int seed(int n) { return n; }
template <class T> struct Info {
  static int size;
};
template <class T> int Info<T>::size = seed(sizeof(T)) > 4 ? 1 : 0; // [?: `seed(sizeof(T)) > 4`: true+ false+]
int main() { return Info<int>::size + Info<long>::size - 1; }
