#!/usr/bin/env python3
"""many_files.py DIR COUNT: a C++ project of COUNT sources and COUNT / 20 headers below DIR, a few
dozen directories, with main.cpp that calls them all. The same every time."""
import os
import random
import sys

directory, count = sys.argv[1], int(sys.argv[2])
choose = random.Random(2000)


def write(name, lines):
    path = os.path.join(directory, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as file:
        file.write('\n'.join(lines) + '\n')


def statements(depth):
    kind = choose.randrange(6)
    limit = choose.randrange(100)
    inner = statements(depth - 1) if depth else ['total += value;']
    inner = ['  ' + line for line in inner]
    if kind == 0:
        return ['if (value > %d && total %% 3 != 1) {' % limit, *inner, '} else {', '  total -= %d;' % limit, '}']
    if kind == 1:
        return ['for (int i = 0; i < value % 7; i++) {', *inner, '}']
    if kind == 2:
        return ['switch (value %% %d) {' % (limit % 5 + 2), 'case 0:', *inner, '  break;', 'case 1:',
                '  total ^= %d;' % limit, '  break;', 'default:', '  CHECK(total, %d);' % limit, '}']
    if kind == 3:
        return ['while (total > %d || value == %d) {' % (limit * 1000, limit), *inner, '  value++, total /= 2;', '}']
    if kind == 4:
        return ['total += larger(value, %d) > %d ? total : value;' % (limit, limit + 2), *inner]
    return ['// Nothing to see here, but a comment of some length, as sources have.', '', *inner]


headers = max(count // 20, 1)
for i in range(headers):
    write('include/part%d.h' % i, [
        '#pragma once', '#define CHECK(x, y) do { if ((x) < (y) && (x) > 0) total += 1; } while (0)' if i == 0 else
        '#include "part0.h"', 'template <typename T> T larger%s(T a, T b) { return a > b ? a : b; }' % ('' if i == 0 else i),
        'inline int part%d(int value) {' % i, '  int total = 0;', *['  ' + line for line in statements(2)],
        '  return total;', '}'])
for i in range(count):
    lines = ['#include "part%d.h"' % (i % headers), '#include "part0.h"', '']
    for j in range(choose.randrange(1, 4)):
        lines += ['%sint work%d_%d(int value) {' % ('' if j == 0 else 'static ', i, j), '  int total = value;']
        for _ in range(choose.randrange(2, 6)):
            lines += ['  ' + line for line in statements(choose.randrange(2))]
        lines += ['  return total;' if j == 0 else '  return total + %d;' % j, '}', '']
    lines += ['int call%d(int value) {' % i, '  return work%d_0(value) + part%d(value);' % (i, i % headers), '}']
    write('src/group%d/file%d.cpp' % (i % 40, i), lines)
write('src/main.cpp', ['int call%d(int);' % i for i in range(count)] + ['int main(int argc, char **) {', '  int sum = 0;'] +
      ['  sum += call%d(argc + %d);' % (i, i % 90) for i in range(count)] + ['  return sum == 42;', '}'])
