//===- inference.h - which probes follow from others ------------*- C++ -*-===//
//
// Decides which probes of a function can go, since whether they ran follows from others. Changes
// nothing.
//
// The theory. Agrawal ("Dominators, super blocks, and program coverage", POPL 1994) groups blocks
// that run together whenever one of them does, and probes one of each group; Ball and Larus
// ("Optimally profiling and tracing programs", TOPLAS 1994) do it for counts; LLVM's
// BlockCoverageInference for blocks. All take it that whoever enters a block leaves it, and LLVM's
// that calls return. Coverage of programs under test must not: exit, longjmp, throw and crash are
// what tests are about. So we ask for more, and for OR alone:
//
//   A probe P ran if and only if one of the probes Q1..Qn did, where
//   - from P, every path comes to one of the Q before anything that may keep control from going on
//     (so if P ran, a Q did), and
//   - P dominates each Q (so if a Q ran, P did).
//
// That P dominates Q speaks of the places, so each Q must be the only store that sets its flag.
// Then P needs no store: its flag is the OR of theirs. P is typically an outcome whose edge leads
// to another condition, and the Q are that one's outcomes.
//
// What keeps control from going on: calls, but for LLVM's own functions that are known to return
// and not to throw (lifetime markers, memcpy, arithmetic); inline assembly; volatile accesses; the
// end of a function; a cycle without a probe on it, which may be infinite. What can trap (a load, a
// division) does not count: a process that dies of it may lose its last straight-line stretch, and
// no more; docs/usage.md says so.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_INFERENCE_H
#define FASTCOV_INFERENCE_H

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"

namespace fastcov {

// A probe that can go: it ran if one of the probes From did. Those may be able to go, too; they
// never lead back to it.
struct Inferred {
  llvm::StoreInst *Probe;
  llvm::SmallVector<llvm::StoreInst *, 4> From;
};

// The stores in \p F that set a flag which nothing reads, and the flags that each may set.
using Probes = llvm::MapVector<llvm::StoreInst *, llvm::SmallVector<llvm::GlobalVariable *, 2>>;
Probes findProbes(llvm::Function &F);

std::vector<Inferred> inferProbes(llvm::Function &F, const Probes &All);

} // namespace fastcov

#endif
