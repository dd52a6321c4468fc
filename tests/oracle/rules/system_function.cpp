// What a macro of a system header defines is none of our code. For llvm-cov it is a function, which goes on to the next.
#include <system_function.h>

CONSTANT(seven, 7)

// This is neither the function's, nor is it code.

int main() { return seven() == 7 ? 0 : 1; }

CONSTANT(eight, 8)

// Nor is this.

static int last() { return 1; }
int (*keep)() = last;
