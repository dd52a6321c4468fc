//===- probes.cpp ---------------------------------------------------------===//
#include "probes.h"
#include "flags.h"
#include "inference.h"
#include "llvm_compat.h"
#include "markers.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;
using namespace fastcov;

namespace {

enum class MarkerKind { Branch, Switch, Entry };

struct MarkerCall {
  MarkerKind Kind;
  CallInst *Call;
  uint32_t Number; // of the site, or an entry's event
};

// All markers of the module, in the order of its code.
std::vector<MarkerCall> findMarkers(Module &M) {
  std::vector<MarkerCall> Found;
  for (llvm::Function &F : M)
    for (BasicBlock &Block : F)
      for (Instruction &I : Block) {
        auto *Call = dyn_cast<CallInst>(&I);
        if (!Call || !Call->getCalledFunction())
          continue;
        StringRef Name = Call->getCalledFunction()->getName();
        MarkerKind Kind;
        if (Name == BranchMarker)
          Kind = MarkerKind::Branch;
        else if (Name == EntryMarker)
          Kind = MarkerKind::Entry;
        else if (compat::startsWith(Name, SwitchMarkerPrefix))
          Kind = MarkerKind::Switch;
        else
          continue;
        auto *Number = cast<ConstantInt>(Call->getArgOperand(Call->arg_size() - 1));
        Found.push_back({Kind, Call, uint32_t(Number->getZExtValue())});
      }
  return Found;
}

// The tag of an access that no access of the program's can alias, by the rules of TBAA: a type next
// to `char` and all others, below the same root. None where the program's accesses have no tags.
MDNode *flagAccessTag(Module &M) {
  for (llvm::Function &F : M)
    for (BasicBlock &Block : F)
      for (Instruction &I : Block) {
        MDNode *Tag = I.getMetadata(LLVMContext::MD_tbaa);
        if (!Tag || Tag->getNumOperands() < 3)
          continue;
        auto *Type = dyn_cast<MDNode>(Tag->getOperand(1));
        while (Type && Type->getNumOperands() >= 2 && isa<MDString>(Type->getOperand(0)))
          Type = dyn_cast<MDNode>(Type->getOperand(1));
        if (!Type || Type->getNumOperands() != 1)
          continue;
        MDBuilder Builder(M.getContext());
        MDNode *Flag = Builder.createTBAAScalarTypeNode("fastcov flag", Type);
        return Builder.createTBAAStructTagNode(Flag, Flag, 0);
      }
  return nullptr;
}

class Lowering {
public:
  Lowering(Module &M, Unit &U) : M(M), U(U), AccessTag(flagAccessTag(M)) {
    for (fastcov::Function &F : U.Functions)
      ByEntry[F.Entered] = &F;
  }

  void lower(const MarkerCall &Marker) {
    if (Marker.Kind == MarkerKind::Entry)
      return lowerEntry(Marker);
    U.Functions[U.Sites[Marker.Number].Function].IsEmitted = true;
    if (Marker.Kind == MarkerKind::Branch)
      lowerBranch(Marker);
    else
      lowerSwitch(Marker);
  }

private:
  Module &M;
  Unit &U;
  MDNode *AccessTag;
  DenseMap<ExprId, fastcov::Function *> ByEntry;

  GlobalVariable *flag(ExprId Event) { return makeFlag(M, U.Exprs, Event); }
  GlobalVariable *flag(const Outcome &O) { return flag(O.Ran); }

  // Sets the flag at \p Address before \p Where. Sanitizers have nothing to find in it.
  void store(Value *Address, Instruction *Where) {
    IRBuilder<> Builder(Where);
    Builder.SetCurrentDebugLocation(DebugLoc());
    StoreInst *Store = Builder.CreateAlignedStore(
        Builder.getInt8(FASTCOV_FLAG_SET), Address,
        flagEvent(Address) ? *cast<GlobalVariable>(Address)->getAlign() : Align(1), U.IsCrashExact);
    Store->setMetadata(M.getMDKindID("nosanitize"), MDNode::get(M.getContext(), {}));
    Store->setMetadata(LLVMContext::MD_tbaa, AccessTag);
    compat::keepFromThreadSanitizer(Store);
  }

  void set(const Outcome &O, Instruction *Where) { store(flag(O), Where); }

  // The first place on the edge from \p From to its successor number \p Index. Splits the edge
  // where that is shared.
  static Instruction *onEdge(Instruction *From, unsigned Index) {
    BasicBlock *To = From->getSuccessor(Index);
    if (To->getSinglePredecessor())
      return &*To->getFirstInsertionPt();
    BasicBlock *Middle = BasicBlock::Create(From->getContext(), "", From->getFunction(), To);
    BranchInst::Create(To, Middle);
    From->setSuccessor(Index, Middle);
    // Of several edges between the two blocks, each phi loses one entry.
    for (PHINode &Phi : To->phis())
      Phi.setIncomingBlock(unsigned(Phi.getBasicBlockIndex(From->getParent())), Middle);
    return Middle->getTerminator();
  }

  void lowerEntry(const MarkerCall &Marker) {
    // A function was entered when its first instruction ran, though a constructor's body comes
    // after its initialisers.
    Instruction *Where = Marker.Call;
    if (fastcov::Function *Entered = ByEntry.lookup(Marker.Number)) {
      Entered->IsEmitted = true;
      Where = compat::firstAfterAllocas(Marker.Call->getFunction()->getEntryBlock());
    }
    store(flag(Marker.Number), Where);
    Marker.Call->eraseFromParent();
  }

  // The branch that \p Condition alone decides, if there is one; \p IsNegated if through a `not`.
  static BranchInst *decidedBranch(Value *Condition, bool &IsNegated) {
    IsNegated = false;
    while (Condition->hasOneUse()) {
      User *Only = *Condition->user_begin();
      if (auto *Branch = dyn_cast<BranchInst>(Only))
        return Branch;
      auto *Not = dyn_cast<BinaryOperator>(Only);
      if (!Not || Not->getOpcode() != Instruction::Xor || !isa<Constant>(Not->getOperand(1)) ||
          !cast<Constant>(Not->getOperand(1))->isAllOnesValue())
        return nullptr;
      IsNegated = !IsNegated;
      Condition = Not;
    }
    return nullptr;
  }

  // `while (a && b)` comes as a block that branches on a phi of `false`, from a, and b: sends those
  // who bring a constant to where the branch will lead them, so that the branch is b's alone.
  static void threadConstants(CallInst *Condition) {
    auto *Phi = Condition->hasOneUse() ? dyn_cast<PHINode>(*Condition->user_begin()) : nullptr;
    if (!Phi || &Phi->getParent()->front() != Phi)
      return;
    BasicBlock *Block = Phi->getParent();
    bool IsNegated;
    BranchInst *Branch = decidedBranch(Phi, IsNegated);
    if (!Branch || Branch->getParent() != Block || !Branch->isConditional() ||
        Block->sizeWithoutDebug() != (IsNegated ? 3 : 2))
      return;
    for (unsigned I = Phi->getNumIncomingValues(); I-- > 0;) {
      auto *Value = dyn_cast<ConstantInt>(Phi->getIncomingValue(I));
      BasicBlock *From = Phi->getIncomingBlock(I);
      if (!Value || count(successors(From), Block) != 1)
        continue;
      BasicBlock *To = Branch->getSuccessor(Value->isOne() != IsNegated ? 0 : 1);
      if (To == Block || is_contained(successors(From), To))
        continue;
      From->getTerminator()->replaceSuccessorWith(Block, To);
      for (PHINode &Other : To->phis())
        Other.addIncoming(Other.getIncomingValueForBlock(Block), From);
      Phi->removeIncomingValue(I, /*DeletePHIIfEmpty=*/false);
    }
    if (Phi->getNumIncomingValues() == 1)
      MergeBlockIntoPredecessor(Block); // folds the phi, too
  }

  void lowerBranch(const MarkerCall &Marker) {
    if (!U.IsCrashExact)
      threadConstants(Marker.Call);
    const std::vector<Outcome> &Outcomes = U.Sites[Marker.Number].Outcomes;
    Value *Condition = Marker.Call->getArgOperand(0);
    bool IsNegated;
    BranchInst *Branch = decidedBranch(Marker.Call, IsNegated);
    if (Branch && Branch->getParent() == Marker.Call->getParent()) {
      set(Outcomes[IsNegated ? 1 : 0], onEdge(Branch, 0));
      set(Outcomes[IsNegated ? 0 : 1], onEdge(Branch, 1));
    } else {
      // The condition's value is used as a value: no edge to stand on.
      IRBuilder<> Builder(Marker.Call);
      Builder.SetCurrentDebugLocation(DebugLoc());
      store(Builder.CreateSelect(Condition, flag(Outcomes[0]), flag(Outcomes[1])), Marker.Call);
    }
    Marker.Call->replaceAllUsesWith(Condition);
    Marker.Call->eraseFromParent();
  }

  static const Outcome &defaultOutcome(const std::vector<Outcome> &Outcomes) {
    for (const Outcome &O : Outcomes)
      if (O.Kind == FASTCOV_OUTCOME_DEFAULT)
        return O;
    llvm_unreachable("a switch has a default, written or not");
  }

  // The outcome that the value \p Value leads to.
  static const Outcome &outcomeFor(const std::vector<Outcome> &Outcomes, const APInt &Value) {
    for (const Outcome &O : Outcomes) {
      if (O.Kind == FASTCOV_OUTCOME_DEFAULT)
        continue;
      APSInt Number(Value, O.Low.isUnsigned());
      if (APSInt::compareValues(O.Low, Number) <= 0 && APSInt::compareValues(Number, O.High) <= 0)
        return O;
    }
    return defaultOutcome(Outcomes);
  }

  // Clang dispatches on the values of a `case` range of up to this many one by one, on larger ones
  // by comparing.
  static constexpr uint64_t LargeRange = 64;

  static bool isLargeRange(const Outcome &O) {
    return O.Kind == FASTCOV_OUTCOME_CASE && (O.High - O.Low).uge(LargeRange);
  }

  // The switch that \p Value decides, perhaps through memory (see markers.h). Comparisons for large
  // ranges use it, too.
  static SwitchInst *decidedSwitch(Value *Value) {
    for (User *U : Value->users()) {
      if (auto *Switch = dyn_cast<SwitchInst>(U))
        return Switch;
      if (isa<LoadInst, TruncInst>(U))
        if (SwitchInst *Switch = decidedSwitch(U))
          return Switch;
    }
    return nullptr;
  }

  void lowerSwitch(const MarkerCall &Marker) {
    const std::vector<Outcome> &Outcomes = U.Sites[Marker.Number].Outcomes;
    SwitchInst *Switch = decidedSwitch(Marker.Call);
    if (!Switch) // clang makes one of every switch whose condition is no constant
      report_fatal_error("fastcov: a switch is missing in clang's code");
    if (none_of(Outcomes, isLargeRange))
      markEdges(Switch, Outcomes);
    else
      dispatch(Switch, Switch->getCondition(), Outcomes);
    Marker.Call->replaceAllUsesWith(Marker.Call->getArgOperand(0));
    Marker.Call->eraseFromParent();
  }

  // Puts a probe for each outcome on the edges of \p Switch. Labels that share a block get blocks
  // of their own before it.
  void markEdges(SwitchInst *Switch, const std::vector<Outcome> &Outcomes) {
    DenseMap<std::pair<BasicBlock *, const Outcome *>, BasicBlock *> Middle;
    auto Mark = [&](unsigned Index, const Outcome &O) {
      BasicBlock *To = Switch->getSuccessor(Index);
      BasicBlock *&Block = Middle[{To, &O}];
      if (!Block) {
        Instruction *Where = onEdge(Switch, Index);
        set(O, Where);
        Block = Where->getParent();
        return;
      }
      Switch->setSuccessor(Index, Block);
      for (PHINode &Phi : To->phis())
        Phi.removeIncomingValue(Switch->getParent(), false);
    };
    for (const auto &Case : Switch->cases())
      Mark(Case.getSuccessorIndex(), outcomeFor(Outcomes, Case.getCaseValue()->getValue()));
    Mark(0, defaultOutcome(Outcomes));
  }

  // Where clang's switch does not tell all labels apart: decides once more, for the probes alone,
  // before \p Where.
  void dispatch(Instruction *Where, Value *Selector, const std::vector<Outcome> &Outcomes) {
    IRBuilder<> Builder(Where);
    Builder.SetCurrentDebugLocation(DebugLoc());
    Value *Address = flag(defaultOutcome(Outcomes));
    for (const Outcome &O : Outcomes) {
      if (O.Kind != FASTCOV_OUTCOME_CASE)
        continue;
      APInt Low = O.Low.extOrTrunc(Selector->getType()->getIntegerBitWidth());
      APInt High = O.High.extOrTrunc(Selector->getType()->getIntegerBitWidth());
      Value *Offset = Builder.CreateSub(Selector, Builder.getInt(Low));
      Value *IsHere = Builder.CreateICmpULE(Offset, Builder.getInt(High - Low));
      Address = Builder.CreateSelect(IsHere, flag(O), Address);
    }
    store(Address, Where);
  }
};

} // namespace

// Removes the probes of \p F that follow from others.
static void removeInferred(llvm::Function &F, Unit &U) {
  Probes All = findProbes(F);
  std::vector<Inferred> Removable = inferProbes(F, All);
  for (const Inferred &I : Removable)
    for (StoreInst *From : I.From)
      makePrivate(*From, U);
  All = findProbes(F);
  for (const Inferred &I : Removable)
    for (StoreInst *From : I.From)
      for (GlobalVariable *Flag : All[From])
        U.Exprs.addOperand(flagEvent(All[I.Probe].front()), flagEvent(Flag));
  for (const Inferred &I : Removable)
    I.Probe->eraseFromParent();
}

void fastcov::lowerMarkers(Module &M, Unit &U) {
  Lowering Lower(M, U);
  SmallPtrSet<llvm::Function *, 8> Declarations;
  for (const MarkerCall &Marker : findMarkers(M)) {
    Declarations.insert(Marker.Call->getCalledFunction());
    Lower.lower(Marker);
  }
  for (llvm::Function *Declaration : Declarations)
    Declaration->eraseFromParent();
}

void fastcov::thinProbes(llvm::Function &F, Unit &U) {
  if (!U.IsCrashExact && !F.isDeclaration())
    removeInferred(F, U);
}
