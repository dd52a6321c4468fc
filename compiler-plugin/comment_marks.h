//===- comment_marks.h - exclusions that comments ask for -------*- C++ -*-===//
//
// Reads the markers by which people leave code out of the count from the comments of a source file:
//
//   LCOV_EXCL_LINE       LCOV_EXCL_START       LCOV_EXCL_STOP         lines, branches and functions
//   LCOV_EXCL_BR_LINE    LCOV_EXCL_BR_START    LCOV_EXCL_BR_STOP      branches
//   LCOV_EXCL_FUNCTION                                                the function defined here
//   LCOV_UNREACHABLE_LINE, _START, _STOP                              as LCOV_EXCL, must not run
//   FASTCOV_EXCL true: why      or false, default, case, case LABEL   one outcome
//
// GCOV_ and GCOVR_ may stand for LCOV_ (but for LCOV_UNREACHABLE). The meaning is that of
// geninfo(1) and of gcovr's "Exclusion markers": a line with a START belongs to the section, one
// with a STOP does not, a section without an end is none. What follows a marker on its line is the
// reason.
//
// The file's text is read rather than what the preprocessor hands out, so that precompiled headers
// have markers, and markers in text that is compiled elsewhere are paired. A string is no comment.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_COMMENT_MARKS_H
#define FASTCOV_COMMENT_MARKS_H

#include "unit.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"

namespace fastcov {

// `FASTCOV_EXCL true: why`.
struct OutcomeMark {
  uint32_t Line;             // of the code that it speaks of
  clang::SourceLocation Loc; // of the marker
  fastcov_outcome_kind Kind;
  std::string Label; // of a case, without white space; empty: any whose label is on the line
  std::string Reason;
};

class CommentMarks {
public:
  // Reads \p File and complains to \p Diags of markers that make no sense.
  CommentMarks(const clang::SourceManager &Sources, const clang::LangOptions &Language,
               clang::FileID File, clang::DiagnosticsEngine &Diags);

  bool isEmpty() const { return Reasons.empty() && Outcomes.empty(); }

  // Why line \p Line is left out, or all branches on it; nothing if they are not.
  const LeftOut *line(uint32_t Line) const { return at(Lines, Line); }
  const LeftOut *branches(uint32_t Line) const { return at(Branches, Line); }
  // The same, of markers on this very line.
  const LeftOut *branchesHere(uint32_t Line) const { return at(BranchesHere, Line); }
  // Why the functions whose definition begins on the line are left out.
  const LeftOut *function(uint32_t Line) const { return at(Functions, Line); }

  llvm::ArrayRef<OutcomeMark> outcomes() const { return Outcomes; }

private:
  using ByLine = std::vector<uint32_t>; // for each line 1 + an index into Reasons, or 0

  std::vector<LeftOut> Reasons;
  ByLine Lines, Branches, BranchesHere, Functions;
  std::vector<OutcomeMark> Outcomes;

  friend class CommentReader;

  const LeftOut *at(const ByLine &Marks, uint32_t Line) const {
    return Line < Marks.size() && Marks[Line] ? &Reasons[Marks[Line] - 1] : nullptr;
  }
};

} // namespace fastcov

#endif
