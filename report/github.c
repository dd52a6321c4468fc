// What was missed as GitHub's workflow commands, which become annotations of a pull request's
// files if a step prints them. GitHub shows ten warnings and ten errors a step.
#include "findings.h"
#include "formats.h"
#include "put.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// A value as a command spells it: of a property, colons and commas are special, too.
static void value_put(struct buffer *out, const char *text, bool property) {
  struct buffer plain = {0};
  put_utf8(&plain, text);
  for (size_t i = 0; i < plain.size; i++) {
    unsigned char c = plain.data[i];
    if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
      put_format(out, "%%%02X", c);
    else
      buffer_bytes(out, &c, 1);
  }
  free(plain.data);
}

// Columns are for what is on one line.
static void site_place(struct buffer *out, const struct coverage_site *site) {
  put_format(out, ",line=%" PRIu32 ",endLine=%" PRIu32, site->line, site->end_line);
  if (site->line == site->end_line && site->end_column > site->column)
    put_format(out, ",col=%" PRIu32 ",endColumn=%" PRIu32, site->column, site->end_column - 1);
}

static void finding_write(struct buffer *out, const struct finding *finding) {
  put_text(out, "::warning file=");
  value_put(out, finding->file->path, true);
  if (finding->site)
    site_place(out, finding->site);
  else
    put_format(out, ",line=%" PRIu32 ",col=%" PRIu32, finding->function->line,
               finding->function->column);
  put_text(out, finding->site ? ",title=Missed branch::" : ",title=Missed function::");
  value_put(out, finding->message, false);
  put_text(out, "\n");
}

// What makes the numbers no verdict.
static void ledger_write(struct buffer *out, const struct ledger *ledger) {
  static const enum ledger_list fatal[] = {LEDGER_DAMAGED, LEDGER_STALE, LEDGER_CONTRADICTED};
  for (size_t list = 0; list < sizeof fatal / sizeof *fatal; list++)
    for (size_t i = 0; i < ledger_count(ledger, fatal[list]); i++) {
      put_text(out, "::error title=Coverage::");
      value_put(out, ledger_entry(ledger, fatal[list], i), false);
      put_text(out, "\n");
    }
}

void github_write(const struct report *report, struct buffer *out) {
  size_t count;
  struct finding *findings = findings_new(report->coverage, &count);
  ledger_write(out, report->ledger);
  for (size_t i = 0; i < count; i++)
    finding_write(out, &findings[i]);
  findings_free(findings, count);
}
