// The program ends in the middle of a call. The lines that say so have not run.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
static int children;
static void leave(int how) {
  if (how == 1)
    exit(0);
  if (how == 2)
    _exit(0);
  children++;
}
static void usage(int how) {
  puts("usage: exit");
  leave(0);
  leave(how);
  puts("never"); // missed
} // missed
static int parse(int how) {
  for (int i = 0; i < 2; i++) {
    leave(0);
    if (i == 1) {
      usage(how);
      return 1; // missed
    } // missed
    children = i;
  }
  return 0; // missed
}
int main(void) {
  children = 1;
  int how = fork() ? 1 : 2;
  if (how == 1)
    wait(NULL);
  int result = parse(how);
  printf("%d\n", result); // missed
  return result; // missed
} // missed
