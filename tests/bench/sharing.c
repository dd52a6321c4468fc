// sharing THREADS PROCESSES: so many threads in so many forked processes run the same branchy code,
// each the whole work; prints the seconds until all are done.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void *work(void *seed) {
  uint32_t x = (uint32_t)(uintptr_t)seed, sum = 0;
  for (int i = 0; i < 100 * 1000 * 1000; i++) {
    x = x * 1664525u + 1013904223u;
    if (x & 0x10000)
      sum += x;
    else if (x & 0x20000)
      sum ^= x >> 3;
    else if (x & 0x40000)
      sum -= 7;
    if (sum % 3 == 0)
      sum++;
  }
  return (void *)(uintptr_t)sum;
}

int main(int count, char **words) {
  int threads = count > 2 ? atoi(words[1]) : 1, processes = count > 2 ? atoi(words[2]) : 1;
  struct timespec start, end;
  pthread_t ids[64];
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (int p = 0; p < processes; p++)
    if (fork() == 0) {
      for (int i = 0; i < threads && i < 64; i++)
        pthread_create(&ids[i], NULL, work, (void *)(uintptr_t)(i + p));
      for (int i = 0; i < threads && i < 64; i++)
        pthread_join(ids[i], NULL);
      _exit(0);
    }
  while (wait(NULL) > 0)
    ;
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%.2f\n",
         (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
  return 0;
}
