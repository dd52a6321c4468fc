// The report as SonarQube's generic test coverage, which knows lines and how many branches each
// has. Paths are as readers see them: SonarQube looks for them below its project's folder.
#include "formats.h"
#include "left_out.h"
#include "line_figures.h"
#include "put.h"
#include <stdlib.h>

static void line_write(struct buffer *out, const struct line_figure *line) {
  put_text(out, "<lineToCover lineNumber=\"");
  put_number(out, line->line);
  put_text(out, line->covered ? "\" covered=\"true\"" : "\" covered=\"false\"");
  if (line->branches.count) {
    put_text(out, " branchesToCover=\"");
    put_number(out, line->branches.count);
    put_text(out, "\" coveredBranches=\"");
    put_number(out, line->branches.covered);
    put_text(out, "\"");
  }
  put_text(out, "/>\n");
}

void sonarqube_write(const struct report *report, struct buffer *out) {
  put_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<coverage version=\"1\">\n");
  for (size_t i = 0; i < report->coverage->file_count; i++) {
    const struct coverage_file *file = &report->coverage->files[i];
    size_t count;
    struct line_figure *lines = line_figures(file, &count);
    put_text(out, "<file path=\"");
    put_xml(out, file->path);
    put_text(out, "\">\n");
    for (size_t j = 0; j < count; j++)
      line_write(out, &lines[j]);
    left_out_put_xml(out, file);
    put_text(out, "</file>\n");
    free(lines);
  }
  put_text(out, "</coverage>\n");
}
