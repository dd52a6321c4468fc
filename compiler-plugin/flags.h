//===- flags.h - a unit's flags while its code is optimised -----*- C++ -*-===//
//
// How many flags a unit needs is known when its code is final: inference takes probes away,
// inlining and unrolling make copies of them, and dead code goes. Until then each flag is a global
// of its own (a *placeholder*, declared and never defined), so that no pass sees how flags lie to
// each other; in the end those that are left get their places in one array, in the order in which
// code uses them, which keeps what runs together on the same cache lines.
//
// Each flag is an event of the unit's expressions. The event that the source's outcome has is true
// if one of its flags is.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_FLAGS_H
#define FASTCOV_FLAGS_H

#include "unit.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

namespace fastcov {

// A new flag: when it is set, \p Stands is true.
llvm::GlobalVariable *makeFlag(llvm::Module &M, Expressions &Exprs, ExprId Stands);

// The event of the flag \p Address; Never if that is no flag.
ExprId flagEvent(const llvm::Value *Address);

// The flags that \p Store may set: several if a select chooses; none if it is no probe.
llvm::SmallVector<llvm::GlobalVariable *, 2> flagsOf(const llvm::StoreInst &Store);

// Sees to it that nothing else makes the flags true that \p Probe may set: where other stores set
// one, or it follows from others (whose copies of this store went), it gets a flag of its own
// instead.
void makePrivate(llvm::StoreInst &Probe, Unit &U);

// The flags that are left in \p M, in the order of their use.
std::vector<llvm::GlobalVariable *> flagsInUse(llvm::Module &M);

// Replaces \p Placeholders by the bytes of \p Flags, one each in their order, and removes all
// placeholders of the module.
void placeFlags(llvm::ArrayRef<llvm::GlobalVariable *> Placeholders, llvm::GlobalVariable *Flags);

} // namespace fastcov

#endif
