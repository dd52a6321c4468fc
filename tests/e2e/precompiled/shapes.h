// A header with sites wherever a header can have them.
#ifndef SHAPES_H
#define SHAPES_H

inline int clamp(int x, int low, int high) {
  if (x < low)
    return low;
  return x > high ? high : x;
}

template <class T> T bigger(T a, T b) { return a < b ? b : a; }

inline int sides(char shape) {
  switch (shape) {
  case 't':
    return 3;
  case 'q':
  case 'r':
    return 4;
  default:
    return 0;
  }
}

inline int area(int w, int h = 2) {
  if (w < 0)
    for (; w < 0; w++)
      h += h > 7 && w < -3;
  else
    while (h > 9)
      h--;
  return w * h;
}

struct counter {
  int limit, n = limit ? 0 : 1;
  explicit counter(int k) : limit(k > 3 ? k : 3) {
    auto more = [&](int by) { return by > 0 || limit > 5; };
    if (more(k))
      n += k;
  }
};

template <class T> struct pair {
  T first, second;
  bool ordered() const {
    try {
      if (first > second)
        throw 1;
      return true;
    } catch (int) {
      return second > 0;
    }
  }
};

inline int level = sides('t') > 2 ? 1 : 0;
#endif
