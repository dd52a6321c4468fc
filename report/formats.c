// See formats.h.
#include "formats.h"
#include "file_bytes.h"
#include "html.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

const struct format formats[] = {
    {"html", "DIR", "HTML pages below DIR; begin at DIR/index.html", NULL, html_write_directory},
    {"html-single", "FILE", "one HTML page with everything in it", html_write_single, NULL},
    {"json", "FILE", "JSON with everything, for programs", json_write, NULL},
    {"lcov", "FILE", "LCOV, for lcov, genhtml and many others", lcov_write, NULL},
    {"cobertura", "FILE", "Cobertura XML, for GitLab, Jenkins and others", cobertura_write, NULL},
    {"llvm-json", "FILE", "JSON as llvm-cov export writes it", llvm_json_write, NULL},
    {"sonarqube", "FILE", "SonarQube's generic test coverage", sonarqube_write, NULL},
    {"coveralls", "FILE", "what the API of Coveralls takes, but for its token", coveralls_write,
     NULL},
    {"csv", "FILE", "a row a file, for spreadsheets", csv_write, NULL},
    {"github", "FILE", "what is missed, as annotations on GitHub", github_write, NULL},
    {"gitlab", "FILE", "what is missed, for GitLab's Code Quality", gitlab_write, NULL},
    {"markdown", "FILE", "Markdown, for a job's summary or a comment", markdown_write, NULL},
    {"badge", "FILE", "an SVG picture of branch coverage", badge_write, NULL},
};
const size_t format_count = sizeof formats / sizeof *formats;

bool format_wish_stdout(const struct format_wish *wish) {
  return wish->format->write && !strcmp(wish->path, "-");
}

static enum fault_kind stream_write(FILE *out, const struct buffer *file, struct fault *fault) {
  if (fwrite(file->data, 1, file->size, out) != file->size || fflush(out))
    return fault_system(fault, "cannot write", errno);
  return FAULT_NONE;
}

enum fault_kind format_wish_grant(const struct format_wish *wish, const struct report *report,
                                  FILE *standard, struct fault *fault) {
  struct buffer file = {0};
  fault->kind = FAULT_NONE;
  if (!wish->format->write)
    return wish->format->write_directory(report, wish->path, fault);
  wish->format->write(report, &file);
  if (format_wish_stdout(wish))
    stream_write(standard, &file, fault);
  else
    file_write(wish->path, file.data, file.size, fault);
  free(file.data);
  return fault->kind;
}
