//===- probes.h - the IR half: markers to probes ----------------*- C++ -*-===//
//
// Lowers the markers of a module to stores into the unit's flags. Runs at the start of the
// pipeline, where the code is still as clang wrote it, so that every store stands on the edge that
// its outcome names. From then on a store is a store: whatever the optimiser makes of the code, it
// keeps that the flag is set if and only if the edge is taken. That is why probes can be thinned
// out at any time, by what the code then is.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_PROBES_H
#define FASTCOV_PROBES_H

#include "unit.h"
#include "llvm/IR/Module.h"

namespace fastcov {

// Replaces all markers in \p M by probes, which set flags (flags.h), and removes their
// declarations. Sets Function::IsEmitted of \p U.
void lowerMarkers(llvm::Module &M, Unit &U);

// Removes the probes of \p F that follow from others (inference.h). May be called at any time, and
// again whenever code has been copied or simplified. Does nothing if the unit is to be exact to the
// instruction.
void thinProbes(llvm::Function &F, Unit &U);

} // namespace fastcov

#endif
