// See fault.h.
#include "fault.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void fault_fill(struct fault *fault, enum fault_kind kind, const char *format,
                       va_list arguments) {
  fault->kind = kind;
  vsnprintf(fault->text, sizeof fault->text, format, arguments);
}

enum fault_kind fault_set(struct fault *fault, enum fault_kind kind, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fault_fill(fault, kind, format, arguments);
  va_end(arguments);
  return kind;
}

bool fault_damaged(struct fault *fault, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fault_fill(fault, FAULT_DAMAGED, format, arguments);
  va_end(arguments);
  return false;
}

void fault_place(struct fault *fault, const char *format, ...) {
  struct fault sentence = *fault;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(fault->text, sizeof fault->text, format, arguments);
  va_end(arguments);
  size_t size = strlen(fault->text);
  snprintf(fault->text + size, sizeof fault->text - size, ": %s", sentence.text);
}

enum fault_kind fault_system(struct fault *fault, const char *doing, int error) {
  return fault_set(fault, FAULT_IO, "%s: %s", doing, strerror(error));
}
