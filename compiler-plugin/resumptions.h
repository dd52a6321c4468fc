//===- resumptions.h - where control goes on behind a call ------*- C++ -*-===//
//
// A call need not come back: it may throw, leave by longjmp, or end the program. So what stands
// behind it ran only if control came there, and that takes an event of its own, unless an outcome
// tells anyway: inference (inference.h) takes away the probes of those that lead to a site with no
// call in between, and those between which there is no call once functions are inlined.
//
// Events stand between statements and between a constructor's initialisers. Within a statement, and
// on one line, nothing is told apart: a line ran if a statement that begins on it did, or, where
// none begins, the one that goes on there. The line of a closing bracket, which is no statement,
// ran if control came to it, or, where the last statement always leaves, if control left the block.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_RESUMPTIONS_H
#define FASTCOV_RESUMPTIONS_H

#include "expressions.h"
#include "markers.h"
#include "clang/AST/DeclBase.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseMap.h"

namespace fastcov {

// The events of a function, by the statement that they stand before or, of a loop's body, behind.
struct Resumptions {
  llvm::DenseMap<const clang::Stmt *, ExprId> Before, Behind;
  llvm::DenseMap<ExprId, ExprId> After; // of each event: what ran, if it happened
};

// Which calls come back: those of functions in C's library that the compiler knows, of functions
// that are declared to have no effects, and of functions in the unit that make no other calls than
// such. (That loops end is taken for granted.)
class Returning {
public:
  // Whether control may fail to come out of \p S, though it comes out of all that \p S holds.
  bool mayNotComeBack(const clang::Stmt *S);

  // Whether \p S, or anything that it holds, may not come back.
  bool holdsCall(const clang::Stmt *S);

private:
  llvm::DenseMap<const clang::FunctionDecl *, bool> Known; // of definitions

  bool comesBack(const clang::FunctionDecl *Callee);
};

// \p Body, and the initialisers of \p Owner if that is a constructor, with markers for the events
// of \p Known.
clang::Stmt *markResumptions(MarkerBuilder &Markers, const clang::Decl *Owner, clang::Stmt *Body,
                             const Resumptions &Known);

} // namespace fastcov

#endif
