// What was missed as GitHub's workflow commands, which become annotations of a pull request's
// files if a step prints them. GitHub shows ten warnings and ten errors a step.
#include "findings.h"
#include "formats.h"
#include "put.h"
#include <inttypes.h>
#include <string.h>

// How a command spells a message, and the value of a property, which a colon or comma would end.
static bool message_special(struct buffer *out, unsigned char c) {
  if (c != '%' && c != '\r' && c != '\n')
    return false;
  put_format(out, "%%%02X", c);
  return true;
}

static bool property_special(struct buffer *out, unsigned char c) {
  if (c != ':' && c != ',')
    return message_special(out, c);
  put_format(out, "%%%02X", c);
  return true;
}

// Columns are for what is on one line.
static void site_place(struct buffer *out, const struct coverage_site *site) {
  put_format(out, ",line=%" PRIu32 ",endLine=%" PRIu32, site->line, site->end_line);
  if (site->line == site->end_line && site->end_column > site->column)
    put_format(out, ",col=%" PRIu32 ",endColumn=%" PRIu32, site->column, site->end_column - 1);
}

static void finding_write(struct buffer *out, const struct finding *finding) {
  put_text(out, "::warning file=");
  put_spelled(out, finding->file->path, property_special);
  if (finding->site)
    site_place(out, finding->site);
  else
    put_format(out, ",line=%" PRIu32 ",col=%" PRIu32, finding->function->line,
               finding->function->column);
  put_text(out, finding->site ? ",title=Missed branch::" : ",title=Missed function::");
  put_spelled(out, finding->message, message_special);
  put_text(out, "\n");
}

// What makes the numbers no verdict.
static void ledger_write(struct buffer *out, const struct ledger *ledger) {
  for (enum ledger_list list = 0; list < LEDGER_FATAL_COUNT; list++)
    for (size_t i = 0; i < ledger_count(ledger, list); i++) {
      put_text(out, "::error title=Coverage::");
      put_spelled(out, ledger_entry(ledger, list, i), message_special);
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
