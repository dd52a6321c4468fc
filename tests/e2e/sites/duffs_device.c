// Duff's device: labels inside a loop inside the switch.
static void copy(char *to, const char *from, int count) {
  int n = (count + 3) / 4;
  switch (count % 4) { // [switch `count % 4`: case 0- case 3+ case 2- case 1- default-]
  case 0:
    do {
      *to++ = *from++;
    case 3:
      *to++ = *from++;
    case 2:
      *to++ = *from++;
    case 1:
      *to++ = *from++;
    } while (--n > 0); // [do `--n > 0`: true+ false+]
  }
}
int main(void) {
  char b[8] = "";
  copy(b, "abcdefg", 7);
  return b[6] != 'g';
}
