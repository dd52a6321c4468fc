//===- consequences.h - what only excluded outcomes lead to -----*- C++ -*-===//
//
// Code that can run only by way of outcomes which are left out of the count cannot be tested
// either. Which code that is follows from the expressions that tell when it runs: all events in
// them are such outcomes. Computed as a least fixpoint over the function's expressions, since gotos
// make them cyclic.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_CONSEQUENCES_H
#define FASTCOV_CONSEQUENCES_H

#include "resumptions.h"
#include "sites.h"

namespace fastcov {

// Leaves out the outcomes of \p Sites and the lines of \p F, whose expressions are those from
// \p FirstExpr on, that only outcomes lead to which are left out by themselves.
void leaveOutConsequences(Unit &U, Function &F, const FoundSites &Sites, const Resumptions &Resumed,
                          const Locations &Where, ExprId FirstExpr);

} // namespace fastcov

#endif
