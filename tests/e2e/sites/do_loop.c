// do: its condition may never run.
static int f(int a) {
  do {
    a++;
  } while (a < 5); // [do `a < 5`: true+ false+]
  do
    break;
  while (a); // [do `a`: true- false-]
  do
    a--;
  while (a > 100); // [do `a > 100`: true- false+]
  do {
    if (a < 100) // [if `a < 100`: true+ false-]
      continue;
  } while (a++ < 6); // [do `a++ < 6`: true+ false+]
  return a;
}
int main(void) { return f(0) - 7; }
