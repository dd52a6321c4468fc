// GNU statement expressions, in conditions too.
static int f(int a) {
  int r = ({
    int t = a;
    if (t) // [if `t`: true+ false+]
      t++;
    t;
  });
  if (({ a > 1; })) // [if `({ a > 1; })`: true+ false+]
    r++;
  while (({ // [while `({ r--; r > 0 && a; })`: true+ false+]
    r--;
    r > 0 && a; // [&& `r > 0`: true+ false+] [&& `a`: true+ false-]
  }))
    ;
  return r;
}
int main(void) { return f(0) + f(3) + 1; }
