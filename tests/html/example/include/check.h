#ifndef CHECK_H
#define CHECK_H

// Gives up unless `condition` holds and there is a `message`.
#define CHECK(condition, message)                                                                  \
  do {                                                                                             \
    if (!(condition) && (message)[0])                                                              \
      return fail(message);                                                                        \
  } while (0)

// Tells what is wrong; returns -1.
int fail(const char *message);

#endif
