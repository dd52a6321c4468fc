//===- inference.cpp ------------------------------------------------------===//
#include "inference.h"
#include "flags.h"
#include "llvm_compat.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;
using namespace fastcov;

// Whether the program reads \p Flag (clean_loops.h).
static bool isTested(const GlobalVariable *Flag) {
  return any_of(Flag->users(), [](const User *U) { return isa<LoadInst>(U); });
}

Probes fastcov::findProbes(llvm::Function &F) {
  Probes Found;
  for (BasicBlock &Block : F)
    for (Instruction &I : Block)
      if (auto *Store = dyn_cast<StoreInst>(&I)) {
        SmallVector<GlobalVariable *, 2> Flags = flagsOf(*Store);
        if (!Flags.empty() && none_of(Flags, isTested))
          Found.insert({Store, std::move(Flags)});
      }
  return Found;
}

// Whether control may fail to get from \p I to the next instruction.
static bool mayNotGoOn(const Instruction &I) {
  if (auto *Call = dyn_cast<CallBase>(&I)) {
    if (!isa<IntrinsicInst>(Call) || Call->isTerminator())
      return true;
    if (cast<IntrinsicInst>(Call)->getIntrinsicID() == Intrinsic::debugtrap ||
        compat::startsWith(Call->getCalledFunction()->getName(), "llvm.coro."))
      return true;
    return !Call->hasFnAttr(Attribute::WillReturn) || !Call->doesNotThrow() || Call->isConvergent();
  }
  return I.isVolatile();
}

namespace {

class Search {
public:
  Search(const Probes &All, const DominatorTree &Dominators) : All(All), Dominators(Dominators) {}

  // Finds what \p Probe follows from; nothing if it has to stay.
  SmallVector<StoreInst *, 4> run(StoreInst *Probe) {
    Start = Probe;
    Found.clear();
    Blocks.clear();
    if (!walk(Probe->getNextNode()))
      return {};
    return {Found.begin(), Found.end()};
  }

private:
  // Far beyond what conditions between two outcomes need, and enough for compile time to stay
  // linear in practice; it also bounds the recursion.
  static constexpr size_t MaxBlocks = 256;

  enum State { Entered, Left };
  const Probes &All;
  const DominatorTree &Dominators;
  StoreInst *Start = nullptr;
  SmallVector<StoreInst *, 8> Found;
  DenseMap<BasicBlock *, State> Blocks;

  // Whether all paths from \p From come to probes that Start dominates.
  bool walk(Instruction *From) {
    for (Instruction *I = From; I; I = I->getNextNode()) {
      if (mayNotGoOn(*I))
        return false;
      auto *Store = dyn_cast<StoreInst>(I);
      if (!Store || !All.count(Store))
        continue;
      if (Store == Start || !Dominators.dominates(Start, Store))
        return false;
      Found.push_back(Store);
      return true;
    }
    Instruction *End = From->getParent()->getTerminator();
    if (!End->getNumSuccessors() || !isa<BranchInst, SwitchInst, IndirectBrInst>(End))
      return false;
    for (unsigned I = 0; I < End->getNumSuccessors(); ++I) {
      BasicBlock *Next = End->getSuccessor(I);
      auto [State, IsNew] = Blocks.try_emplace(Next, Entered);
      if (!IsNew && State->second == Entered)
        return false; // a cycle without a probe
      if (!IsNew)
        continue;
      if (Blocks.size() > MaxBlocks || !walk(&Next->front()))
        return false;
      Blocks[Next] = Left;
    }
    return true;
  }
};

} // namespace

std::vector<Inferred> fastcov::inferProbes(llvm::Function &F, const Probes &All) {
  std::vector<Inferred> Result;
  if (All.size() < 2)
    return Result;
  DominatorTree Dominators(F);
  Search Find(All, Dominators);
  for (auto &[Store, Flags] : All) {
    // Whether one or the other of several flags is set, only the store itself can say.
    if (Flags.size() != 1 || Store->isVolatile() ||
        !Dominators.isReachableFromEntry(Store->getParent()))
      continue;
    SmallVector<StoreInst *, 4> From = Find.run(Store);
    if (!From.empty())
      Result.push_back({Store, std::move(From)});
  }
  return Result;
}
