// Variables at namespace scope that are initialised when the program starts.
static int seed() { return 3; }
int first = seed() > 2 ? 1 : 2; // [?: `seed() > 2`: true+ false-]
namespace deep {
static bool second = first && seed() > 5; // [&& `first`: true+ false-] [&& `seed() > 5`: true- false+]
} // namespace deep
static int constant = sizeof(int) == 4 ? 1 : 2;
struct Holder {
  static int third;
  inline static int fourth = seed() > 1 ? 3 : 4; // [?: `seed() > 1`: true+ false-]
};
int Holder::third = [] { return first == 1; }() ? 5 : 6; // [?: `[] { return first == 1; }()`: true+ false-]
int main() { return first + deep::second + constant + Holder::third + Holder::fourth - 10; }
