//===- regions.cpp --------------------------------------------------------===//
#include "regions.h"
#include "region_stack.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace fastcov;

namespace {

// When a condition comes out true, and when false.
struct Outs {
  ExprId True, False;
};

class RegionWalk : public ConstStmtVisitor<RegionWalk>, private RegionStack {
public:
  RegionWalk(ASTContext &Context, Locations &Where, const FoundSites &Sites, Unit &U,
             Returning &Calls, Resumptions &Events)
      : RegionStack(Where), Context(Context), Sites(Sites), U(U), Calls(Calls), Events(Events) {}

  using RegionStack::Finished;

  void walk(const Decl *Owner, const Stmt *Body, ExprId Entered) {
    ExprId Ran = Entered;
    if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(Owner))
      for (const CXXCtorInitializer *Init : Ctor->inits())
        Ran = initialiser(Init, Ran);
    if (isAssumed(Ran))
      Events.Before[Body] = Ran = resumption(Ran);
    within(Ran, Body);
  }

  void VisitStmt(const Stmt *S) {
    if (S->getBeginLoc().isValid())
      extend(S);
    const Stmt *Last = nullptr;
    std::optional<size_t> Rest; // the region that a call's coming back opened
    ExitCount Before = countExits();
    bool Saved = HasTerminated;
    HasTerminated = false;
    for (const Stmt *Child : S->children()) {
      if (!Child)
        continue;
      bool IsGap = Last && HasTerminated;
      if (Last && isa<CompoundStmt>(S) && mustResume(Last, Child))
        resume(Last, Child, Rest);
      else if (IsGap)
        gapBetween(Where.end(Last), Where.start(Child), current().Ran);
      if (IsGap) {
        Saved = true;
        HasTerminated = false;
      }
      Visit(Child);
      Last = Child;
    }
    HasTerminated |= Saved;
    if (Rest && !mustComeBack(S))
      closeBlock(S, Before);
    leaveFiles(Where.end(S));
    if (Calls.mayNotComeBack(S))
      current().Ran = assumed(current().Ran);
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
    current().Ran = assumed(current().Ran);
  }

  void VisitGotoStmt(const GotoStmt *S) {
    ExprId Label = labelRan(S->getLabel());
    U.Exprs.addOperand(Label, current().Ran);
    if (isAssumed(current().Ran))
      Assumed.insert(Label);
    terminate(S);
  }

  void VisitLabelStmt(const LabelStmt *S) {
    auto Entry = Sites.Entries.find(S);
    ExprId Ran = Entry != Sites.Entries.end() ? Entry->second : reachLabel(S);
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
    follow(S, any({ThenOut, ElseOut}), Parent, Before == Detours + LoopDetours);
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
    follow(S, any({any(Jumped.Break), Cond.False}), Parent, Scope.leave());
  }

  void VisitDoStmt(const DoStmt *S) {
    extend(S);
    LoopScope Scope(*this);
    ExprId Parent = current().Ran, BodyRan = U.Exprs.open();
    Jumps.emplace_back();
    extend(S->getBody());
    llvm::SaveAndRestore<const Stmt *> Saved(OpenBody,
                                             onOneLine(S, S->getCond()) ? OpenBody : S->getBody());
    ExprId Back = within(BodyRan, S->getBody());
    Jump Jumped = Jumps.pop_back_val();

    ExprId CondRan = any({Back, any(Jumped.Continue)});
    Outs Cond = outs(S->getCond(), CondRan);
    U.Exprs.addOperand(BodyRan, any({Parent, Cond.True}));
    within(CondRan, S->getCond());
    follow(S, any({any(Jumped.Break), Cond.False}), Parent, Scope.leave());
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
    follow(S, any({any(Jumped.Break), any(IncJumped.Break), Cond.False}), Parent, Scope.leave());
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
    follow(S, any({any(Jumped.Break), Cond.False}), Parent, Scope.leave());
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
    follow(S, any({any(Jumped.Break), FellOut, Switches.pop_back_val().ImplicitDefault}), Parent,
           /*HasOneExit=*/false);
    MostRecent = Where.start(S);
    leaveFiles(Where.end(S));
  }

  void VisitSwitchCase(const SwitchCase *S) {
    extend(S);
    ExprId Ran = any({current().Ran, caseRan(S)});
    if (isAssumed(current().Ran) && !isa<DeclStmt>(S->getSubStmt()))
      Events.Before[S->getSubStmt()] = Ran = resumption(Ran);
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
    follow(S, any(Ways), Parent, /*HasOneExit=*/false);
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
    follow(E, any({TrueOut, FalseOut}), Parent, Before == Detours + LoopDetours);
  }

  void VisitBinLAnd(const BinaryOperator *E) { visitLogical(E); }
  void VisitBinLOr(const BinaryOperator *E) { visitLogical(E); }

  // Functions of their own: their lines are not this one's.
  void VisitLambdaExpr(const LambdaExpr *E) {
    hole(E->getCallOperator()->getBody());
    for (const Expr *Init : E->capture_inits())
      if (Calls.holdsCall(Init))
        current().Ran = assumed(current().Ran);
  }
  void VisitBlockExpr(const BlockExpr *E) { hole(E->getBlockDecl()->getBody()); }
  void VisitDeclStmt(const DeclStmt *S) {
    for (const Decl *D : S->decls())
      holesOf(D);
    VisitStmt(S);
  }

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
  Returning &Calls;
  Resumptions &Events;

  llvm::SmallVector<Jump, 8> Jumps;
  llvm::SmallVector<OpenSwitch, 4> Switches;
  llvm::DenseMap<const LabelDecl *, ExprId> Labels;
  llvm::DenseMap<ExprId, ExprId> Copies; // of expressions, for what is behind a call
  llvm::DenseSet<ExprId> Assumed;        // those copies, and what depends on them
  const Stmt *OpenBody = nullptr;        // of a do loop, if its condition is on another line
  std::vector<ExprId> Exits;             // when control left the function, by a return or a call
  // How many statements so far sent control elsewhere than to the next one (labels and switches
  // receive it from elsewhere), and how many of them were a break or continue, which concern their
  // loop alone.
  unsigned Detours = 0, LoopDetours = 0;

  ExprId any(llvm::ArrayRef<ExprId> Operands) {
    ExprId Any = U.Exprs.any(Operands);
    if (llvm::any_of(Operands, [this](ExprId Id) { return isAssumed(Id); }))
      Assumed.insert(Any);
    return Any;
  }

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
    ExprId LeftOut = within(Parent, E->getLHS());
    leaveFiles(Where.end(E->getLHS()));
    ExprId RightRan = E->getOpcode() == BO_LAnd ? Left.True : Left.False;
    gapBetween(Where.end(E->getLHS()), Where.start(E->getRHS()), RightRan);
    extend(E->getRHS());
    outs(E->getRHS(), RightRan);
    ExprId RightOut = within(RightRan, E->getRHS());
    if (isAssumed(LeftOut) || isAssumed(RightOut))
      current().Ran = assumed(current().Ran);
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
    pop(Index, Where.end(Body->body_back()));
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
      follow(S, within(Parent, Taken), Parent, /*HasOneExit=*/false);
  }

  bool isTrue(const Expr *Condition) {
    Expr::EvalResult Value;
    return Condition->EvaluateAsInt(Value, Context) && Value.Val.getInt().getBoolValue();
  }

  // ---- Behind calls ----

  // \p Ran, but for calls of which it is assumed that they came back.
  ExprId assumed(ExprId Ran) {
    if (Ran == Never || isAssumed(Ran))
      return Ran;
    ExprId &Copy = Copies[Ran]; // Never at first
    if (Copy == Never) {
      Copy = U.Exprs.open();
      U.Exprs.addOperand(Copy, Ran);
      Assumed.insert(Copy);
    }
    return Copy;
  }

  bool isAssumed(ExprId Ran) const { return Assumed.count(Ran); }

  // An event for control that comes to where \p Ran says only that it may.
  ExprId resumption(ExprId Ran) {
    ExprId Event = U.Exprs.event();
    Events.After[Event] = Ran;
    return Event;
  }

  bool onOneLine(const Stmt *First, const Stmt *Second) const {
    auto Line = [this](const Stmt *S) {
      SourceLocation Loc = Sources.getExpansionLoc(S->getBeginLoc());
      return std::make_pair(Sources.getFileID(Loc), Sources.getExpansionLineNumber(Loc));
    };
    return Line(First) == Line(Second);
  }

  // Whether it takes an event to know that control gets from the statement \p Last to \p Next.
  bool mustResume(const Stmt *Last, const Stmt *Next) {
    return isAssumed(current().Ran) && !isa<NullStmt, SwitchCase, LabelStmt>(Next) &&
           !onOneLine(Last, Next);
  }

  // Gives what is left of a block, from \p Next on, an event and a region, which replaces the
  // earlier one of this kind.
  void resume(const Stmt *Last, const Stmt *Next, std::optional<size_t> &Region) {
    ExprId Event = resumption(current().Ran);
    Events.Before[Next] = Event;
    gapBetween(Where.end(Last), Where.start(Next), Event);
    if (Region)
      pop(*Region, Where.end(Last));
    if (current().Continues && current().Start.isInvalid())
      Stack.pop_back(); // nothing came after it but this
    else if (current().Start.isValid() && current().End.isInvalid())
      current().End = Where.end(Last);
    leaveFiles(Where.start(Next));
    Region = push(Event, Where.start(Next));
  }

  // How often control left so far: the function, or the loop or switch around.
  struct ExitCount {
    size_t Exits, Breaks, Continues;
  };

  ExitCount countExits() const {
    if (Jumps.empty())
      return {Exits.size(), 0, 0};
    return {Exits.size(), Jumps.back().Break.size(), Jumps.back().Continue.size()};
  }

  // The bracket that closes \p Block, which had events of its own, ran if control came to it. Where
  // it cannot, the bracket goes with what left the block since \p Before, if the block has a
  // region.
  void closeBlock(const Stmt *Block, ExitCount Before) {
    const auto *Compound = dyn_cast<CompoundStmt>(Block);
    if (!Compound || Compound->body_empty())
      return;
    SourceLocation Start = Where.end(Compound->body_back()), End = Where.end(Compound);
    if (Start.isMacroID() || !Sources.isWrittenInSameFile(Start, End))
      return;
    ExprId Ran = current().Ran != Never ? current().Ran : leftSince(Before);
    if (current().Ran == Never && llvm::none_of(Stack, [&](const Region &R) {
          return R.Start == Where.start(Block) && R.End == End;
        }))
      return;
    size_t Index = push(Ran, Start, End);
    current().Kind = Gap; // no code on the last statement's line
    pop(Index);
  }

  // How control left since \p Before.
  ExprId leftSince(ExitCount Before) {
    llvm::SmallVector<ExprId, 8> Ways(Exits.begin() + Before.Exits, Exits.end());
    if (!Jumps.empty()) {
      Ways.append(Jumps.back().Break.begin() + Before.Breaks, Jumps.back().Break.end());
      Ways.append(Jumps.back().Continue.begin() + Before.Continues, Jumps.back().Continue.end());
    }
    return any(Ways);
  }

  // Whether it takes an event to know that control gets to the end of \p S, where it now is.
  bool mustComeBack(const Stmt *S) { return S == OpenBody && isAssumed(current().Ran); }

  // Returns when control comes to the label \p S, be it by gotos.
  ExprId reachLabel(const LabelStmt *S) {
    ExprId Ran = labelRan(S->getDecl());
    bool IsAssumed = isAssumed(current().Ran) || isAssumed(Ran);
    // Not by any goto so far: those behind it may be behind calls, too.
    IsAssumed |= current().Ran == Never && !U.Exprs.hasOperands(Ran);
    U.Exprs.addOperand(Ran, current().Ran);
    if (IsAssumed && !isa<DeclStmt>(S->getSubStmt()))
      Events.Before[S->getSubStmt()] = Ran = resumption(Ran);
    return Ran;
  }

  // The constructor's initialiser \p Init, at which control comes if \p Ran. Returns whether it
  // gets past it.
  ExprId initialiser(const CXXCtorInitializer *Init, ExprId Ran) {
    const Expr *Value = Init->getInit();
    if (!Init->isWritten() || Where.start(Value).isInvalid() || Where.end(Value).isInvalid())
      return Calls.holdsCall(Value) ? assumed(Ran) : Ran;
    if (isAssumed(Ran))
      Events.Before[Value] = Ran = resumption(Ran);
    return within(Ran, Value);
  }

  // ---- Regions ----

  // What comes after \p S, before which \p Parent held, ran if \p Ran.
  void follow(const Stmt *S, ExprId Ran, ExprId Parent, bool HasOneExit) {
    if (HasOneExit && isSame(Ran, Parent))
      current().Ran = Ran;
    else
      goOn(S, Ran, HasOneExit);
  }

  // Whether \p Ran and \p Parent say the same, if all calls came back.
  bool isSame(ExprId Ran, ExprId Parent) {
    ExprId Copy = Copies.lookup(Parent);
    return Ran == Parent || (Copy != Never && (Ran == Copy || Ran == U.Exprs.any({Parent, Copy})));
  }

  // Visits \p S in a region of its own; returns whether control comes out of it.
  ExprId within(ExprId Ran, const Stmt *S) {
    SourceLocation Start = Where.start(S), End = Where.end(S);
    size_t Index = push(Ran, Start, End);
    ExitCount Before = countExits();
    Visit(S);
    if (mustComeBack(S)) {
      push(Events.Behind[S] = resumption(current().Ran));
      closeBlock(S, Before);
    }
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
    if (!isa<BreakStmt, ContinueStmt, GotoStmt>(S))
      Exits.push_back(current().Ran);
    push(Never);
    HasTerminated = true;
  }
};

} // namespace

std::vector<Region> fastcov::findRegions(ASTContext &Context, const Decl *Owner, const Stmt *Body,
                                         const FoundSites &Sites, Locations &Where, Unit &U,
                                         ExprId Entered, Returning &Calls, Resumptions &Resumed) {
  RegionWalk Walk(Context, Where, Sites, U, Calls, Resumed);
  Walk.walk(Owner, Body, Entered);
  return Walk.Finished;
}
