//===- locations.h - where things are in the source -------------*- C++ -*-===//
//
// Clang's view that coverage needs: each macro expansion is a file of its own, nested in the file
// (or macro) that expands it, as an #include is. Arguments of macros and builtin macros count as
// part of where they are used. These are the rules of clang's own coverage mapping, so that places
// agree with what llvm-cov prints.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_LOCATIONS_H
#define FASTCOV_LOCATIONS_H

#include "unit.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

namespace fastcov {

// A condition's place: where a reader finds it, and the macro that spells it, if one does.
struct SitePlace {
  map_span Place;
  std::optional<MacroUse> Macro;
};

class Locations {
public:
  Locations(const clang::SourceManager &Sources, const clang::LangOptions &Language, Unit &U)
      : Sources(Sources), Language(Language), U(U) {}

  const clang::SourceManager &Sources;
  const clang::LangOptions &Language;

  // First and past-the-last location of \p S outside of macro arguments and builtin macros.
  clang::SourceLocation start(const clang::Stmt *S) const;
  clang::SourceLocation end(const clang::Stmt *S) const;

  // The location just after the token at \p Loc.
  clang::SourceLocation tokenEnd(clang::SourceLocation Loc) const;
  // Where the file or macro that \p Loc is in begins and ends.
  clang::SourceLocation startOfFileOrMacro(clang::SourceLocation Loc) const;
  clang::SourceLocation endOfFileOrMacro(clang::SourceLocation Loc) const;
  // Where that file or macro is included or expanded; invalid in the main file.
  clang::SourceLocation parent(clang::SourceLocation Loc) const;
  // How many parents \p Loc has, itself counted.
  size_t depth(clang::SourceLocation Loc) const;
  bool isNestedIn(clang::SourceLocation Loc, clang::FileID File) const;

  // Whether \p Loc is spelled in a system header.
  bool isSystem(clang::SourceLocation Loc) const;

  // The unit's index of the file that spells \p Loc; none if no file does (command line, built-in,
  // pasted tokens).
  std::optional<uint32_t> file(clang::SourceLocation Loc);

  // The file with this index.
  clang::FileID fileId(uint32_t Index) const { return FileIds[Index]; }

  // The place of the source at or between locations, as spelled; none if no file holds it.
  std::optional<SourcePlace> place(clang::SourceLocation Loc);
  std::optional<map_span> span(clang::SourceLocation Start, clang::SourceLocation End);
  // The place of \p S as a site.
  std::optional<SitePlace> sitePlace(const clang::Stmt *S);

private:
  Unit &U;
  llvm::DenseMap<clang::FileID, std::optional<uint32_t>> FileIndex;
  std::vector<clang::FileID> FileIds; // by index

  bool isBuiltin(clang::SourceLocation Loc) const;
  // The last token of the #include or macro use that \p Loc is from: a macro's closing
  // parenthesis, if that is in the same file or macro as its name or \p Start.
  clang::SourceLocation lastOfParent(clang::SourceLocation Loc, clang::SourceLocation Start) const;
  // Lifts one or both ends until they are in the same file or macro.
  void bringTogether(clang::SourceLocation &Start, clang::SourceLocation &End) const;
};

} // namespace fastcov

#endif
