#!/usr/bin/env python3
"""hostile.py DIR: sources that try to be more than text, below DIR; they compile."""
import os
import sys

directory = sys.argv[1]
os.makedirs(directory, exist_ok=True)


def write(name, content):
    with open(os.path.join(os.fsencode(directory), name), "wb") as file:
        file.write(content)


write(b"evil.c", b"""#include <stdio.h>
/* </script><script>window.hacked = 1</script><img src=x onerror="window.hacked=1"> */
// bidi: \xe2\x80\xae reversed \xe2\x81\xa6 isolated \xe2\x81\xa9 zero\xe2\x80\x8bwidth
// bytes: \xff\xfe \xc3( \xed\xa0\x80 nul: \x00 bell: \x07 escape: \x1b[31m delete: \x7f end
// entities: &lt;b&gt; &amp; &#60; ]]> --> <!-- \xe2\x82\xac \xf0\x9f\x98\x80
#define EVIL(x) ((x) > 1 && "</u><script>window.hacked=2</script>"[0])
static int long_line(int x) { return x > 2 ? 1 : 0; } // """ + b"long " * 40000 + b"""
static int switches(int x) {
  switch (x) {
  case '<': return 1;
  case '"': return 2;
  case '&': return 3;
  }
  return EVIL(x) ? 4 : 5;\r
}
int evil(int x) { return long_line(x) + switches(x); }
""")
name = b"<script>alert(1)<;script>&\"'%41#?\xe2\x80\xae\xff.c"
write(name, b"int other(int x) { return x ? 1 : 2; }\n")
write(b"gone.c", b"#define TWICE(x) ((x) && (x) > 1)\nint gone(int x) {\n  switch (x) {\n  case 1:\n    return 2;\n  }\n"
      b"  return TWICE(x) ? 1 : 2;\n}\n")
write(b"empty_lines.c", b"\n" * 300 + b"int far_down(int x) {\n  if (x)\n    return 1;\n  return 0;\n}\n" + b"\n" * 300)
write(b"main.c", b"int evil(int), other(int), gone(int), far_down(int);\n"
      b"int main(int argc, char **argv) {\n  (void)argv;\n"
      b"  return (evil(argc) + other(argc) + gone(argc) + far_down(argc)) & 0;\n}\n")
