//===- exclusions.h - what is left out of the count, and why ----*- C++ -*-===//
//
// Decides which outcomes, lines and functions do not count: what its author says in comments or
// attributes, and what we recognise (docs/usage.md, "What does not count"). What only an outcome
// leads to that is left out by itself is left out with it: the lines behind `default:` of a switch
// that has all values of an enum, and the conditions on them. Exclusions that speak of lines, as
// LCOV_EXCL_LINE does, end with their lines.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_EXCLUSIONS_H
#define FASTCOV_EXCLUSIONS_H

#include "comment_marks.h"
#include "locations.h"
#include "plugin_options.h"
#include "resumptions.h"
#include "sites.h"
#include <map>
#include <set>

namespace fastcov {

// Lines, each with the number of its file.
using FileLines = std::vector<std::pair<uint32_t, uint32_t>>;

class Exclusions {
public:
  Exclusions(const PluginOptions &Options, Locations &Where, Unit &U,
             clang::DiagnosticsEngine &Diags)
      : Options(Options), Where(Where), U(U), Diags(Diags) {}

  // Whether code at \p Loc is to be measured. Remembers files of which it is not.
  bool isSelected(clang::SourceLocation Loc);

  // Leaves out what does not count of function number \p Function, which \p Owner is; \p Parts are
  // its code, the body last. Its sites and lines are known; its expressions are those from
  // \p FirstExpr on.
  void leaveOut(clang::ASTContext &Context, const clang::Decl *Owner,
                llvm::ArrayRef<clang::Stmt *> Parts, const FoundSites &Sites,
                const Resumptions &Resumed, uint32_t Function, ExprId FirstExpr);

  // The marks in the unit's file number \p File.
  const CommentMarks &marks(uint32_t File);

  // At the end of the unit: complains of marks for outcomes that there are not.
  void finish();

private:
  const PluginOptions &Options;
  Locations &Where;
  Unit &U;
  clang::DiagnosticsEngine &Diags;
  llvm::DenseMap<clang::FileID, bool> Selected;
  std::map<uint32_t, CommentMarks> Marks;                    // by file
  std::set<const OutcomeMark *> Used;                        // those that left an outcome out
  llvm::DenseMap<const clang::Decl *, LeftOut> LeftOutWhole; // functions
  llvm::DenseSet<const clang::Attr *> Refused;               // exclusions without a reason

  LeftOut attributeReason(const clang::Decl *D);
  LeftOut functionReason(const clang::Decl *Owner, const clang::Stmt *Body);
  LeftOut callReason(clang::ASTContext &Context, const clang::Decl *Owner,
                     llvm::ArrayRef<clang::Stmt *> Parts, const FoundSites &Sites);
  void markSite(Site &S);
  void markOutcomes(Site &S, const FileLines &Own);
  void countFolded(clang::ASTContext &Context, const FoundSite &Found, Site &S);
  void markLines(Function &F);
};

} // namespace fastcov

#endif
