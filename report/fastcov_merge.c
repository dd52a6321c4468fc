// fastcov-merge: merges shards and profiles, reports what ran, and judges it.
//
// This is the command line: the one place that prints messages and decides on the exit status.
//   0  fine
//   1  could not do the job: whatever the numbers say, they are no verdict
//   2  below a threshold
#include "compare.h"
#include "diff_read.h"
#include "file_bytes.h"
#include "file_list.h"
#include "foreign.h"
#include "inputs.h"
#include "lcov_read.h"
#include "left_out.h"
#include "llvm_json_read.h"
#include "map_search.h"
#include "missing.h"
#include "options.h"
#include "profile_file.h"
#include "report.h"
#include "version.h"
#include "xmalloc.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { STATUS_FINE = 0, STATUS_NO_VERDICT = 1, STATUS_BELOW = 2 };

// A failed gate names this many of what was missed; --show-missing names all.
#define MISSED_NAMED 20

// All that one run of the tool holds.
struct run {
  struct options options;
  struct profile *profile;
  struct ledger *ledger;
  struct source_paths *paths;
  struct source_texts *sources;
  struct foreign *foreign; // NULL if nothing of other tools was asked for
  struct diff *diff;       // NULL if everything is to be reported
  struct coverage *coverage;
  struct coverage *before; // to compare with; or NULL
  size_t unit_count;
  bool no_verdict;
};

// The program has two names: fastcov-report takes what it is given and writes no profile.
static bool second_name;

static void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void say(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "%s: ", program_name(second_name));
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
}

// ---- Reading ------------------------------------------------------------------------------------

// With something else to report on, nobody needs to have run anything yet.
static bool reports_without_shards(const struct options *options) {
  return options->objects.count || options->lcovs.count || options->llvm_jsons.count;
}

static bool default_absent(const struct options *options) {
  return !options->path_given && reports_without_shards(options) &&
         access(options->paths.values[0], F_OK);
}

static void inputs_read(struct run *run) {
  const struct arguments *paths = &run->options.paths;
  if (default_absent(&run->options))
    return;
  for (size_t i = 0; i < paths->count; i++)
    inputs_merge(paths->values[i], run->profile, run->ledger);
  for (size_t i = 0; i < profile_context_count(run->profile); i++)
    ledger_add(run->ledger, LEDGER_NOTE, "context %s",
               (const char *)profile_context(run->profile, i).data);
  if (ledger_shards(run->ledger) + ledger_profiles(run->ledger) ||
      ledger_count(run->ledger, LEDGER_DAMAGED))
    return;
  say("%s: no shard or profile in it", paths->values[0]);
  run->no_verdict |= !reports_without_shards(&run->options);
}

// What is known to be missing, and what the user knows should be there.
static void missing_find(struct run *run) {
  const char *errors = getenv("FASTCOV_ERROR_FILE");
  const char *contexts = run->options.expect_contexts;
  struct fault fault;
  if (errors && *errors)
    inputs_errors(errors, run->ledger);
  if (run->options.expect_processes)
    inputs_expect_processes(run->options.expect_processes, run->ledger);
  if (contexts && inputs_expect_contexts(contexts, run->profile, run->ledger, &fault)) {
    say("%s: %s", contexts, fault.text);
    run->no_verdict = true;
  }
}

static void profile_write(struct run *run) {
  struct buffer file = {0};
  struct fault fault;
  profile_encode(run->profile, &file);
  if (file_write(run->options.output, file.data, file.size, &fault)) {
    say("%s: %s", run->options.output, fault.text);
    run->no_verdict = true;
  }
  free(file.data);
}

// What other tools measured.
typedef enum fault_kind foreign_reader(struct bytes text, struct foreign *into,
                                       struct fault *fault);

static void foreign_files_read(struct run *run, const struct arguments *files,
                               foreign_reader *read) {
  struct buffer file = {0};
  struct fault fault;
  for (size_t i = 0; i < files->count; i++) {
    if (!run->foreign)
      run->foreign = foreign_new(run->paths);
    if (file_read(files->values[i], &file, &fault) ||
        read((struct bytes){file.data, file.size}, run->foreign, &fault))
      ledger_add(run->ledger, LEDGER_DAMAGED, "%s: %s", files->values[i], fault.text);
    else
      ledger_add(run->ledger, LEDGER_IMPORTED, "%s", files->values[i]);
  }
  free(file.data);
}

static void standard_input_read(struct buffer *into) {
  for (size_t size = 1; size; into->size += size) {
    buffer_reserve(into, 1 << 16);
    size = fread(into->data + into->size, 1, 1 << 16, stdin);
  }
}

// Without the diff there is no telling what to report, so nothing is.
static bool diff_take(struct run *run) {
  const char *path = run->options.diff;
  bool standard = !strcmp(path, "-");
  struct buffer file = {0};
  struct fault fault = {0};
  if (standard)
    standard_input_read(&file);
  if (!standard && file_read(path, &file, &fault))
    say("%s: %s", path, fault.text);
  else if (diff_read((struct bytes){file.data, file.size}, run->paths, &run->diff, &fault))
    say("%s: %s", standard ? "standard input" : path, fault.text);
  else
    ledger_add(run->ledger, LEDGER_DIFF, "%s", standard ? "standard input" : path);
  free(file.data);
  return run->diff;
}

// Joins a profile with the maps of its units. `sources` says whether they changed; it may be NULL.
static struct coverage *coverage_make(struct run *run, struct profile *profile,
                                      struct ledger *ledger, struct source_check *sources) {
  struct map_search_parts parts = {
      .profile = profile,
      .paths = run->paths,
      .builder = coverage_builder_new(run->paths, run->options.instantiations),
      .sources = sources,
      .ledger = ledger,
      .embed = run->options.embed_maps ? profile : NULL,
      .foreign = run->foreign,
  };
  if (profile_context_count(profile))
    coverage_builder_contexts(parts.builder, context_sets_new(profile));
  struct map_search *search = map_search_new(&parts);
  map_search_embedded(search);
  for (size_t i = 0; i < run->options.objects.count; i++)
    map_search_object(search, run->options.objects.values[i]);
  map_search_images(search);
  run->unit_count = map_search_count(search);
  coverage_builder_join(parts.builder, run->foreign);
  coverage_builder_keep(parts.builder, run->diff);
  map_search_free(search);
  return coverage_finish(parts.builder);
}

static void coverage_read(struct run *run) {
  struct source_check *sources = source_check_new(run->paths, run->sources, run->ledger);
  foreign_files_read(run, &run->options.lcovs, lcov_read);
  foreign_files_read(run, &run->options.llvm_jsons, llvm_json_read);
  run->coverage = coverage_make(run, run->profile, run->ledger, sources);
  source_check_free(sources);
}

static void list_say(const struct ledger *ledger, enum ledger_list list, const char *after) {
  for (size_t i = 0; i < ledger_count(ledger, list); i++)
    say("%s%s", ledger_entry(ledger, list, i), after);
}

// What to compare with, which is no part of this report: that its sources changed is no fault.
static void before_read(struct run *run) {
  struct profile *profile = profile_new();
  struct ledger *ledger = ledger_new();
  size_t unit_count = run->unit_count;
  inputs_merge(run->options.compare, profile, ledger);
  run->before = coverage_make(run, profile, ledger, NULL);
  run->unit_count = unit_count;
  list_say(ledger, LEDGER_DAMAGED, "");
  list_say(ledger, LEDGER_STALE, "");
  run->no_verdict |= ledger_count(ledger, LEDGER_DAMAGED) || ledger_count(ledger, LEDGER_STALE);
  ledger_free(ledger);
  profile_free(profile);
}

// ---- Writing ------------------------------------------------------------------------------------

// What the standard output is like, if it is a terminal. https://no-color.org
static void terminal_look(struct report_view *view) {
  const char *no_colour = getenv("NO_COLOR"), *kind = getenv("TERM");
  struct winsize size;
  if (!isatty(STDOUT_FILENO))
    return;
  bool known = !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  view->width = known && size.ws_col ? size.ws_col : 80;
  view->height = known && size.ws_row ? size.ws_row : 24;
  view->colour = !(no_colour && *no_colour) && kind && strcmp(kind, "dumb");
}

static struct report report_make(const struct run *run) {
  const struct options *options = &run->options;
  struct report report = {
      .coverage = run->coverage,
      .ledger = run->ledger,
      .profile = run->profile,
      .paths = run->paths,
      .sources = run->sources,
      .image_count = profile_image_count(run->profile),
      .unit_count = run->unit_count,
      .context_count = profile_context_count(run->profile),
      .view = {.precision = options->precision,
               .sort_by_path = options->sort_by_path,
               .skip_covered = options->skip_covered,
               .show_missing = options->show_missing,
               .checksums = options->checksum,
               .show_excluded = options->show_excluded || options->verbose},
  };
  terminal_look(&report.view);
  return report;
}

// Writes what the user wished for, and the text to the standard output unless something else goes
// there.
static void reports_write(struct run *run) {
  struct report report = report_make(run);
  bool text = !run->options.quiet;
  struct fault fault;
  for (size_t i = 0; i < run->options.wish_count; i++) {
    const struct format_wish *wish = &run->options.wishes[i];
    bool to_stdout = format_wish_stdout(wish);
    text &= !to_stdout;
    if (!format_wish_grant(wish, &report, stdout, &fault))
      continue;
    say("%s: %s", to_stdout ? "standard output" : wish->path, fault.text);
    run->no_verdict = true;
  }
  if (text)
    text_write(stdout, &report);
  if (text && run->before)
    compare_write(stdout, run->coverage, run->before, run->options.compare, run->options.precision);
  if (text && (fflush(stdout) || ferror(stdout))) {
    say("standard output: %s", strerror(errno));
    run->no_verdict = true;
  }
}

// ---- Judging ------------------------------------------------------------------------------------

static void exclusions_judge(struct run *run) {
  for (size_t i = 0; i < run->coverage->file_count; i++)
    left_out_judge(&run->coverage->files[i], run->ledger);
  for (size_t i = 0; i < run->coverage->skipped_count; i++)
    ledger_add(run->ledger, LEDGER_SKIPPED, "%s", run->coverage->skipped[i]);
}

// Says what is in the ledger, and makes up its mind whether the numbers can be trusted.
static void ledger_say(struct run *run) {
  if (run->options.verbose)
    list_say(run->ledger, LEDGER_NOTE, "");
  list_say(run->ledger, LEDGER_NEEDLESS, "");
  for (enum ledger_list list = 0; list < LEDGER_FATAL_COUNT; list++) {
    list_say(run->ledger, list, "");
    run->no_verdict |= ledger_count(run->ledger, list) != 0;
  }
  if (!options_gated(&run->options))
    return;
  list_say(run->ledger, LEDGER_UNINSTRUMENTED, ": compiled without fastcov, so not judged");
  run->no_verdict |= ledger_count(run->ledger, LEDGER_UNINSTRUMENTED) != 0;
}

typedef size_t missing_printer(FILE *out, const struct coverage_file *file, size_t limit);

static size_t outcomes_name(FILE *out, const struct coverage_file *file, size_t limit) {
  return missing_outcomes(out, file, limit, NULL);
}

static void missed_say(const struct coverage *coverage, missing_printer *print) {
  size_t named = 0, total = 0;
  for (size_t i = 0; i < coverage->file_count; i++) {
    total += print(stderr, &coverage->files[i], MISSED_NAMED - named);
    named = total < MISSED_NAMED ? total : MISSED_NAMED;
  }
  if (total > named)
    say("and %zu more; --show-missing names all", total - named);
}

// One threshold: true if the coverage is below it.
static bool figure_judge(struct run *run, enum gate_figure figure) {
  static const char *const names[GATE_COUNT] = {"branch", "line", "function"};
  static missing_printer *const printers[GATE_COUNT] = {outcomes_name, missing_lines,
                                                        missing_functions};
  const struct summary *summary = &run->coverage->summary;
  const struct tally *const tallies[GATE_COUNT] = {&summary->branches, &summary->lines,
                                                   &summary->functions};
  const struct percent_goal *goal = &run->options.goals[figure];
  const struct tally *tally = tallies[figure];
  if (!tally->count) { // of a change, which has no branches, say
    say("nothing to judge: the change adds no %s coverage", names[figure]);
    return false;
  }
  if (!percent_below(tally->covered, tally->count, goal))
    return false;
  char percent[PERCENT_TEXT_SIZE];
  percent_print(percent, tally->covered, tally->count, run->options.precision);
  say("%s coverage %s %% is below %s %%", names[figure], percent, goal->text);
  if (!run->options.show_missing || run->options.quiet)
    missed_say(run->coverage, printers[figure]);
  return true;
}

// A threshold on nothing cannot be judged: coverage of no branches is neither 0 nor 100 per cent.
static void judgeable_check(struct run *run) {
  static const char *const names[GATE_COUNT] = {"branches", "lines", "functions"};
  const struct summary *summary = &run->coverage->summary;
  const uint64_t counts[GATE_COUNT] = {summary->branches.count, summary->lines.count,
                                       summary->functions.count};
  if (!ledger_shards(run->ledger) && !ledger_profiles(run->ledger) &&
      !ledger_count(run->ledger, LEDGER_IMPORTED)) {
    say("nothing to judge: no shard or profile was merged");
    run->no_verdict = true;
  }
  for (int figure = 0; figure < GATE_COUNT; figure++) {
    if (!run->options.goals[figure].set || counts[figure] || run->diff)
      continue;
    say("nothing to judge: no %s were measured", names[figure]);
    run->no_verdict = true;
  }
}

// A source that changed and that nothing measured is code without instrumentation, too.
static void unmeasured_say(struct run *run) {
  for (size_t i = 0; run->diff && i < diff_count(run->diff); i++) {
    if (!diff_unmeasured(run->diff, i))
      continue;
    say("%s: changed, but nothing measured it", diff_path(run->diff, i));
    run->no_verdict |= options_gated(&run->options);
  }
}

static int verdict(struct run *run) {
  bool below = false;
  if (options_gated(&run->options))
    judgeable_check(run);
  if (run->no_verdict && options_gated(&run->options))
    say("no verdict, for the reasons above");
  if (run->no_verdict)
    return STATUS_NO_VERDICT;
  for (int figure = 0; figure < GATE_COUNT; figure++)
    if (run->options.goals[figure].set)
      below |= figure_judge(run, figure);
  return below ? STATUS_BELOW : STATUS_FINE;
}

// ---- The run ------------------------------------------------------------------------------------

// With -q and -o alone nobody asks what the flags mean, so no image is opened: merging works where
// the images are not.
static bool merge_only(const struct options *options) {
  return options->quiet && options->output && !options->embed_maps && !options->wish_count &&
         !options->lcovs.count && !options->llvm_jsons.count && !options_gated(options);
}

static int run_all(struct run *run) {
  if (run->options.diff && !diff_take(run))
    return STATUS_NO_VERDICT;
  inputs_read(run);
  missing_find(run);
  if (run->options.output && !run->options.embed_maps)
    profile_write(run);
  if (merge_only(&run->options)) {
    ledger_sort(run->ledger);
    ledger_say(run);
    return run->no_verdict ? STATUS_NO_VERDICT : STATUS_FINE;
  }
  coverage_read(run);
  if (run->options.output && run->options.embed_maps)
    profile_write(run);
  if (run->options.compare)
    before_read(run);
  exclusions_judge(run);
  ledger_sort(run->ledger);
  reports_write(run);
  ledger_say(run);
  unmeasured_say(run);
  return verdict(run);
}

static void run_prepare(struct run *run) {
  const struct options *options = &run->options;
  run->profile = profile_new();
  run->ledger = ledger_new();
  run->paths = source_paths_new(options->root);
  run->sources = source_texts_new();
  for (size_t i = 0; i < options->source_prefixes.count; i++)
    source_paths_prefix(run->paths, options->source_prefixes.values[i]);
  for (size_t i = 0; i < options->includes.count; i++)
    source_paths_include(run->paths, options->includes.values[i]);
  for (size_t i = 0; i < options->excludes.count; i++)
    source_paths_exclude(run->paths, options->excludes.values[i]);
}

static void run_free(struct run *run) {
  coverage_free(run->coverage);
  coverage_free(run->before);
  diff_free(run->diff);
  foreign_free(run->foreign);
  source_texts_free(run->sources);
  source_paths_free(run->paths);
  ledger_free(run->ledger);
  profile_free(run->profile);
}

int main(int argc, char **argv) {
  struct run run = {0};
  int status = STATUS_FINE;
  // libdwfl would ask servers for debug files that are not here, and wait for them.
  unsetenv("DEBUGINFOD_URLS");
  second_name = program_reports(argv[0]);
  char *problem = options_read(&run.options, argc, argv);
  if (problem) {
    say("%s\nTry '%s --help'.", problem, program_name(second_name));
    status = STATUS_NO_VERDICT;
  } else if (run.options.help) {
    options_help(stdout, program_name(second_name));
  } else if (run.options.version) {
    printf("%s " FASTCOV_VERSION "\n", program_name(second_name));
  } else {
    run_prepare(&run);
    status = run_all(&run);
    run_free(&run);
  }
  free(problem);
  options_free(&run.options);
  return status;
}
