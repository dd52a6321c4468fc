//===- plugin_options.cpp -------------------------------------------------===//
#include "plugin_options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <fnmatch.h>

using namespace fastcov;

static std::string takeCounted(CountedRules &Counted, llvm::StringRef Names) {
  llvm::SmallVector<llvm::StringRef, 8> Rules;
  Names.split(Rules, ',');
  for (llvm::StringRef Rule : Rules) {
    if (Rule == "folded")
      Counted.Folded = true;
    else if (Rule == "unreachable")
      Counted.Unreachable = true;
    else if (Rule == "assert")
      Counted.Assert = true;
    else if (Rule == "enum-default")
      Counted.EnumDefault = true;
    else if (Rule == "marked")
      Counted.Marked = true;
    else if (Rule == "all")
      Counted = {true, true, true, true, true};
    else
      return "count=" + Rule.str() +
             ": there is folded, unreachable, assert, enum-default, marked, all";
  }
  return "";
}

std::string PluginOptions::take(llvm::StringRef Option) {
  auto [Key, Value] = Option.split('=');
  if (Option == "crash-exact") {
    IsCrashExact = true;
    return "";
  }
  if (Value.empty() || (Key != "dir" && Key != "include" && Key != "exclude" && Key != "count"))
    return "unknown option '" + Option.str() +
           "'; there is: dir=DIRECTORY, include=GLOB, exclude=GLOB, count=RULE,..., crash-exact";
  if (Key == "count")
    return takeCounted(Counted, Value);
  if (Key == "dir")
    ShardDirectory = Value.str();
  else
    (Key == "include" ? Include : Exclude).push_back(Value.str());
  return "";
}

bool PluginOptions::selects(const std::string &Path, const std::string &Absolute) const {
  auto Matches = [&](const std::string &Glob) {
    return !fnmatch(Glob.c_str(), Path.c_str(), 0) || !fnmatch(Glob.c_str(), Absolute.c_str(), 0);
  };
  return !llvm::any_of(Exclude, Matches) && (Include.empty() || llvm::any_of(Include, Matches));
}
