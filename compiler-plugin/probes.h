//===- probes.h - the IR half: markers to probes ----------------*- C++ -*-===//
//
// Lowers the markers of a module to stores into the unit's flags. Runs at the start of the
// pipeline, where the code is still as clang wrote it, so that every store stands on the edge that
// its outcome names.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_PROBES_H
#define FASTCOV_PROBES_H

#include "unit.h"
#include "llvm/IR/Module.h"

namespace fastcov {

// Which events the markers in \p M record. Sets Function::IsEmitted of \p U.
llvm::BitVector usedEvents(llvm::Module &M, Unit &U);

// Replaces all markers in \p M by probes that set bytes of \p Flags (a [N x i8]), and removes their
// declarations.
void lowerMarkers(llvm::Module &M, const Unit &U, const EncodedUnit &Encoded,
                  llvm::GlobalVariable *Flags);

} // namespace fastcov

#endif
