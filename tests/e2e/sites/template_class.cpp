// Members of a class template.
template <class T, int N> struct Stack {
  T items[N];
  int count = 0;
  bool push(T item) {
    if (count == N) // [if `count == N`: true+ false+]
      return false;
    items[count++] = item;
    return true;
  }
  bool never_called() { return count > 0 ? true : false; }
  T pop(T otherwise);
};
template <class T, int N> T Stack<T, N>::pop(T otherwise) {
  return count ? items[--count] : otherwise; // [?: `count`: true+ false-]
}
int main() {
  Stack<int, 1> a;
  Stack<char, 2> b;
  a.push(1);
  a.push(2);
  b.push(1);
  return a.pop(7) + b.pop(7) - 2;
}
