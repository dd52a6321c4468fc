// Some frameworks define functions for their users.
#define CONSTANT(name, value)                                                                      \
  inline int name() { return value; }
