// A switch over a scoped enumeration with an underlying type.
enum class Colour : unsigned char { Red, Green = 200, Blue };
static int f(Colour c) {
  switch (c) { // [switch `c`: case Colour::Red+ case Colour::Green- default+]
  case Colour::Red:
    return 1;
  case Colour::Green:
    return 2;
  default:
    return 3;
  }
}
int main() { return f(Colour::Red) + f(Colour::Blue) - 4; }
