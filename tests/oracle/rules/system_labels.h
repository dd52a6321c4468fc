// Test frameworks have this in their headers: a switch keeps an else behind the macro from belonging to its if.
#define EXPECT(condition)                                                                          \
  switch (0)                                                                                       \
  case 0:                                                                                          \
  default:                                                                                         \
    if (condition)                                                                                 \
      ;                                                                                            \
    else                                                                                           \
      failures++
