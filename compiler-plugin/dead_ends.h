//===- dead_ends.h - outcomes that lead where nobody gets -------*- C++ -*-===//
//
// Finds the outcomes whose first deed is one by which the author says that they cannot happen: they
// lead straight to __builtin_unreachable or its like, or into a failing assert. "Straight" means
// that nothing is done on the way: `default: break;` before __builtin_unreachable() does, a call of
// log() in between does not.
//
// An assert that failed is known by the function that it calls, which the C libraries name with
// reserved names; so it is found in whatever macro it stands, and in preprocessed text.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_DEAD_ENDS_H
#define FASTCOV_DEAD_ENDS_H

#include "locations.h"
#include "sites.h"

namespace fastcov {

// An outcome that leads to a dead end, and to which kind: FASTCOV_REASON_UNREACHABLE or _ASSERT; or
// FASTCOV_REASON_FOLDED for one of an operand that is never looked at, as `x` in `0 && x`.
struct DeadEnd {
  uint32_t Site; // index into Unit::Sites
  size_t Outcome;
  fastcov_reason Reason;
};

// The dead ends of a function with \p Body.
std::vector<DeadEnd> findDeadEnds(clang::ASTContext &Context, const clang::Stmt *Body,
                                  const FoundSites &Sites, const Locations &Where);

// To which kind of dead end \p Body itself leads: of a project's own `unreachable()`, which nobody
// can call. FASTCOV_REASON_COUNTED if to none.
fastcov_reason endOfBody(clang::ASTContext &Context, const clang::Stmt *Body,
                         const FoundSites &Sites, const Locations &Where);

} // namespace fastcov

#endif
