//===- dead_ends.cpp ------------------------------------------------------===//
#include "dead_ends.h"
#include "llvm_compat.h"
#include "markers.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Builtins.h"

using namespace clang;
using namespace fastcov;

namespace {

// Where control gets to: FASTCOV_REASON_COUNTED for anywhere but a dead end; nothing if what was
// looked at does nothing, so that it depends on what follows.
using End = std::optional<fastcov_reason>;

constexpr fastcov_reason Anywhere = FASTCOV_REASON_COUNTED;

// Functions that do nothing but end in a dead end may call another one.
constexpr unsigned CallDepthLimit = 4;

class DeadEndWalk {
public:
  DeadEndWalk(ASTContext &Context, const FoundSites &Sites, const Locations &Where)
      : Context(Context), Sites(Sites), Where(Where) {}

  std::vector<DeadEnd> Ends;

  // Twice, because gotos may lead on to labels further down.
  void walkAll(const Stmt *Body) {
    walk(Body, Anywhere);
    if (Labels.empty())
      return;
    Ends.clear();
    walk(Body, Anywhere);
  }

  fastcov_reason endOfBody(const Stmt *Body) { return end(Body, Anywhere); }

private:
  ASTContext &Context;
  const FoundSites &Sites;
  const Locations &Where;
  llvm::SmallVector<fastcov_reason, 8> Breaks; // where they lead, innermost last
  llvm::DenseMap<const LabelDecl *, fastcov_reason> Labels;

  // ---- The walk: \p After tells where control gets to behind \p S ----

  void walk(const Stmt *S, fastcov_reason After) {
    if (!S || isa<LambdaExpr, BlockExpr>(S))
      return;
    if (const auto *Compound = dyn_cast<CompoundStmt>(S))
      return walkCompound(Compound, After);
    if (const auto *If = dyn_cast<IfStmt>(S))
      return walkIf(If, After);
    if (const auto *Switch = dyn_cast<SwitchStmt>(S))
      return walkSwitch(Switch, After);
    if (const auto *Case = dyn_cast<SwitchCase>(S)) {
      if (Sites.OutcomeOfCase.count(Case) && CaseSite)
        mark(CaseSite->Site, Sites.OutcomeOfCase.lookup(Case), end(Case, After));
      return walk(Case->getSubStmt(), After);
    }
    if (const auto *Label = dyn_cast<LabelStmt>(S)) {
      Labels[Label->getDecl()] = end(Label, After);
      return walk(Label->getSubStmt(), After);
    }
    if (const auto *Attributed = dyn_cast<AttributedStmt>(S))
      return walk(Attributed->getSubStmt(), After);
    if (const auto *While = dyn_cast<WhileStmt>(S))
      return walkLoop(S, While->getCond(), While->getBody(), After);
    if (const auto *Do = dyn_cast<DoStmt>(S))
      return walkLoop(S, Do->getCond(), Do->getBody(), After);
    if (const auto *For = dyn_cast<ForStmt>(S))
      return walkLoop(S, For->getCond(), For->getBody(), After);
    if (const auto *For = dyn_cast<CXXForRangeStmt>(S))
      return walkLoop(S, For->getCond(), For->getBody(), After);
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(S))
      condition(Choice->getCond(), endOf(Choice->getTrueExpr()), endOf(Choice->getFalseExpr()));
    else if (const auto *Op = dyn_cast<BinaryOperator>(S))
      if (Op->isLogicalOp())
        condition(Op, Anywhere, Anywhere);
    for (const Stmt *Child : S->children())
      walk(Child, Anywhere);
  }

  void walkCompound(const CompoundStmt *Compound, fastcov_reason After) {
    llvm::SmallVector<fastcov_reason, 16> Afters(Compound->size(), After);
    llvm::ArrayRef<Stmt *> Statements(Compound->body_begin(), Compound->body_end());
    for (size_t I = Statements.size(); I-- > 1;)
      Afters[I - 1] = end(Statements[I], Afters[I]);
    for (size_t I = 0; I < Statements.size(); ++I)
      walk(Statements[I], Afters[I]);
  }

  void walkIf(const IfStmt *If, fastcov_reason After) {
    walk(If->getInit(), Anywhere);
    walk(If->getConditionVariableDeclStmt(), Anywhere);
    if (!If->isConstexpr() && !If->isConsteval()) {
      condition(If->getCond(), end(If->getThen(), After),
                If->getElse() ? end(If->getElse(), After) : After);
      walk(If->getCond(), Anywhere);
    }
    walk(If->getThen(), After);
    walk(If->getElse(), After);
  }

  void walkLoop(const Stmt *Loop, const Expr *Condition, const Stmt *Body, fastcov_reason After) {
    Breaks.push_back(After);
    if (Condition)
      condition(Condition, end(Body, Anywhere), After);
    for (const Stmt *Child : Loop->children())
      walk(Child, Anywhere);
    Breaks.pop_back();
  }

  void walkSwitch(const SwitchStmt *Switch, fastcov_reason After) {
    const FoundSite *Outer = CaseSite;
    CaseSite = Sites.switchSite(Switch);
    bool HasDefault = false;
    size_t Labelled = 0;
    for (const SwitchCase *Case = Switch->getSwitchCaseList(); Case;
         Case = Case->getNextSwitchCase(), ++Labelled)
      HasDefault |= isa<DefaultStmt>(Case);
    if (CaseSite && !HasDefault)
      mark(CaseSite->Site, Labelled, After);
    walk(Switch->getInit(), Anywhere);
    walk(Switch->getCond(), Anywhere);
    Breaks.push_back(After);
    walk(Switch->getBody(), After);
    Breaks.pop_back();
    CaseSite = Outer;
  }

  const FoundSite *CaseSite = nullptr; // of the innermost switch

  void mark(uint32_t Site, size_t Outcome, fastcov_reason Reason) {
    if (Reason != Anywhere)
      Ends.push_back({Site, Outcome, Reason});
  }

  // \p Condition leads to \p True if it holds, else to \p False.
  void condition(const Expr *Condition, fastcov_reason True, fastcov_reason False) {
    if (const FoundSite *Found = Sites.condition(Condition)) {
      mark(Found->Site, 0, True);
      mark(Found->Site, 1, False);
      return value(Condition, True, False);
    }
    bool IsNegated;
    const BinaryOperator *Logical = asLogical(stripCondition(Condition, IsNegated), Where);
    if (!Logical)
      return;
    if (IsNegated)
      std::swap(True, False);
    bool IsAnd = Logical->getOpcode() == BO_LAnd;
    if (constant(Logical->getLHS()) == !IsAnd)
      return condition(Logical->getRHS(), FASTCOV_REASON_FOLDED, FASTCOV_REASON_FOLDED);
    fastcov_reason Right = endOf(Logical->getRHS());
    if (std::optional<bool> Value = constant(Logical->getRHS()))
      Right = *Value ? True : False;
    condition(Logical->getLHS(), IsAnd ? Right : True, IsAnd ? False : Right);
    condition(Logical->getRHS(), True, False);
  }

  // The condition \p E is a site by itself. If its value is that of an `&&` or `||` all the same,
  // as in `static_cast<bool>(a && b) ? ...`, the operands lead where it does.
  void value(const Expr *E, fastcov_reason True, fastcov_reason False) {
    E = E->IgnoreParenCasts();
    if (const auto *Full = dyn_cast<FullExpr>(E))
      return value(Full->getSubExpr(), True, False);
    if (const auto *Not = dyn_cast<UnaryOperator>(E))
      if (Not->getOpcode() == UO_LNot)
        return value(Not->getSubExpr(), False, True);
    if (const auto *Call = dyn_cast<CallExpr>(E))
      if (Call->getBuiltinCallee() == Builtin::BI__builtin_expect)
        return value(Call->getArg(0), True, False);
    if (const auto *Op = dyn_cast<BinaryOperator>(E))
      if (Op->isLogicalOp() &&
          !Sites.condition(Op)) // else it is a system header's, and is E itself
        condition(Op, True, False);
  }

  std::optional<bool> constant(const Expr *Condition) const {
    Expr::EvalResult Value;
    if (Condition->isValueDependent() || !Condition->EvaluateAsInt(Value, Context))
      return std::nullopt;
    return Value.Val.getInt().getBoolValue();
  }

  // ---- Where a statement leads ----

  fastcov_reason end(const Stmt *S, fastcov_reason After, unsigned Depth = 0) {
    return endOfStmt(S, Depth).value_or(After);
  }

  fastcov_reason endOf(const Expr *E) { return endOfExpr(E, 0).value_or(Anywhere); }

  End endOfStmt(const Stmt *S, unsigned Depth) {
    if (!S || isa<NullStmt>(S))
      return std::nullopt;
    if (const auto *Compound = dyn_cast<CompoundStmt>(S)) {
      for (const Stmt *Child : Compound->body())
        if (End Result = endOfStmt(Child, Depth))
          return Result;
      return std::nullopt;
    }
    if (const auto *Label = dyn_cast<LabelStmt>(S))
      return endOfStmt(Label->getSubStmt(), Depth);
    if (const auto *Case = dyn_cast<SwitchCase>(S))
      return endOfStmt(Case->getSubStmt(), Depth);
    if (const auto *Attributed = dyn_cast<AttributedStmt>(S))
      return compat::assumesFalse(Context, Attributed) ? End(FASTCOV_REASON_UNREACHABLE)
                                                       : endOfStmt(Attributed->getSubStmt(), Depth);
    if (const auto *Decls = dyn_cast<DeclStmt>(S))
      return llvm::all_of(Decls->decls(), doesNothing) ? End() : End(Anywhere);
    if (const auto *If = dyn_cast<IfStmt>(S))
      return endOfIf(If, Depth);
    if (const auto *Do = dyn_cast<DoStmt>(S)) {
      if (End Result = endOfStmt(Do->getBody(), Depth))
        return Result;
      return constant(Do->getCond()) == false ? End() : End(Anywhere);
    }
    if (isa<BreakStmt>(S) && !Depth && !Breaks.empty())
      return Breaks.back();
    if (const auto *Goto = dyn_cast<GotoStmt>(S))
      return Labels.count(Goto->getLabel()) ? Labels.lookup(Goto->getLabel()) : Anywhere;
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      return Return->getRetValue() ? endOf(Return->getRetValue()) : Anywhere;
    if (const auto *E = dyn_cast<Expr>(S))
      return endOfExpr(E, Depth);
    return Anywhere;
  }

  static bool doesNothing(const Decl *D) {
    const auto *Var = dyn_cast<VarDecl>(D);
    return !Var || Var->hasGlobalStorage() || !Var->hasInit();
  }

  End endOfIf(const IfStmt *If, unsigned Depth) {
    if (If->isConsteval() || If->getInit() || If->getConditionVariable())
      return Anywhere;
    std::optional<bool> Value = constant(If->getCond());
    if (!Value)
      return Anywhere;
    return endOfStmt(*Value ? If->getThen() : If->getElse(), Depth);
  }

  // ---- Where an expression leads ----

  End endOfExpr(const Expr *E, unsigned Depth) {
    E = E->IgnoreParenCasts();
    if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr()->IgnoreParenCasts();
    if (E->isValueDependent() || E->isTypeDependent())
      return Anywhere;
    if (const auto *Call = dyn_cast<CallExpr>(E))
      return endOfCall(Call, Depth);
    if (const auto *Statement = dyn_cast<StmtExpr>(E))
      return endOfStmt(Statement->getSubStmt(), Depth);
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E))
      if (std::optional<bool> Value = constant(Choice->getCond()))
        return endOfExpr(*Value ? Choice->getTrueExpr() : Choice->getFalseExpr(), Depth);
    if (const auto *Op = dyn_cast<BinaryOperator>(E)) {
      if (Op->getOpcode() == BO_Comma) {
        End Left = endOfExpr(Op->getLHS(), Depth);
        return Left ? Left : endOfExpr(Op->getRHS(), Depth);
      }
      if (Op->isLogicalOp())
        if (std::optional<bool> Left = constant(Op->getLHS()))
          return *Left == (Op->getOpcode() == BO_LAnd) ? endOfExpr(Op->getRHS(), Depth) : End();
    }
    return E->HasSideEffects(Context) ? End(Anywhere) : End();
  }

  End endOfCall(const CallExpr *Call, unsigned Depth) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return Anywhere;
    switch (Callee->getBuiltinID()) {
    case Builtin::BI__builtin_unreachable:
      return FASTCOV_REASON_UNREACHABLE;
    case Builtin::BI__builtin_assume:
    case Builtin::BI__assume:
      return constant(Call->getArg(0)) == false ? End(FASTCOV_REASON_UNREACHABLE) : End();
    default:
      break;
    }
    if (Callee->isInStdNamespace() && Callee->getDeclName().isIdentifier() &&
        Callee->getName() == "unreachable")
      return FASTCOV_REASON_UNREACHABLE;
    if (isAssertFailure(Callee))
      return FASTCOV_REASON_ASSERT;
    if (isMarker(Callee, EntryMarker))
      return std::nullopt;
    return endOfCallee(Call, Callee, Depth);
  }

  // What glibc, musl, bionic, newlib, macOS, FreeBSD and MinGW call when an assert fails.
  static bool isAssertFailure(const FunctionDecl *Callee) {
    if (!Callee->getDeclName().isIdentifier() || !Callee->isNoReturn())
      return false;
    static constexpr llvm::StringLiteral Names[] = {"__assert_fail", "__assert_perror_fail",
                                                    "__assert2",     "__assert_func",
                                                    "__assert_rtn",  "__assert",
                                                    "_assert",       "_wassert"};
    return llvm::is_contained(Names, Callee->getName());
  }

  // A project's own `unreachable()` around the builtin.
  End endOfCallee(const CallExpr *Call, const FunctionDecl *Callee, unsigned Depth) {
    const FunctionDecl *Definition = nullptr;
    if (Depth == CallDepthLimit || !Callee->hasBody(Definition) || Definition->isDependentContext())
      return Anywhere;
    for (const Expr *Argument : Call->arguments())
      if (Argument->HasSideEffects(Context))
        return Anywhere;
    return endOfStmt(Definition->getBody(), Depth + 1).value_or(Anywhere);
  }
};

} // namespace

std::vector<DeadEnd> fastcov::findDeadEnds(ASTContext &Context, const Stmt *Body,
                                           const FoundSites &Sites, const Locations &Where) {
  DeadEndWalk Walk(Context, Sites, Where);
  Walk.walkAll(Body);
  return Walk.Ends;
}

fastcov_reason fastcov::endOfBody(ASTContext &Context, const Stmt *Body, const FoundSites &Sites,
                                  const Locations &Where) {
  return DeadEndWalk(Context, Sites, Where).endOfBody(Body);
}
