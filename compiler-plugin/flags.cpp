//===- flags.cpp ----------------------------------------------------------===//
#include "flags.h"
#include "llvm_compat.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;
using namespace fastcov;

static constexpr StringLiteral Prefix = "__fastcov_flag_";

GlobalVariable *fastcov::makeFlag(Module &M, Expressions &Exprs, ExprId Stands) {
  ExprId Event = Exprs.event();
  Exprs.addOperand(Stands, Event);
  auto *Flag = new GlobalVariable(M, Type::getInt8Ty(M.getContext()), /*isConstant=*/false,
                                  GlobalValue::ExternalLinkage, nullptr, Prefix + Twine(Event));
  // SimplifyCFG makes one store to a chosen address of two stores that end the two sides of an
  // `if`: four instructions where one ran. It does so only for stores alike, and these differ.
  Flag->setAlignment(Align(1ull << Event % 4));
  Flag->setVisibility(GlobalValue::HiddenVisibility);
  Flag->setDSOLocal(true);
  compat::withoutRedZone(*Flag);
  return Flag;
}

ExprId fastcov::flagEvent(const Value *Address) {
  ExprId Event = Never;
  auto *Flag = dyn_cast<GlobalVariable>(Address);
  if (!Flag || !compat::startsWith(Flag->getName(), Prefix) ||
      Flag->getName().substr(Prefix.size()).getAsInteger(10, Event))
    return Never;
  return Event;
}

// Adds the flags that \p Address may be to \p Flags. False if it may be something else.
static bool collectFlags(const Value *Address, SmallVectorImpl<GlobalVariable *> &Flags) {
  if (flagEvent(Address)) {
    Flags.push_back(const_cast<GlobalVariable *>(cast<GlobalVariable>(Address)));
    return true;
  }
  const auto *Select = dyn_cast<SelectInst>(Address);
  return Select && Select->hasOneUse() && collectFlags(Select->getTrueValue(), Flags) &&
         collectFlags(Select->getFalseValue(), Flags);
}

// Whether \p Store sets what it stores to. (Where LLVM has moved a store out of a loop, it may
// write back what was there.)
static bool sets(const StoreInst &Store) {
  auto *Value = dyn_cast<ConstantInt>(Store.getValueOperand());
  return Value && Value->isMinusOne();
}

SmallVector<GlobalVariable *, 2> fastcov::flagsOf(const StoreInst &Store) {
  SmallVector<GlobalVariable *, 2> Flags;
  if (!sets(Store) || !collectFlags(Store.getPointerOperand(), Flags))
    Flags.clear();
  return Flags;
}

static void makePrivateAt(Use &Address, Unit &U) {
  if (auto *Select = dyn_cast<SelectInst>(Address)) {
    makePrivateAt(Select->getOperandUse(1), U);
    makePrivateAt(Select->getOperandUse(2), U);
  } else if (!Address->hasOneUse() || U.Exprs.hasOperands(flagEvent(Address))) {
    Module &M = *cast<GlobalVariable>(Address)->getParent();
    GlobalVariable *Own = makeFlag(M, U.Exprs, flagEvent(Address));
    Own->setAlignment(cast<GlobalVariable>(Address)->getAlign());
    Address.set(Own);
  }
}

void fastcov::makePrivate(StoreInst &Probe, Unit &U) {
  makePrivateAt(Probe.getOperandUse(StoreInst::getPointerOperandIndex()), U);
}

std::vector<GlobalVariable *> fastcov::flagsInUse(Module &M) {
  SetVector<GlobalVariable *> InUse;
  for (llvm::Function &F : M)
    for (BasicBlock &Block : F)
      for (Instruction &I : Block)
        for (Value *Operand : I.operands())
          if (flagEvent(Operand))
            InUse.insert(cast<GlobalVariable>(Operand));
  // Through constants.
  for (GlobalVariable &Global : M.globals())
    if (flagEvent(&Global) && !Global.use_empty())
      InUse.insert(&Global);
  return {InUse.begin(), InUse.end()};
}

void fastcov::placeFlags(ArrayRef<GlobalVariable *> Placeholders, GlobalVariable *Flags) {
  for (GlobalVariable *Placeholder : Placeholders)
    for (User *Use : Placeholder->users())
      if (auto *Store = dyn_cast<StoreInst>(Use))
        Store->setAlignment(Align(1));
  Type *Index = Type::getInt64Ty(Flags->getContext());
  for (size_t I = 0; I < Placeholders.size(); ++I)
    Placeholders[I]->replaceAllUsesWith(ConstantExpr::getInBoundsGetElementPtr(
        Flags->getValueType(), Flags,
        ArrayRef<Constant *>{ConstantInt::get(Index, 0), ConstantInt::get(Index, I)}));
  std::vector<GlobalVariable *> Unused;
  for (GlobalVariable &Global : Flags->getParent()->globals())
    if (flagEvent(&Global))
      Unused.push_back(&Global);
  for (GlobalVariable *Global : Unused)
    Global->eraseFromParent();
}
