// An overloaded && or || evaluates both sides: it is a call, and one condition.
struct Bit {
  bool b;
  Bit operator&&(Bit o) const { return {b && o.b}; } // [&& `b`: true+ false+] [&& `o.b`: true+ false-]
  friend Bit operator||(Bit a, Bit o) { return {a.b || o.b}; } // [|| `a.b`: true- false+] [|| `o.b`: true+ false+]
  explicit operator bool() const { return b; }
};
static int f(bool a, bool b) {
  if (Bit{a} && Bit{b}) // [if `Bit{a} && Bit{b}`: true+ false+]
    return 1;
  return (Bit{a} || Bit{b}) ? 2 : 3; // [?: `(Bit{a} || Bit{b})`: true+ false+]
}
int main() { return f(true, true) + f(false, true) + f(false, false) - 6; }
