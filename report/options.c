// See options.h.
#include "options.h"
#include "xmalloc.h"
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

// Where the descriptions of options begin.
#define HELP_COLUMN 27

static const char help_begin[] =
    "Merges what instrumented programs left behind and reports which branches ran.\n"
    "PATH is a shard (*.fcs), a profile (*.fcov) or a directory, searched for both;\n"
    "by default $FASTCOV_DIR, else fastcov-shards. fastcov-report is the same, but\n"
    "wants to be given a PATH, and writes no profile.\n"
    "\n"
    "  -o, --output FILE        write the merged profile to FILE\n"
    "      --embed-maps         put what the flags mean into that profile, so that it\n"
    "                           can be reported on where the images are not\n"
    "      --object PATH        count PATH's units, too, even if none ever ran:\n"
    "                           an image, object file, archive, or directory of such\n"
    "      --add-lcov FILE      count what an LCOV tracefile says, too\n"
    "      --add-llvm-json FILE likewise of what llvm-cov export wrote\n"
    "      --include GLOB       report only source files that match; * matches / too\n"
    "      --exclude GLOB       leave source files out that match\n"
    "      --root DIR           show paths relative to DIR, not the working directory\n"
    "      --source-prefix OLD=NEW\n"
    "                           sources that were compiled in OLD are in NEW here\n"
    "\n"
    "      --show-missing       name each outcome, function and line that was missed\n"
    "      --show-excluded      name what is left out of the count, and why\n"
    "      --skip-covered       leave files out of the table that miss nothing\n"
    "      --sort branch|path   lowest branch coverage first (default), or by path\n"
    "      --precision N        decimals of percentages, 0 to 6 (default: 2)\n"
    "      --compare PATH       say what changed since PATH, a profile or other input\n"
    "      --diff FILE          report and judge only what a diff adds, such as\n"
    "                           git diff writes; - is the standard input\n"
    "      --instantiations     in --json, the instantiations of templates apart\n"
    "  -q, --quiet              no report on the standard output\n"
    "  -v, --verbose            say what was read, searched and left out\n"
    "\n"
    "Reports in other formats; FILE may be - for the standard output:\n";

static const char help_end[] =
    "      --checksum           in LCOV, checksums of lines, if their source is here\n"
    "\n"
    "      --expect-processes N     exit with status 1 if fewer are on record\n"
    "      --expect-contexts FILE   exit with status 1 if one of the contexts in FILE\n"
    "                           (one a line) has nothing on record\n"
    "      --fail-under-branch P, --fail-under-line P, --fail-under-function P\n"
    "                           exit with status 2 if less than P per cent ran\n"
    "\n"
    "      --help, --version    print this, or the version, and exit\n"
    "\n"
    "Exit status: 0 fine; 1 no verdict (usage, input or output failed, data damaged,\n"
    "stale or missing); 2 below a threshold.\n";

enum {
  OPTION_OBJECT = 256,
  OPTION_ADD_LCOV,
  OPTION_ADD_LLVM_JSON,
  OPTION_INCLUDE,
  OPTION_EXCLUDE,
  OPTION_ROOT,
  OPTION_SOURCE_PREFIX,
  OPTION_SHOW_MISSING,
  OPTION_SHOW_EXCLUDED,
  OPTION_SKIP_COVERED,
  OPTION_EMBED_MAPS,
  OPTION_COMPARE,
  OPTION_DIFF,
  OPTION_SORT,
  OPTION_PRECISION,
  OPTION_CHECKSUM,
  OPTION_INSTANTIATIONS,
  OPTION_QUIET, // these two differ from their short forms, so that messages can tell which it was
  OPTION_VERBOSE,
  OPTION_HELP,
  OPTION_VERSION,
  OPTION_EXPECT_PROCESSES,
  OPTION_EXPECT_CONTEXTS,
  OPTION_FAIL_UNDER,                              // and the GATE_COUNT that follow
  OPTION_FORMAT = OPTION_FAIL_UNDER + GATE_COUNT, // and the format_count that follow
};

static const struct option fixed_options[] = {
    {"output", required_argument, NULL, 'o'},
    {"object", required_argument, NULL, OPTION_OBJECT},
    {"add-lcov", required_argument, NULL, OPTION_ADD_LCOV},
    {"add-llvm-json", required_argument, NULL, OPTION_ADD_LLVM_JSON},
    {"include", required_argument, NULL, OPTION_INCLUDE},
    {"exclude", required_argument, NULL, OPTION_EXCLUDE},
    {"root", required_argument, NULL, OPTION_ROOT},
    {"source-prefix", required_argument, NULL, OPTION_SOURCE_PREFIX},
    {"show-missing", no_argument, NULL, OPTION_SHOW_MISSING},
    {"show-excluded", no_argument, NULL, OPTION_SHOW_EXCLUDED},
    {"skip-covered", no_argument, NULL, OPTION_SKIP_COVERED},
    {"embed-maps", no_argument, NULL, OPTION_EMBED_MAPS},
    {"diff", required_argument, NULL, OPTION_DIFF},
    {"compare", required_argument, NULL, OPTION_COMPARE},
    {"sort", required_argument, NULL, OPTION_SORT},
    {"precision", required_argument, NULL, OPTION_PRECISION},
    {"checksum", no_argument, NULL, OPTION_CHECKSUM},
    {"instantiations", no_argument, NULL, OPTION_INSTANTIATIONS},
    {"quiet", no_argument, NULL, OPTION_QUIET},
    {"verbose", no_argument, NULL, OPTION_VERBOSE},
    {"expect-processes", required_argument, NULL, OPTION_EXPECT_PROCESSES},
    {"expect-contexts", required_argument, NULL, OPTION_EXPECT_CONTEXTS},
    {"fail-under-branch", required_argument, NULL, OPTION_FAIL_UNDER + GATE_BRANCH},
    {"fail-under-line", required_argument, NULL, OPTION_FAIL_UNDER + GATE_LINE},
    {"fail-under-function", required_argument, NULL, OPTION_FAIL_UNDER + GATE_FUNCTION},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
};
#define FIXED_COUNT (sizeof fixed_options / sizeof *fixed_options)

// The options above and those of the formats, as getopt wants them. The caller frees them.
static struct option *options_all(void) {
  struct option *all = xcalloc(FIXED_COUNT + format_count + 1, sizeof *all);
  memcpy(all, fixed_options, sizeof fixed_options);
  for (size_t i = 0; i < format_count; i++)
    all[FIXED_COUNT + i] =
        (struct option){formats[i].option, required_argument, NULL, OPTION_FORMAT + (int)i};
  return all;
}

void options_help(FILE *out, const char *program) {
  fprintf(out, "usage: %s [OPTION]... [PATH]...\n\n%s", program, help_begin);
  for (size_t i = 0; i < format_count; i++) {
    int width = fprintf(out, "      --%s %s", formats[i].option, formats[i].argument);
    fprintf(out, "%*s%s\n", width < HELP_COLUMN ? HELP_COLUMN - width : 1, "", formats[i].help);
  }
  fputs(help_end, out);
}

static void argument_add(struct arguments *arguments, const char *value) {
  arguments->values =
      xgrow(arguments->values, arguments->count, &arguments->capacity, sizeof *arguments->values);
  arguments->values[arguments->count++] = value;
}

static char *sort_read(struct options *options, const char *text) {
  options->sort_by_path = !strcmp(text, "path");
  if (options->sort_by_path || !strcmp(text, "branch"))
    return NULL;
  return xasprintf("--sort: '%s' is neither 'branch' nor 'path'", text);
}

static char *precision_read(struct options *options, const char *text) {
  options->precision = text[0] - '0';
  if (options->precision >= 0 && options->precision <= PERCENT_PRECISION_MOST && !text[1])
    return NULL;
  return xasprintf("--precision: '%s' is not a number from 0 to %d", text, PERCENT_PRECISION_MOST);
}

static char *goal_read(struct options *options, int figure, const char *text) {
  static const char *const names[GATE_COUNT] = {"branch", "line", "function"};
  if (percent_goal_read(text, &options->goals[figure]))
    return NULL;
  return xasprintf("--fail-under-%s: '%s' is not a number from 0 to 100 with at most %d decimals",
                   names[figure], text, PERCENT_PRECISION_MOST);
}

static char *processes_read(struct options *options, const char *text) {
  char *end;
  errno = 0;
  unsigned long long value = strtoull(text, &end, 10);
  if (*text < '0' || *text > '9' || *end || errno)
    return xasprintf("--expect-processes: '%s' is not a number", text);
  options->expect_processes = value;
  return NULL;
}

// The standard output has room for one report.
static char *wish_add(struct options *options, const struct format *format, const char *path) {
  struct format_wish wish = {format, path};
  for (size_t i = 0; i < options->wish_count; i++)
    if (format_wish_stdout(&wish) && format_wish_stdout(&options->wishes[i]))
      return xasprintf("--%s and --%s cannot both go to the standard output",
                       options->wishes[i].format->option, format->option);
  if (!*path)
    return xasprintf("--%s: its argument is empty", format->option);
  if (!format->write && !strcmp(path, "-"))
    return xasprintf("--%s writes a directory, and the standard output is none", format->option);
  options->wishes =
      xgrow(options->wishes, options->wish_count, &options->wish_capacity, sizeof *options->wishes);
  options->wishes[options->wish_count++] = wish;
  return NULL;
}

static void flag_take(struct options *options, int option) {
  options->show_missing |= option == OPTION_SHOW_MISSING;
  options->checksum |= option == OPTION_CHECKSUM;
  options->show_excluded |= option == OPTION_SHOW_EXCLUDED;
  options->instantiations |= option == OPTION_INSTANTIATIONS;
  options->skip_covered |= option == OPTION_SKIP_COVERED;
  options->embed_maps |= option == OPTION_EMBED_MAPS;
  options->quiet |= option == 'q' || option == OPTION_QUIET;
  options->verbose |= option == 'v' || option == OPTION_VERBOSE;
  options->help |= option == OPTION_HELP;
  options->version |= option == OPTION_VERSION;
}

static char *source_prefix_read(struct options *options, const char *text) {
  const char *equals = strchr(text, '=');
  if (!equals || equals == text)
    return xasprintf("--source-prefix: '%s' is not OLD=NEW", text);
  argument_add(&options->source_prefixes, text);
  return NULL;
}

// Takes an option that getopt found; returns what is wrong with it, or NULL.
static char *option_take(struct options *options, int option, const char *argument) {
  switch (option) {
  case 'o':
    options->output = argument;
    return NULL;
  case OPTION_OBJECT:
    argument_add(&options->objects, argument);
    return NULL;
  case OPTION_ADD_LCOV:
    argument_add(&options->lcovs, argument);
    return NULL;
  case OPTION_ADD_LLVM_JSON:
    argument_add(&options->llvm_jsons, argument);
    return NULL;
  case OPTION_INCLUDE:
    argument_add(&options->includes, argument);
    return NULL;
  case OPTION_EXCLUDE:
    argument_add(&options->excludes, argument);
    return NULL;
  case OPTION_ROOT:
    options->root = argument;
    return NULL;
  case OPTION_COMPARE:
    options->compare = argument;
    return NULL;
  case OPTION_EXPECT_CONTEXTS:
    options->expect_contexts = argument;
    return NULL;
  case OPTION_EXPECT_PROCESSES:
    return processes_read(options, argument);
  case OPTION_DIFF:
    options->diff = argument;
    return NULL;
  case OPTION_SOURCE_PREFIX:
    return source_prefix_read(options, argument);
  case OPTION_SORT:
    return sort_read(options, argument);
  case OPTION_PRECISION:
    return precision_read(options, argument);
  }
  if (option >= OPTION_FORMAT)
    return wish_add(options, &formats[option - OPTION_FORMAT], argument);
  if (option >= OPTION_FAIL_UNDER)
    return goal_read(options, option - OPTION_FAIL_UNDER, argument);
  flag_take(options, option);
  return NULL;
}

// getopt says that something is wrong, but leaves it to us to find out what.
static char *refusal(int problem, char **argv) {
  const char *word = argv[optind - 1];
  if (problem == ':')
    return xasprintf("option '%s' needs an argument", word);
  if (optopt > 0 && optopt < 256)
    return xasprintf("unknown option '-%c'", optopt);
  if (optopt)
    return xasprintf("option '%s' takes no argument", word);
  return xasprintf("unknown or ambiguous option '%s'", word);
}

// Where programs leave their shards unless told otherwise.
static const char *path_default(void) {
  const char *directory = getenv("FASTCOV_DIR");
  return directory && *directory ? directory : "fastcov-shards";
}

char *options_read(struct options *options, int argc, char **argv) {
  struct option *all = options_all();
  char *problem = NULL;
  *options = (struct options){.precision = 2};
  opterr = 0;
  for (int option; !problem && (option = getopt_long(argc, argv, ":o:qv", all, NULL)) != -1;)
    problem = option == '?' || option == ':' ? refusal(option, argv)
                                             : option_take(options, option, optarg);
  free(all);
  if (problem)
    return problem;
  if (program_reports(argv[0]) && (options->output || options->embed_maps))
    return xstrdup("profiles are written by fastcov-merge");
  if (program_reports(argv[0]) && optind == argc && !options->help && !options->version)
    return xstrdup("which profile? (fastcov-merge reports on the shards of this directory)");
  if (options->embed_maps && !options->output)
    return xstrdup("--embed-maps is of no use without --output");
  if (options->diff && options->compare)
    return xstrdup("--diff and --compare do not go together: lines moved since then");
  for (int i = optind; i < argc; i++)
    argument_add(&options->paths, argv[i]);
  options->path_given = options->paths.count;
  if (!options->path_given)
    argument_add(&options->paths, path_default());
  return NULL;
}

bool program_reports(const char *argv0) { return !strcmp(basename(argv0), "fastcov-report"); }

const char *program_name(bool reports) { return reports ? "fastcov-report" : "fastcov-merge"; }

void options_free(struct options *options) {
  free(options->paths.values);
  free(options->objects.values);
  free(options->lcovs.values);
  free(options->llvm_jsons.values);
  free(options->includes.values);
  free(options->excludes.values);
  free(options->wishes);
  free(options->source_prefixes.values);
}

bool options_gated(const struct options *options) {
  for (int figure = 0; figure < GATE_COUNT; figure++)
    if (options->goals[figure].set)
      return true;
  return false;
}
