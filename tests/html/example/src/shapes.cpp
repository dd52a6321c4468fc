// Areas: what templates look like in a report.
#include <cstdio>

template <typename T> T larger(T a, T b) { return a > b ? a : b; }

struct shape {
  virtual ~shape() = default;
  virtual double area() const = 0;
};

struct rectangle : shape {
  double width, height;
  rectangle(double width, double height) : width(width), height(height) {}
  double area() const override { return width < 0 || height < 0 ? 0 : width * height; }
};

struct circle : shape {
  double radius;
  explicit circle(double radius) : radius(radius) {}
  double area() const override { return 3.14159 * radius * radius; }
};

int main(int argc, char **) {
  rectangle flat(argc, 2), tall(1, 8);
  const shape *shapes[] = {&flat, &tall};
  double most = 0;
  int count = 0;
  for (const shape *each : shapes) {
    most = larger(most, each->area());
    count = larger(count, argc);
  }
  std::printf("%.1f of %d\n", most, count);
  return 0;
}
