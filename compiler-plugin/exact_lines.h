//===- exact_lines.h - lines that must not run, to the statement -*- C++ -*-===//
//
// Whether a line ran follows from outcomes, taking for granted that calls before it came back
// (lines.h). To say of a line that is marked as unreachable that it ran all the same, that is not
// good enough: `usage(); // exits` before it is what such marks are for. So statements on these
// lines get an event of their own.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_EXACT_LINES_H
#define FASTCOV_EXACT_LINES_H

#include "unit.h"
#include "clang/AST/Stmt.h"

namespace fastcov {

// A statement that is to be marked with an event.
struct ExactStatement {
  clang::Stmt **Slot; // the parent's pointer to it
  ExprId Event;
};

// Gives the statements in \p Body, whose lines \p F has, events where they begin on a line that is
// left out as unreachable, and has these lines depend on them. \p Place tells where a statement
// begins. Statements within others come before these.
std::vector<ExactStatement>
makeLinesExact(Unit &U, Function &F, clang::Stmt *Body,
               llvm::function_ref<std::optional<SourcePlace>(const clang::Stmt *)> Place);

} // namespace fastcov

#endif
