//===- clean_loops.cpp ----------------------------------------------------===//
#include "clean_loops.h"
#include "flags.h"
#include "inference.h"
#include "llvm_compat.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/Analysis/VectorUtils.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "llvm/Transforms/Utils/LoopUtils.h"
#include "llvm/Transforms/Utils/ValueMapper.h"

using namespace llvm;
using namespace fastcov;

namespace {

// Beyond this many instructions, probes apart, hardly a loop becomes vector code, and copies tell
// in the text's size; more flags than this are rarely all set, and take long to test.
constexpr unsigned MaxInstructions = 80, MaxFlags = 12;
// A loop that ends sooner is not worth the test.
constexpr unsigned MinIterations = 8;
// Accesses further apart than this many of their own size are gathered one by one.
constexpr uint64_t MaxStride = 4;

class CleanLoops {
public:
  CleanLoops(llvm::Function &F, FunctionAnalysisManager &Analyses, Unit &U, Probes All)
      : F(F), U(U), LI(Analyses.getResult<LoopAnalysis>(F)),
        DT(Analyses.getResult<DominatorTreeAnalysis>(F)),
        SE(Analyses.getResult<ScalarEvolutionAnalysis>(F)),
        AC(Analyses.getResult<AssumptionAnalysis>(F)), All(std::move(All)) {}

  // Whether any loop got a copy.
  bool run() {
    SmallVector<Loop *, 8> Innermost;
    for (Loop *L : LI.getLoopsInPreorder())
      if (L->isInnermost())
        Innermost.push_back(L);
    bool Changed = false;
    for (Loop *L : Innermost) {
      SmallVector<StoreInst *, 8> Probes = probesOf(*L);
      if (Probes.empty() || !mayPay(*L))
        continue;
      simplifyLoop(L, &DT, &LI, &SE, &AC, nullptr, /*PreserveLCSSA=*/false);
      formLCSSA(*L, DT, &LI, &SE);
      Changed = true;
      if (L->getLoopPreheader() && L->hasDedicatedExits())
        version(*L, Probes);
    }
    return Changed;
  }

private:
  llvm::Function &F;
  Unit &U;
  LoopInfo &LI;
  DominatorTree &DT;
  ScalarEvolution &SE;
  AssumptionCache &AC;
  Probes All;

  SmallVector<StoreInst *, 8> probesOf(const Loop &L) const {
    SmallVector<StoreInst *, 8> Result;
    for (BasicBlock *Block : L.blocks())
      for (Instruction &I : *Block)
        if (auto *Store = dyn_cast<StoreInst>(&I))
          if (All.count(Store))
            Result.push_back(Store);
    return Result;
  }

  // Whether an access is one to neighbours in turn, or always to the same place.
  bool isRegular(Instruction &Access, Loop &L) {
    Value *Address = getLoadStorePointerOperand(&Access);
    const SCEV *Place = SE.getSCEV(Address);
    if (SE.isLoopInvariant(Place, &L))
      return isa<LoadInst>(Access);
    auto *Moving = dyn_cast<SCEVAddRecExpr>(Place);
    if (!Moving || Moving->getLoop() != &L || !Moving->isAffine())
      return false;
    auto *Step = dyn_cast<SCEVConstant>(Moving->getStepRecurrence(SE));
    uint64_t Size = F.getParent()->getDataLayout().getTypeStoreSize(getLoadStoreType(&Access));
    return Step && Step->getAPInt().abs().ule(Size * MaxStride);
  }

  static bool isSimpleCall(const CallBase &Call) {
    Intrinsic::ID Id = Call.getIntrinsicID();
    return Id != Intrinsic::not_intrinsic &&
           (isTriviallyVectorizable(Id) || isa<DbgInfoIntrinsic>(Call) ||
            cast<IntrinsicInst>(Call).isAssumeLikeIntrinsic());
  }

  // Whether some exit is taken after a number of iterations that is known before. (The block that
  // goes back need not be it: the probe of a `do`'s condition may stand there.)
  bool isCounted(Loop &L) {
    SmallVector<BasicBlock *, 4> Exiting;
    L.getExitingBlocks(Exiting);
    return any_of(Exiting, [&](BasicBlock *Block) {
      return !isa<SCEVCouldNotCompute>(SE.getExitCount(&L, Block));
    });
  }

  bool mayPay(Loop &L) {
    if (!L.getLoopPreheader() || !L.isSafeToClone() || L.getHeader()->isEHPad())
      return false;
    unsigned Instructions = 0;
    SmallPtrSet<GlobalVariable *, 16> Flags;
    for (BasicBlock *Block : L.blocks()) {
      if (!isa<BranchInst, SwitchInst>(Block->getTerminator()))
        return false;
      for (Instruction &I : *Block) {
        if (auto *Store = dyn_cast<StoreInst>(&I))
          if (auto Found = All.find(Store); Found != All.end()) {
            Flags.insert(Found->second.begin(), Found->second.end());
            continue;
          }
        if (auto *Call = dyn_cast<CallBase>(&I)) {
          if (!isSimpleCall(*Call))
            return false;
        } else if (isa<LoadInst, StoreInst>(I)) {
          if (I.isVolatile() || I.isAtomic() || !isRegular(I, L))
            return false;
        } else if (I.mayReadOrWriteMemory() || I.getType()->isTokenTy())
          return false;
        if (++Instructions > MaxInstructions)
          return false;
      }
    }
    unsigned Iterations = SE.getSmallConstantMaxTripCount(&L);
    return Flags.size() <= MaxFlags && (!Iterations || Iterations >= MinIterations) && isCounted(L);
  }

  // A value that is true if all flags that \p Probes set are set.
  Value *allSet(ArrayRef<StoreInst *> Probes, Instruction *Where) {
    IRBuilder<> Builder(Where);
    Builder.SetCurrentDebugLocation(DebugLoc());
    SetVector<GlobalVariable *> Flags;
    for (StoreInst *Probe : Probes)
      for (GlobalVariable *Flag : All[Probe])
        Flags.insert(Flag);
    Value *Common = nullptr;
    for (GlobalVariable *Flag : Flags) {
      LoadInst *Load = Builder.CreateAlignedLoad(Builder.getInt8Ty(), Flag, Align(1));
      Load->copyMetadata(*Probes.front());
      compat::keepFromThreadSanitizer(Load);
      Common = Common ? Builder.CreateAnd(Common, Load) : Load;
    }
    return Builder.CreateICmpEQ(Common, Builder.getInt8(FASTCOV_FLAG_SET));
  }

  void version(Loop &L, ArrayRef<StoreInst *> Probes) {
    for (StoreInst *Probe : Probes) {
      makePrivate(*Probe, U);
      All[Probe] = flagsOf(*Probe);
    }
    BasicBlock *Test = L.getLoopPreheader();
    Value *IsClean = allSet(Probes, Test->getTerminator());
    BasicBlock *Preheader = SplitBlock(Test, Test->getTerminator(), &DT, &LI);

    ValueToValueMapTy Copies;
    SmallVector<BasicBlock *, 8> Blocks;
    Loop *Clean = cloneLoopWithPreheader(Preheader, Test, &L, Copies, ".clean", &LI, &DT, Blocks);
    remapInstructionsInBlocks(Blocks, Copies);
    for (StoreInst *Probe : Probes)
      cast<StoreInst>(Copies[Probe])->eraseFromParent();
    Test->getTerminator()->eraseFromParent();
    BranchInst::Create(Clean->getLoopPreheader(), Preheader, IsClean, Test);

    // In LCSSA form, phis in the exits hold all that leaves the loop.
    SmallVector<BasicBlock *, 4> Exits;
    L.getUniqueExitBlocks(Exits);
    for (BasicBlock *Exit : Exits)
      for (PHINode &Phi : Exit->phis())
        for (unsigned I = 0, End = Phi.getNumIncomingValues(); I < End; ++I) {
          Value *Left = Phi.getIncomingValue(I), *Copy = Copies.lookup(Left);
          Phi.addIncoming(Copy ? Copy : Left, cast<BasicBlock>(Copies[Phi.getIncomingBlock(I)]));
        }
    DT.recalculate(F);
    SE.forgetLoop(&L);
    // What the program asks of its loop, the copy does; this one keeps its size.
    L.setLoopID(nullptr);
    addStringMetadataToLoop(&L, "llvm.loop.unroll.disable");
  }
};

} // namespace

void fastcov::addCleanLoops(llvm::Function &F, FunctionAnalysisManager &Analyses, Unit &U) {
  if (U.IsCrashExact || F.hasOptSize() || F.hasOptNone())
    return;
  Probes All = findProbes(F);
  if (All.empty() || !CleanLoops(F, Analyses, U, std::move(All)).run())
    return;
  // The copies' branches become arithmetic, as they would have without probes.
  Analyses.invalidate(F, PreservedAnalyses::none());
  Analyses.invalidate(F, SimplifyCFGPass().run(F, Analyses));
  InstCombinePass().run(F, Analyses);
}
