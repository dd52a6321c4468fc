// A computed goto has no sites; the conditions around it do.
static int f(const unsigned char *p) {
  static const void *const table[] = {&&stop, &&add, &&sub};
  int r = 0;
  goto *table[*p++];
add:
  r++;
  if (r > 5) // [if `r > 5`: true- false+]
    return r;
  goto *table[*p++];
sub:
  r--;
  goto *table[*p++];
stop:
  return r ? r : 7; // [?: `r`: true+ false-]
}
int main(void) { return f((const unsigned char *)"\1\1\2") - 1; }
