// A constructor whose body is a try block: what a member's initialiser throws is handled there.
struct Part {
  Part(int a) {
    if (a > 1) // [if `a > 1`: true+ false+]
      throw a;
  }
};
static int caught;
struct Whole {
  Part part;
  Whole(int a) try : part(a ? a : 1) { // [?: `a`: true+ false+]
    if (a) // [if `a`: true- false+]
      caught = 10;
  } catch (int e) {
    caught = e > 2 ? e : 2; // [?: `e > 2`: true+ false-]
  }
};
int main() {
  Whole fine(0);
  try {
    Whole bad(3);
  } catch (...) {
    return caught - 3;
  }
  return 1;
}
