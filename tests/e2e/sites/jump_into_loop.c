// Loops that are entered in their middle, so that their beginning runs only when control comes round.
static int by_label(int n) {
  int sum = 0;
  if (n > 2) // [if `n > 2`: true+ false-]
    goto middle;
  while (1) { // [while `1`: true(folded) false(folded)]
    sum += 1;
    if (sum > 50) // [if `sum > 50`: true- false+]
      continue;
  middle:
    sum += 10;
    if (n-- == 0) // [if `n-- == 0`: true+ false+]
      return sum;
  }
}
static int by_case(int n) {
  int sum = 0;
  switch (n) { // [switch `n`: case 3+ default-]
    for (;;) {
      sum += 1;
    case 3:
      sum += 10;
      if (n-- == 0) // [if `n-- == 0`: true+ false+]
        return sum;
    }
  }
  return 0;
}
static int do_by_label(int n) {
  int sum = 0;
  if (n > 2) // [if `n > 2`: true+ false-]
    goto middle;
  do {
    sum += 1;
    sum += 1;
  middle:
    sum += 10;
    if (n-- == 0) // [if `n-- == 0`: true+ false+]
      return sum;
  } while (1); // [do `1`: true(folded) false(folded)]
}
static int never_round(int n) {
  int sum = 0;
  if (n > 2) // [if `n > 2`: true+ false-]
    goto middle;
  while (1) { // [while `1`: true(folded) false(folded)]
    sum += 1;
    sum += 1;
  middle:
    if (n > 0) // [if `n > 0`: true+ false-]
      break;
  }
  return sum;
}
int main(void) { return by_label(3) != 43 || by_case(3) != 43 || do_by_label(3) != 46 || never_round(3); } // [|| `by_label(3) != 43`: true- false+] [|| `by_case(3) != 43`: true- false+] [|| `do_by_label(3) != 46`: true- false+] [|| `never_round(3)`: true- false+]
