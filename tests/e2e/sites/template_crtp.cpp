// The curiously recurring template.
template <class Derived> struct Shape {
  int area() const {
    int a = static_cast<const Derived *>(this)->width() * 2;
    return a > 10 ? 10 : a; // [?: `a > 10`: true+ false+]
  }
};
struct Small : Shape<Small> {
  int width() const { return 1; }
};
struct Large : Shape<Large> {
  int width() const { return 9; }
};
int main() { return Small().area() + Large().area() - 12; }
