// The HTML report: static pages, which load nothing from elsewhere and work from a disk, without
// scripts, and under a strict Content-Security-Policy.
#ifndef FASTCOV_HTML_H
#define FASTCOV_HTML_H

#include "buffer.h"
#include "fault.h"
#include "report.h"

// Writes a report of many files below `directory`, which is made if it is not there. On failure,
// `fault` says why.
enum fault_kind html_write_directory(const struct report *report, const char *directory,
                                     struct fault *fault);

// Appends a report that is one page.
void html_write_single(const struct report *report, struct buffer *out);

#endif
