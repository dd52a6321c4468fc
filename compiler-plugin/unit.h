//===- unit.h - what one compilation knows about itself ---------*- C++ -*-===//
//
// The AST half fills a Unit while clang parses; the IR half reads it when it lowers the markers,
// and writes it as the unit's map. Nothing in here refers to clang's objects: those may be gone by
// then.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_UNIT_H
#define FASTCOV_UNIT_H

#include "expressions.h"
#include "fastcov_format.h"
#include "map_writer.h"
#include "llvm/ADT/APSInt.h"
#include <optional>
#include <string>
#include <vector>

namespace fastcov {

struct SourceFile {
  std::string Path;
  uint64_t Size;
  uint64_t Hash;
};

struct SourcePlace {
  uint32_t File = 0, Line = 0, Column = 0;
};

// A site in a macro expansion: which macro's definition holds the condition or the parameter that
// stands for it, and where; in the latter case also where the argument is spelled.
struct MacroUse {
  std::string Name;
  map_span Definition;
  std::optional<SourcePlace> Argument;
};

// Why something is left out of the count.
struct LeftOut {
  fastcov_reason Reason = FASTCOV_REASON_COUNTED;
  std::string Text; // from FASTCOV_REASON_TEXT on

  explicit operator bool() const { return Reason != FASTCOV_REASON_COUNTED; }
};

struct Outcome {
  fastcov_outcome_kind Kind;
  LeftOut Why;
  ExprId Ran = Never;
  // Only of a case: its label as written, and the values that select it, both ends included.
  std::string Label;
  llvm::APSInt Low, High;
  SourcePlace Place; // of the label; only of a case or default
};

struct Site {
  fastcov_site_kind Kind;
  uint32_t Function;
  map_span Place;
  std::optional<MacroUse> Macro;
  uint32_t Ordinal; // among the sites of the function whose place is the same: a macro may expand
                    // another twice
  std::vector<Outcome> Outcomes;
  // When the condition is evaluated: if one of these ran. Empty if that is not known.
  std::vector<ExprId> Reached = {};
};

struct LineSet {
  uint32_t File;
  std::vector<uint32_t> Lines;   // ascending
  std::vector<ExprId> Ran;       // of each line
  std::vector<LeftOut> Why = {}; // likewise; empty if all count
};

struct Function {
  std::string Name, LinkageName;
  std::string InstanceName; // with the arguments of templates
  map_span Body;
  LeftOut Why;
  ExprId Entered = Never;
  bool IsEmitted = false;     // set by the IR half
  bool IsInitialiser = false; // no function, but what initialises a variable, member or parameter
  std::vector<LineSet> Lines;
};

// Beginnings of paths and what the user wants to be recorded instead; the first that fits holds.
struct PathPrefixes {
  std::vector<std::pair<std::string, std::string>> Pairs;

  std::string map(llvm::StringRef Path) const;
};

struct Unit {
  PathPrefixes Prefixes;
  std::string Source, Directory, ShardDirectory;
  bool IsCrashExact = false; // keep every probe, at its place
  bool IsFinished = false;   // its map is in the object
  std::vector<SourceFile> Files;
  std::vector<std::string> SkippedFiles; // with code that the user wants left as it is
  std::vector<Function> Functions;
  std::vector<Site> Sites;
  Expressions Exprs;
};

// A unit's map in bytes.
struct EncodedUnit {
  std::string Map; // the chunk, header included
  std::string UnitId;
};

// Encodes the map. \p Flags are the events that the unit's flags record, in the order of the flags;
// all other events never happen by themselves. Sites of functions that were not emitted are left
// out: no code can reach them.
EncodedUnit encodeUnit(const Unit &U, llvm::ArrayRef<ExprId> Flags);

} // namespace fastcov

#endif
