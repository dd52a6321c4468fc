// fmt_driver SCALE: formats SCALE * 1000 lines of numbers and strings.
#include "fmt/format.h"
#include <cstdlib>

int main(int argc, char **argv) {
  size_t sum = 0;
  for (int i = 0; i < std::atoi(argv[argc - 1]) * 1000; i++) {
    sum += fmt::format("{:>8} {:#x} {:.3f} [{:^12}]", i, i * 7, i / 3.0, "text").size();
    sum += fmt::format("{0}-{1:05}-{0:e} {2}", i * 0.37, i, i % 2 == 0).size();
  }
  fmt::print("{}\n", sum);
}
