// A shared object with a unit by hand, for the tests of the runtime.
#include "fake_unit.h"

FAKE_DIR("/nonexistent/fastcov");
FAKE_UNIT(own, c3, 10);

__attribute__((visibility("default"))) void library_set(int flag);
void library_set(int flag) { SET(own, flag); }
