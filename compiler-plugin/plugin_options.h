//===- plugin_options.h - what -fplugin-arg-fastcov-* say -------*- C++ -*-===//
#ifndef FASTCOV_PLUGIN_OPTIONS_H
#define FASTCOV_PLUGIN_OPTIONS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace fastcov {

// Outcomes that are left out of the count unless the user wants them counted.
struct CountedRules {
  bool Folded = false, Unreachable = false, Assert = false, EnumDefault = false;
  bool Marked = false; // by comments and attributes
};

struct PluginOptions {
  std::string ShardDirectory = "fastcov-shards";
  bool IsCrashExact = false; // every probe at its place
  CountedRules Counted;
  std::vector<std::string> Include, Exclude; // patterns of source files

  // Takes KEY=VALUE; returns what is wrong with it, or nothing.
  std::string take(llvm::StringRef Option);

  // Whether code in the file \p Path, which \p Absolute is the absolute path of, is to be measured:
  // it matches an included pattern (if there is one) and no excluded one. Patterns are those of
  // fnmatch, and their * matches slashes, too.
  bool selects(const std::string &Path, const std::string &Absolute) const;
};

} // namespace fastcov

#endif
