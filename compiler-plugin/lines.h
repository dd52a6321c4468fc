//===- lines.h - which lines of a function are code, and when they ran -*- C++ -*-===//
//
// Line coverage without probes of its own: a line ran if a piece of code on it did, and when a
// piece of code ran follows from the outcomes that lead to it. findLines walks a function's body in
// source order and cuts its text into nested regions, each with the expression that tells whether
// it ran; a line is code if a region other than a gap begins on it or one covers its beginning, and
// it is neither blank nor a comment nor skipped by the preprocessor.
//
// Regions, gaps and macro expansions follow clang's coverage mapping
// (clang/lib/CodeGen/CoverageMappingGen.cpp) and the lines that follow from them llvm-cov's
// (llvm/lib/ProfileData/Coverage/CoverageMapping.cpp: SegmentBuilder, LineCoverageStats), with sets
// of outcomes in the place of counters. One thing is stricter here: what follows an `if` ran if one
// of its ways out was taken, where llvm-cov assumes that whatever was entered was left again.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_LINES_H
#define FASTCOV_LINES_H

#include "locations.h"
#include "sites.h"
#include "clang/AST/DeclBase.h"

namespace fastcov {

// Lines without a token of code: blank, comments, skipped by the preprocessor. Asked per file,
// answered from its text.
class BlankLines {
public:
  explicit BlankLines(const Locations &Where) : Where(Where) {}

  // Whether line \p Line (1-based) of the file that spells \p Loc has no code.
  bool isBlank(clang::FileID File, uint32_t Line);
  // The preprocessor left out the lines of \p Range.
  void addSkipped(clang::SourceRange Range);

private:
  const Locations &Where;
  llvm::DenseMap<clang::FileID, llvm::BitVector> HasToken; // by line
  llvm::DenseMap<clang::FileID, llvm::BitVector> Skipped;

  llvm::BitVector scan(clang::FileID File) const;
};

// The lines of the function \p Owner with \p Body, whose entry is the expression \p Entered. Adds
// expressions to \p U.
std::vector<LineSet> findLines(clang::ASTContext &Context, const clang::Decl *Owner,
                               const clang::Stmt *Body, const FoundSites &Sites, Locations &Where,
                               BlankLines &Blank, Unit &U, ExprId Entered);

} // namespace fastcov

#endif
