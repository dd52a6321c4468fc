//===- probes.cpp ---------------------------------------------------------===//
#include "probes.h"
#include "llvm_compat.h"
#include "markers.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;
using namespace fastcov;

namespace {

enum class MarkerKind { Branch, Switch, Entry };

struct MarkerCall {
  MarkerKind Kind;
  CallInst *Call;
  uint32_t Number; // of the site, or of an entry's event
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

class Lowering {
public:
  Lowering(const Unit &U, const EncodedUnit &Encoded, GlobalVariable *Flags)
      : U(U), Encoded(Encoded), Flags(Flags) {
    for (const fastcov::Function &F : U.Functions)
      IsFunctionEntry.insert(U.Exprs.eventNumber(F.Entered));
  }

  void lower(const MarkerCall &Marker) {
    if (Marker.Kind == MarkerKind::Entry)
      lowerEntry(Marker);
    else if (Marker.Kind == MarkerKind::Branch)
      lowerBranch(Marker);
    else
      lowerSwitch(Marker);
  }

private:
  const Unit &U;
  const EncodedUnit &Encoded;
  GlobalVariable *Flags;
  DenseSet<uint32_t> IsFunctionEntry;

  Constant *flagAddress(uint32_t Flag) {
    Type *Index = Type::getInt64Ty(Flags->getContext());
    return ConstantExpr::getInBoundsGetElementPtr(
        Flags->getValueType(), Flags,
        ArrayRef<Constant *>{ConstantInt::get(Index, 0), ConstantInt::get(Index, Flag)});
  }

  uint32_t flagOf(const Outcome &O) const {
    return Encoded.FlagOfEvent[U.Exprs.eventNumber(O.Ran)];
  }

  // Sets the flag at \p Address before \p Where. Sanitizers have nothing to find in it.
  static void store(Value *Address, Instruction *Where) {
    IRBuilder<> Builder(Where);
    Builder.SetCurrentDebugLocation(DebugLoc());
    StoreInst *Store = Builder.CreateStore(Builder.getInt8(FASTCOV_FLAG_SET), Address);
    Store->setMetadata(Where->getContext().getMDKindID("nosanitize"),
                       MDNode::get(Where->getContext(), {}));
    compat::keepFromThreadSanitizer(Store);
  }

  void set(const Outcome &O, Instruction *Where) { store(flagAddress(flagOf(O)), Where); }

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
    if (IsFunctionEntry.count(Marker.Number))
      Where = compat::firstAfterAllocas(Marker.Call->getFunction()->getEntryBlock());
    store(flagAddress(Encoded.FlagOfEvent[Marker.Number]), Where);
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

  void lowerBranch(const MarkerCall &Marker) {
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
      store(Builder.CreateSelect(Condition, flagAddress(flagOf(Outcomes[0])),
                                 flagAddress(flagOf(Outcomes[1]))),
            Marker.Call);
    }
    Marker.Call->replaceAllUsesWith(Condition);
    Marker.Call->eraseFromParent();
  }

  // The outcome that the value \p Value leads to.
  static const Outcome &outcomeFor(const std::vector<Outcome> &Outcomes, const APInt &Value) {
    const Outcome *Default = nullptr;
    for (const Outcome &O : Outcomes) {
      if (O.Kind == FASTCOV_OUTCOME_DEFAULT) {
        Default = &O;
        continue;
      }
      APSInt Number(Value, O.Low.isUnsigned());
      if (APSInt::compareValues(O.Low, Number) <= 0 && APSInt::compareValues(Number, O.High) <= 0)
        return O;
    }
    assert(Default && "a switch has a default, written or not");
    return *Default;
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
    Mark(0, outcomeOfDefaultEdge(Outcomes));
  }

  static const Outcome &outcomeOfDefaultEdge(const std::vector<Outcome> &Outcomes) {
    for (const Outcome &O : Outcomes)
      if (O.Kind == FASTCOV_OUTCOME_DEFAULT)
        return O;
    llvm_unreachable("a switch has a default, written or not");
  }

  // Where clang's switch does not tell all labels apart: decides once more, for the probes alone,
  // before \p Where.
  void dispatch(Instruction *Where, Value *Selector, const std::vector<Outcome> &Outcomes) {
    IRBuilder<> Builder(Where);
    Builder.SetCurrentDebugLocation(DebugLoc());
    Value *Address = flagAddress(flagOf(outcomeOfDefaultEdge(Outcomes)));
    for (const Outcome &O : Outcomes) {
      if (O.Kind != FASTCOV_OUTCOME_CASE)
        continue;
      APInt Low = O.Low.extOrTrunc(Selector->getType()->getIntegerBitWidth());
      APInt High = O.High.extOrTrunc(Selector->getType()->getIntegerBitWidth());
      Value *Offset = Builder.CreateSub(Selector, Builder.getInt(Low));
      Value *IsHere = Builder.CreateICmpULE(Offset, Builder.getInt(High - Low));
      Address = Builder.CreateSelect(IsHere, flagAddress(flagOf(O)), Address);
    }
    store(Address, Where);
  }
};

} // namespace

BitVector fastcov::usedEvents(Module &M, Unit &U) {
  BitVector Used(U.Exprs.eventCount());
  DenseMap<uint32_t, fastcov::Function *> ByEntry;
  for (fastcov::Function &F : U.Functions)
    ByEntry[U.Exprs.eventNumber(F.Entered)] = &F;
  for (const MarkerCall &Marker : findMarkers(M)) {
    if (Marker.Kind == MarkerKind::Entry) {
      Used.set(Marker.Number);
      if (fastcov::Function *F = ByEntry.lookup(Marker.Number))
        F->IsEmitted = true;
      continue;
    }
    const Site &S = U.Sites[Marker.Number];
    U.Functions[S.Function].IsEmitted = true;
    for (const Outcome &O : S.Outcomes)
      Used.set(U.Exprs.eventNumber(O.Ran));
  }
  return Used;
}

void fastcov::lowerMarkers(Module &M, const Unit &U, const EncodedUnit &Encoded,
                           GlobalVariable *Flags) {
  Lowering Lower(U, Encoded, Flags);
  SmallPtrSet<llvm::Function *, 8> Declarations;
  for (const MarkerCall &Marker : findMarkers(M)) {
    Declarations.insert(Marker.Call->getCalledFunction());
    Lower.lower(Marker);
  }
  for (llvm::Function *Declaration : Declarations)
    Declaration->eraseFromParent();
}
