//===- regions.cpp --------------------------------------------------------===//
#include "regions.h"
#include "region_stack.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtVisitor.h"

using namespace clang;
using namespace fastcov;

namespace {

// When a condition comes out true, and when false.
struct Outs {
  ExprId True, False;
};

class RegionWalk : public ConstStmtVisitor<RegionWalk>, private RegionStack {
public:
  RegionWalk(ASTContext &Context, Locations &Where, const FoundSites &Sites, Unit &U)
      : RegionStack(Where), Context(Context), Sites(Sites), U(U) {}

  using RegionStack::Finished;

  void walk(const Decl *Owner, const Stmt *Body, ExprId Entered) {
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Owner))
      for (const CXXCtorInitializer *Init : Ctor->inits())
        if (Init->isWritten() && Where.start(Init->getInit()).isValid() &&
            Where.end(Init->getInit()).isValid())
          within(Entered, Init->getInit());
    within(Entered, Body);
  }

  void VisitStmt(const Stmt *S) {
    if (S->getBeginLoc().isValid())
      extend(S);
    const Stmt *Last = nullptr;
    bool Saved = HasTerminated;
    HasTerminated = false;
    for (const Stmt *Child : S->children()) {
      if (!Child)
        continue;
      if (Last && HasTerminated) {
        gapBetween(Where.end(Last), Where.start(Child), current().Ran);
        Saved = true;
        HasTerminated = false;
      }
      Visit(Child);
      Last = Child;
    }
    HasTerminated |= Saved;
    leaveFiles(Where.end(S));
  }

  void VisitReturnStmt(const ReturnStmt *S) {
    extend(S);
    if (S->getRetValue())
      Visit(S->getRetValue());
    terminate(S);
  }

  void VisitCXXThrowExpr(const CXXThrowExpr *E) {
    extend(E);
    if (E->getSubExpr())
      Visit(E->getSubExpr());
    terminate(E);
  }

  void VisitCoroutineBodyStmt(const CoroutineBodyStmt *S) {
    extend(S);
    Visit(S->getBody());
  }

  void VisitCoreturnStmt(const CoreturnStmt *S) {
    extend(S);
    if (S->getOperand())
      Visit(S->getOperand());
    terminate(S);
  }

  void VisitCoroutineSuspendExpr(const CoroutineSuspendExpr *E) {
    if (E->getCommonExpr())
      Visit(E->getCommonExpr());
  }

  void VisitGotoStmt(const GotoStmt *S) {
    U.Exprs.addOperand(labelRan(S->getLabel()), current().Ran);
    terminate(S);
  }

  void VisitLabelStmt(const LabelStmt *S) {
    auto Entry = Sites.Entries.find(S);
    ExprId Ran = Entry != Sites.Entries.end() ? Entry->second : labelRan(S->getDecl());
    if (Entry == Sites.Entries.end())
      U.Exprs.addOperand(Ran, current().Ran);
    ++Detours;
    leaveFiles(Where.start(S));
    push(Ran, Where.start(S));
    Visit(S->getSubStmt());
  }

  void VisitBreakStmt(const BreakStmt *S) {
    Jumps.back().Break.push_back(current().Ran);
    terminate(S);
  }

  void VisitContinueStmt(const ContinueStmt *S) {
    Jumps.back().Continue.push_back(current().Ran);
    terminate(S);
  }

  void VisitCallExpr(const CallExpr *E) {
    VisitStmt(E);
    if (getFunctionExtInfo(*E->getCallee()->getType()).getNoReturn())
      terminate(E);
  }

  void VisitIfStmt(const IfStmt *S) {
    if (S->isConsteval() || S->isConstexpr())
      return visitStaticIf(S);
    extend(S);
    if (S->getInit())
      Visit(S->getInit());
    extend(S->getCond());

    unsigned Before = Detours + LoopDetours;
    ExprId Parent = current().Ran;
    Outs Cond = outs(S->getCond(), Parent);
    within(Parent, S->getCond());
    gapBetween(S->getRParenLoc(), Where.start(S->getThen()), Cond.True);
    extend(S->getThen());
    ExprId ThenOut = within(Cond.True, S->getThen());
    ExprId ElseOut = Cond.False;
    if (const Stmt *Else = S->getElse()) {
      gapBetween(Where.end(S->getThen()), Where.start(Else), Cond.False);
      extend(Else);
      ElseOut = within(Cond.False, Else);
    }
    goOn(S, any({ThenOut, ElseOut}), Parent, Before == Detours + LoopDetours);
  }

  // A loop's body also runs when control that a label let in comes round: it is open until then.
  void VisitWhileStmt(const WhileStmt *S) {
    extend(S);
    LoopScope Scope(*this);
    ExprId Parent = current().Ran, BodyRan = U.Exprs.open();
    Jumps.emplace_back();
    extend(S->getBody());
    ExprId Back = within(BodyRan, S->getBody());
    Jump Jumped = Jumps.pop_back_val();

    ExprId CondRan = any({Parent, Back, any(Jumped.Continue)});
    Outs Cond = outs(S->getCond(), CondRan);
    U.Exprs.addOperand(BodyRan, Cond.True);
    within(CondRan, S->getCond());
    afterOutOfOrder(Where.end(S));
    gapBetween(S->getRParenLoc(), Where.start(S->getBody()), BodyRan);
    goOn(S, any({any(Jumped.Break), Cond.False}), Parent, Scope.leave());
  }

  void VisitDoStmt(const DoStmt *S) {
    extend(S);
    LoopScope Scope(*this);
    ExprId Parent = current().Ran, BodyRan = U.Exprs.open();
    Jumps.emplace_back();
    extend(S->getBody());
    ExprId Back = within(BodyRan, S->getBody());
    Jump Jumped = Jumps.pop_back_val();

    ExprId CondRan = any({Back, any(Jumped.Continue)});
    Outs Cond = outs(S->getCond(), CondRan);
    U.Exprs.addOperand(BodyRan, any({Parent, Cond.True}));
    within(CondRan, S->getCond());
    goOn(S, any({any(Jumped.Break), Cond.False}), Parent, Scope.leave());
  }

  void VisitForStmt(const ForStmt *S) {
    extend(S);
    LoopScope Scope(*this);
    if (S->getInit())
      Visit(S->getInit());
    ExprId Parent = current().Ran, BodyRan = U.Exprs.open();
    if (S->getInc()) // may hold a statement expression that breaks
      Jumps.emplace_back();
    Jumps.emplace_back();
    extend(S->getBody());
    ExprId Back = within(BodyRan, S->getBody());
    Jump Jumped = Jumps.pop_back_val(), IncJumped;
    if (S->getInc()) {
      within(any({Back, any(Jumped.Continue)}), S->getInc());
      IncJumped = Jumps.pop_back_val();
    }

    ExprId CondRan = any({Parent, Back, any(Jumped.Continue), any(IncJumped.Continue)});
    Outs Cond = S->getCond() ? outs(S->getCond(), CondRan) : Outs{CondRan, Never};
    U.Exprs.addOperand(BodyRan, Cond.True);
    if (S->getCond()) {
      within(CondRan, S->getCond());
      afterOutOfOrder(Where.end(S));
    }
    gapBetween(S->getRParenLoc(), Where.start(S->getBody()), BodyRan);
    goOn(S, any({any(Jumped.Break), any(IncJumped.Break), Cond.False}), Parent, Scope.leave());
  }

  void VisitCXXForRangeStmt(const CXXForRangeStmt *S) {
    extend(S);
    LoopScope Scope(*this);
    if (S->getInit())
      Visit(S->getInit());
    Visit(S->getLoopVarStmt());
    Visit(S->getRangeStmt());
    ExprId Parent = current().Ran;
    Outs Cond = outs(S->getCond(), Parent);
    Jumps.emplace_back();
    extend(S->getBody());
    within(Cond.True, S->getBody());
    Jump Jumped = Jumps.pop_back_val();
    gapBetween(S->getRParenLoc(), Where.start(S->getBody()), Cond.True);
    goOn(S, any({any(Jumped.Break), Cond.False}), Parent, Scope.leave());
  }

  void VisitSwitchStmt(const SwitchStmt *S) {
    extend(S);
    ++Detours;
    if (S->getInit())
      Visit(S->getInit());
    Visit(S->getCond());
    enterSwitch(S);

    Jumps.emplace_back();
    const Stmt *Body = S->getBody();
    ExprId FellOut = Never;
    extend(Body);
    if (const auto *Compound = dyn_cast<CompoundStmt>(Body)) {
      if (!Compound->body_empty())
        FellOut = visitSwitchBody(Compound);
    } else
      FellOut = within(Never, Body);
    Jump Jumped = Jumps.pop_back_val();
    if (!Jumps.empty())
      Jumps.back().Continue.append(Jumped.Continue.begin(), Jumped.Continue.end());

    ExprId Parent = current().Ran;
    goOn(S, any({any(Jumped.Break), FellOut, Switches.pop_back_val().ImplicitDefault}), Parent,
         /*HasOneExit=*/false);
    MostRecent = Where.start(S);
    leaveFiles(Where.end(S));
  }

  void VisitSwitchCase(const SwitchCase *S) {
    extend(S);
    ExprId Ran = any({current().Ran, caseRan(S)});
    // The first case of a switch begins where the region of its body does.
    if (current().Start.isValid() && current().Start == Where.start(S)) {
      current().Ran = Ran;
      current().Kind = Code;
    } else
      push(Ran, Where.start(S));
    if (const auto *Case = dyn_cast<CaseStmt>(S)) {
      Visit(Case->getLHS());
      if (Case->getRHS())
        Visit(Case->getRHS());
    }
    Visit(S->getSubStmt());
  }

  void VisitCXXTryStmt(const CXXTryStmt *S) {
    extend(S);
    extend(S->getTryBlock());
    ExprId Parent = current().Ran;
    llvm::SmallVector<ExprId, 4> Ways{within(Parent, S->getTryBlock())};
    for (unsigned I = 0; I < S->getNumHandlers(); ++I)
      Ways.push_back(
          within(Sites.Entries.lookup(S->getHandler(I)), S->getHandler(I)->getHandlerBlock()));
    ++Detours;
    goOn(S, any(Ways), Parent, /*HasOneExit=*/false);
  }

  void VisitAbstractConditionalOperator(const AbstractConditionalOperator *E) {
    extend(E);
    unsigned Before = Detours + LoopDetours;
    ExprId Parent = current().Ran;
    Outs Cond = outs(E->getCond(), Parent);
    ExprId TrueOut = Cond.True;
    if (const auto *Elvis = dyn_cast<BinaryConditionalOperator>(E))
      within(Parent, Elvis->getCommon());
    else {
      within(Parent, E->getCond());
      gapBetween(E->getQuestionLoc(), Where.start(E->getTrueExpr()), Cond.True);
      extend(E->getTrueExpr());
      TrueOut = within(Cond.True, E->getTrueExpr());
    }
    extend(E->getFalseExpr());
    ExprId FalseOut = within(Cond.False, E->getFalseExpr());
    goOn(E, any({TrueOut, FalseOut}), Parent, Before == Detours + LoopDetours);
  }

  void VisitBinLAnd(const BinaryOperator *E) { visitLogical(E); }
  void VisitBinLOr(const BinaryOperator *E) { visitLogical(E); }

  // Functions of their own: their lines are not this one's.
  void VisitLambdaExpr(const LambdaExpr *E) { hole(E->getCallOperator()->getBody()); }
  void VisitBlockExpr(const BlockExpr *E) { hole(E->getBlockDecl()->getBody()); }

  void VisitArrayInitLoopExpr(const ArrayInitLoopExpr *E) {
    Visit(E->getCommonExpr()->getSourceExpr());
  }
  void VisitPseudoObjectExpr(const PseudoObjectExpr *E) { VisitStmt(E->getSyntacticForm()); }
  void VisitOpaqueValueExpr(const OpaqueValueExpr *E) {
    if (E->isUnique())
      Visit(E->getSourceExpr());
  }

private:
  struct Jump {
    llvm::SmallVector<ExprId, 4> Break, Continue;
  };
  struct OpenSwitch {
    const FoundSite *Found;
    const SwitchCase *Chosen; // of a constant condition
    ExprId Parent, ImplicitDefault;
  };

  // The detours within a loop.
  class LoopScope {
  public:
    explicit LoopScope(RegionWalk &Walk)
        : Walk(Walk), Detours(Walk.Detours), LoopDetours(Walk.LoopDetours) {}
    // Ends the loop; returns whether control only ever came out at its end.
    bool leave() {
      Walk.LoopDetours = LoopDetours;
      return Walk.Detours == Detours;
    }

  private:
    RegionWalk &Walk;
    unsigned Detours, LoopDetours;
  };

  ASTContext &Context;
  const FoundSites &Sites;
  Unit &U;

  llvm::SmallVector<Jump, 8> Jumps;
  llvm::SmallVector<OpenSwitch, 4> Switches;
  llvm::DenseMap<const LabelDecl *, ExprId> Labels;
  // How many statements so far sent control elsewhere than to the next one (labels and switches
  // receive it from elsewhere), and how many of them were a break or continue, which concern their
  // loop alone.
  unsigned Detours = 0, LoopDetours = 0;

  ExprId any(llvm::ArrayRef<ExprId> Operands) { return U.Exprs.any(Operands); }

  ExprId labelRan(const LabelDecl *Label) {
    ExprId &Ran = Labels[Label]; // Never at first
    return Ran ? Ran : Ran = U.Exprs.open();
  }

  // ---- When conditions and cases come true ----

  Outs outs(const Expr *Condition, ExprId Entered) {
    if (const FoundSite *Found = Sites.condition(Condition)) {
      U.Sites[Found->Site].Reached.push_back(Entered);
      if (Found->Constant)
        return *Found->Constant ? Outs{Entered, Never} : Outs{Never, Entered};
      const std::vector<Outcome> &Outcomes = U.Sites[Found->Site].Outcomes;
      return {Outcomes[0].Ran, Outcomes[1].Ran};
    }
    bool IsNegated;
    const BinaryOperator *Logical = asLogical(stripCondition(Condition, IsNegated), Where);
    if (!Logical) // no site: either way may be taken
      return {Entered, Entered};
    Outs Result = logicalOuts(Logical, Entered);
    return IsNegated ? Outs{Result.False, Result.True} : Result;
  }

  Outs logicalOuts(const BinaryOperator *Logical, ExprId Entered) {
    Outs Left = outs(Logical->getLHS(), Entered);
    if (Logical->getOpcode() == BO_LAnd) {
      Outs Right = outs(Logical->getRHS(), Left.True);
      return {Right.True, any({Left.False, Right.False})};
    }
    Outs Right = outs(Logical->getRHS(), Left.False);
    return {any({Left.True, Right.True}), Right.False};
  }

  void visitLogical(const BinaryOperator *E) {
    if (!asLogical(E, Where))
      return;
    ExprId Parent = current().Ran;
    Outs Left = outs(E->getLHS(), Parent);
    extend(E->getLHS());
    within(Parent, E->getLHS());
    leaveFiles(Where.end(E->getLHS()));
    ExprId RightRan = E->getOpcode() == BO_LAnd ? Left.True : Left.False;
    gapBetween(Where.end(E->getLHS()), Where.start(E->getRHS()), RightRan);
    extend(E->getRHS());
    outs(E->getRHS(), RightRan);
    within(RightRan, E->getRHS());
  }

  void enterSwitch(const SwitchStmt *S) {
    OpenSwitch Open{Sites.switchSite(S), nullptr, current().Ran, Never};
    if (Open.Found)
      U.Sites[Open.Found->Site].Reached.push_back(current().Ran);
    if (Open.Found && Open.Found->Constant)
      chooseCase(S, Open);
    else if (Open.Found) {
      const Outcome &Last = U.Sites[Open.Found->Site].Outcomes.back();
      bool IsExplicit = false;
      for (const SwitchCase *Case = S->getSwitchCaseList(); Case; Case = Case->getNextSwitchCase())
        IsExplicit |= isa<DefaultStmt>(Case);
      if (!IsExplicit)
        Open.ImplicitDefault = Last.Ran;
    }
    Switches.push_back(Open);
  }

  // Where a switch on a constant goes.
  void chooseCase(const SwitchStmt *S, OpenSwitch &Open) {
    llvm::APSInt Value = S->getCond()->EvaluateKnownConstInt(Context);
    const SwitchCase *Default = nullptr;
    for (const SwitchCase *Label = S->getSwitchCaseList(); Label;
         Label = Label->getNextSwitchCase()) {
      const auto *Case = dyn_cast<CaseStmt>(Label);
      if (!Case) {
        Default = Label;
        continue;
      }
      llvm::APSInt Low = Case->getLHS()->EvaluateKnownConstInt(Context), High = Low;
      if (Case->getRHS())
        High = Case->getRHS()->EvaluateKnownConstInt(Context);
      if (llvm::APSInt::compareValues(Low, Value) <= 0 &&
          llvm::APSInt::compareValues(Value, High) <= 0)
        Open.Chosen = Label;
    }
    Open.Chosen = Open.Chosen ? Open.Chosen : Default;
    if (!Open.Chosen)
      Open.ImplicitDefault = Open.Parent;
  }

  ExprId caseRan(const SwitchCase *Case) {
    const OpenSwitch &Open = Switches.back();
    if (!Open.Found)
      return Open.Parent;
    if (Open.Found->Constant)
      return Case == Open.Chosen ? Open.Parent : Never;
    return U.Sites[Open.Found->Site].Outcomes[Sites.OutcomeOfCase.lookup(Case)].Ran;
  }

  ExprId visitSwitchBody(const CompoundStmt *Body) {
    // The text before the first case is never reached, and is a gap unless a case begins right
    // there.
    size_t Index = push(Never, Where.start(Body));
    current().Kind = Gap;
    Visit(Body);
    ExprId FellOut = current().Ran;
    for (size_t I = Index; I < Stack.size(); ++I)
      if (Stack[I].End.isInvalid())
        Stack[I].End = Where.end(Body->body_back());
    pop(Index);
    return FellOut;
  }

  void visitStaticIf(const IfStmt *S) {
    extend(S);
    ExprId Parent = current().Ran;
    const Stmt *Taken = S->getThen();
    if (S->isConsteval() ? !S->isNegatedConsteval() : !isTrue(S->getCond()))
      Taken = S->getElse();
    if (S->getInit())
      within(Parent, S->getInit());
    for (const Stmt *Branch : {S->getThen(), S->getElse()})
      if (Branch && Branch != Taken)
        hole(Branch);
    if (Taken)
      goOn(S, within(Parent, Taken), Parent, /*HasOneExit=*/false);
  }

  bool isTrue(const Expr *Condition) {
    Expr::EvalResult Value;
    return Condition->EvaluateAsInt(Value, Context) && Value.Val.getInt().getBoolValue();
  }

  // ---- Regions ----

  // Visits \p S in a region of its own; returns whether control comes out of it.
  ExprId within(ExprId Ran, const Stmt *S) {
    SourceLocation Start = Where.start(S), End = Where.end(S);
    size_t Index = push(Ran, Start, End);
    Visit(S);
    ExprId Out = current().Ran;
    pop(Index);
    if (Sources.isBeforeInTranslationUnit(Start, S->getBeginLoc()))
      MostRecent = End;
    return Out;
  }

  // Control does not get past \p S.
  void terminate(const Stmt *S) {
    ++(isa<BreakStmt, ContinueStmt>(S) ? LoopDetours : Detours);
    extend(S);
    if (current().End.isInvalid())
      current().End = Where.end(S);
    push(Never);
    HasTerminated = true;
  }
};

} // namespace

std::vector<Region> fastcov::findRegions(ASTContext &Context, const Decl *Owner, const Stmt *Body,
                                         const FoundSites &Sites, Locations &Where, Unit &U,
                                         ExprId Entered) {
  RegionWalk Walk(Context, Where, Sites, U);
  Walk.walk(Owner, Body, Entered);
  return Walk.Finished;
}
