// Behind a folded condition one branch of which leaves, the closing bracket is what it is behind any other.
static int leaves(int a) {
  if (a) // [if `a`: true- false+]
    a++;
  else
    return 1;
  if (0x588411B4L <= 0UL) { // [if `0x588411B4L <= 0UL`: true(folded) false(folded)]
    return 2;
  } else {
    a--;
  }
  return a;
}
int main(void) { return leaves(0) - 1; }
