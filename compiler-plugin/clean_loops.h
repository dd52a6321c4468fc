//===- clean_loops.h - loops that stop paying once all is seen --*- C++ -*-===//
//
// A store in a loop that is not made in every iteration keeps LLVM from turning the loop's branches
// into arithmetic and the loop into vector code: that costs several times what the store itself
// does. Such a loop gets a copy without probes:
//
//   if (all flags of the loop are set)   one load and one `and` a flag, each time it is entered
//     the loop without probes            what LLVM would have made of it
//   else
//     the loop with probes
//
// The copy adds nothing to the record that is not there already, so nothing is inferred and nothing
// can be lost: what holds of the probes holds of both.
//
// Only loops that may become vector code or arithmetic are worth twice their text: small innermost
// ones without calls whose iterations can be counted and whose accesses are regular. (Copies of all
// small innermost loops were a loss: docs/overhead.md.)
//
// Flags that are tested belong to their loop alone and are never inferred from again: a test of a
// flag whose store went would never be true.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_CLEAN_LOOPS_H
#define FASTCOV_CLEAN_LOOPS_H

#include "unit.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/PassManager.h"

namespace fastcov {

// Gives the loops of \p F that it pays for a clean copy. Runs before vectorisation.
void addCleanLoops(llvm::Function &F, llvm::FunctionAnalysisManager &Analyses, Unit &U);

} // namespace fastcov

#endif
