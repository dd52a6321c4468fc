// kernels NAME ROUNDS: one of the loops below, over 4096 elements, ROUNDS times.
#include "bench_input.h"
#include <pthread.h>

enum { Count = 4096 };
static int numbers[Count], results[Count];
static unsigned char bytes[Count];
static int low = -100, high = 1000; // read at run time: no constants for the compiler

__attribute__((noinline)) static int sum_if(const int *a, int n, int t) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    if (a[i] > t)
      sum += a[i];
  }
  return sum;
}
__attribute__((noinline)) static void clamp(int *to, const int *a, int n, int lo, int hi) {
  for (int i = 0; i < n; i++)
    to[i] = a[i] < lo ? lo : a[i] > hi ? hi : a[i];
}
__attribute__((noinline)) static int count(const unsigned char *a, int n, int byte) {
  int found = 0;
  for (int i = 0; i < n; i++)
    if (a[i] == byte)
      found++;
  return found;
}
__attribute__((noinline)) static int find(const int *a, int n, int wanted) {
  for (int i = 0; i < n; i++)
    if (a[i] == wanted)
      return i;
  return -1;
}
__attribute__((noinline)) static int max_if(const int *a, int n) {
  int best = -1;
  for (int i = 0; i < n; i++)
    if (a[i] > best && a[i] % 4 != 1)
      best = a[i];
  return best;
}
// A small interpreter.
__attribute__((noinline)) static int interpret(const unsigned char *code, int n, int x) {
  int stack[4] = {x, 1, 2, 3}, top = 0;
  for (int i = 0; i < n; i++)
    switch (code[i] & 7) {
    case 0: stack[top] += stack[(top + 1) & 3]; break;
    case 1: stack[top] ^= stack[(top + 2) & 3]; break;
    case 2: top = (top + 1) & 3; break;
    case 3: if (stack[top] & 1) top = (top + 3) & 3; break;
    case 4: stack[top] *= 3; break;
    case 5: if (stack[top] < 0) stack[top] = -stack[top]; break;
    case 6: i += stack[top] & 1; break;
    default: stack[top] -= 7; break;
    }
  return stack[0] + stack[1] + stack[2] + stack[3];
}
// A small parser: words, numbers, quoted strings.
__attribute__((noinline)) static int parse(const char *s) {
  int words = 0, sum = 0, quoted = 0;
  while (*s) {
    if (*s >= '0' && *s <= '9') {
      int value = 0;
      while (*s >= '0' && *s <= '9')
        value = value * 10 + (*s++ - '0');
      sum += value;
    } else if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || *s == '_') {
      while ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || *s == '_')
        s++;
      words++;
    } else if (*s++ == '=')
      quoted++;
  }
  return words + sum + quoted;
}
// Tiny hot functions.
static int is_odd(int x) { return x & 1 ? 1 : 0; }
static int collatz_step(int x) { return is_odd(x) ? 3 * x + 1 : x / 2; }
__attribute__((noinline)) static int tiny(int n) {
  int steps = 0;
  for (int i = 1; i < n; i++)
    for (int x = i; x != 1 && steps < 1 << 30; steps++)
      x = collatz_step(x);
  return steps;
}

static const char *text;
static int once(const char *name) {
  if (!strcmp(name, "sum_if")) return sum_if(numbers, Count, low);
  if (!strcmp(name, "clamp")) return clamp(results, numbers, Count, low, high), results[7];
  if (!strcmp(name, "count")) return count(bytes, Count, 'e');
  if (!strcmp(name, "find")) return find(numbers, Count, numbers[Count - 3]);
  if (!strcmp(name, "max_if")) return max_if(numbers, Count);
  if (!strcmp(name, "interpret")) return interpret(bytes, Count, 5);
  if (!strcmp(name, "parse")) return parse(text);
  if (!strcmp(name, "tiny")) return tiny(100);
  fprintf(stderr, "kernels: no such kernel: %s\n", name);
  exit(1);
}

struct job {
  const char *name;
  int rounds, result;
};
static void *work(void *given) {
  struct job *job = given;
  for (int i = 0; i < job->rounds; i++)
    job->result += once(job->name);
  return NULL;
}

int main(int argc, char **argv) {
  int threads = argc > 3 ? atoi(argv[3]) : 1;
  text = make_text(Count);
  memcpy(bytes, text, Count);
  unsigned long long state = 88172645463325252ull;
  for (int i = 0; i < Count; i++) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    numbers[i] = (int)(state % 4001) - 2000;
  }
  struct job jobs[8];
  pthread_t ids[8];
  for (int i = 0; i < threads; i++) {
    jobs[i] = (struct job){argv[1], atoi(argv[2]) / threads, 0};
    pthread_create(&ids[i], NULL, work, &jobs[i]);
  }
  int result = 0;
  for (int i = 0; i < threads; i++) {
    pthread_join(ids[i], NULL);
    result += jobs[i].result;
  }
  printf("%d\n", result);
  return 0;
}
