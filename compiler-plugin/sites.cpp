//===- sites.cpp ----------------------------------------------------------===//
#include "sites.h"
#include "llvm_compat.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Builtins.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <map>
#include <tuple>

using namespace clang;
using namespace fastcov;

const FoundSite *FoundSites::condition(const Stmt *Condition) const {
  auto At = ByCondition.find(Condition);
  return At == ByCondition.end() ? nullptr : &Sites[At->second];
}

const FoundSite *FoundSites::switchSite(const Stmt *Switch) const {
  auto At = BySwitch.find(Switch);
  return At == BySwitch.end() ? nullptr : &Sites[At->second];
}

const Expr *fastcov::stripCondition(const Expr *Condition, bool &IsNegated) {
  IsNegated = false;
  const Expr *Stripped = Condition;
  for (;;) {
    Stripped = Stripped->IgnoreParens();
    if (const auto *Full = dyn_cast<ExprWithCleanups>(Stripped)) {
      Stripped = Full->getSubExpr();
      continue;
    }
    const auto *Not = dyn_cast<UnaryOperator>(Stripped);
    if (!Not || Not->getOpcode() != UO_LNot)
      return Stripped;
    IsNegated = !IsNegated;
    Stripped = Not->getSubExpr();
  }
}

const BinaryOperator *fastcov::asLogical(const Expr *Stripped, const Locations &Where) {
  const auto *Logical = dyn_cast<BinaryOperator>(Stripped);
  if (!Logical || !Logical->isLogicalOp() || Logical->getType()->isVectorType())
    return nullptr;
  // An `&&` that is wholly a system header's is nobody's decision here: it counts as one condition.
  if (Where.isSystem(Logical->getOperatorLoc()) && Where.isSystem(Logical->getBeginLoc()) &&
      Where.isSystem(Logical->getEndLoc()))
    return nullptr;
  return Logical;
}

namespace {

// Calls whose arguments are looked at by the compiler and not evaluated.
bool isUnevaluatedCall(const CallExpr *Call) {
  switch (Call->getBuiltinCallee()) {
  case Builtin::BI__builtin_constant_p:
  case Builtin::BI__builtin_object_size:
  case Builtin::BI__builtin_dynamic_object_size:
  case Builtin::BI__builtin_classify_type:
  case Builtin::BI__builtin_assume:
  case Builtin::BI__assume:
    return true;
  default:
    return false;
  }
}

class SiteFinder {
public:
  SiteFinder(ASTContext &Context, Locations &Where, Unit &U, uint32_t Function, FoundSites &Found)
      : Context(Context), Where(Where), U(U), Function(Function), Found(Found) {}

  void find(llvm::ArrayRef<Stmt *> Parts) {
    for (Stmt *Part : Parts)
      visit(Part);
    for (const LabelStmt *Label : Labels)
      if (Targets.count(Label->getDecl()))
        Found.Entries[Label] = U.Exprs.event();
  }

private:
  ASTContext &Context;
  Locations &Where;
  Unit &U;
  uint32_t Function;
  FoundSites &Found;
  std::vector<const LabelStmt *> Labels;
  llvm::SmallPtrSet<const LabelDecl *, 8> Targets; // of indirect jumps
  llvm::SmallPtrSet<const CXXConstructorDecl *, 8> Implicit;
  // Expansions of macros have locations of their own.
  std::map<std::tuple<SourceLocation, SourceLocation, fastcov_site_kind>, uint32_t> SiteOf;
  std::map<std::vector<uint32_t>, uint32_t> SitesAt; // how many, by all that tells where a site is

  static Stmt **slotOf(Stmt *Parent, const Stmt *Child) {
    for (Stmt *&Slot : Parent->children())
      if (Slot == Child)
        return &Slot;
    return nullptr;
  }

  void visitChildren(Stmt *S) {
    for (Stmt *Child : S->children())
      visit(Child);
  }

  void visit(Stmt *S) {
    if (!S)
      return;
    switch (S->getStmtClass()) {
    case Stmt::IfStmtClass:
      return visitIf(cast<IfStmt>(S));
    case Stmt::WhileStmtClass:
      condition(S, cast<WhileStmt>(S)->getCond(), FASTCOV_SITE_WHILE);
      return visitChildrenBut(S, cast<WhileStmt>(S)->getCond());
    case Stmt::DoStmtClass:
      condition(S, cast<DoStmt>(S)->getCond(), FASTCOV_SITE_DO);
      return visitChildrenBut(S, cast<DoStmt>(S)->getCond());
    case Stmt::ForStmtClass:
      condition(S, cast<ForStmt>(S)->getCond(), FASTCOV_SITE_FOR);
      return visitChildrenBut(S, cast<ForStmt>(S)->getCond());
    case Stmt::CXXForRangeStmtClass:
      condition(S, cast<CXXForRangeStmt>(S)->getCond(), FASTCOV_SITE_RANGE_FOR);
      return visitChildrenBut(S, cast<CXXForRangeStmt>(S)->getCond());
    case Stmt::ConditionalOperatorClass:
    case Stmt::BinaryConditionalOperatorClass: {
      Expr *Cond = cast<AbstractConditionalOperator>(S)->getCond();
      condition(S, Cond, FASTCOV_SITE_CONDITIONAL);
      return visitChildrenBut(S, Cond);
    }
    case Stmt::BinaryOperatorClass:
      return visitBinary(cast<BinaryOperator>(S));
    case Stmt::SwitchStmtClass:
      return visitSwitch(cast<SwitchStmt>(S));
    case Stmt::CaseStmtClass: // its values are constants
      return visit(cast<CaseStmt>(S)->getSubStmt());
    case Stmt::DeclStmtClass:
      return visitDecls(cast<DeclStmt>(S));
    case Stmt::LabelStmtClass:
      Labels.push_back(cast<LabelStmt>(S));
      return visitChildren(S);
    case Stmt::AddrLabelExprClass:
      Targets.insert(cast<AddrLabelExpr>(S)->getLabel());
      return;
    case Stmt::CXXCatchStmtClass:
      Found.Entries[S] = U.Exprs.event();
      return visitChildren(S);
    case Stmt::LambdaExprClass:
      return visitLambda(cast<LambdaExpr>(S));
    case Stmt::BlockExprClass:
      Found.Nested.push_back(cast<BlockExpr>(S)->getBlockDecl());
      return;
    case Stmt::CXXDefaultArgExprClass: {
      auto *Default = cast<CXXDefaultArgExpr>(S);
      Found.Defaults.push_back({Default->getParam(), Default->getExpr()});
      return;
    }
    case Stmt::CXXDefaultInitExprClass: {
      auto *Default = cast<CXXDefaultInitExpr>(S);
      Found.Defaults.push_back({Default->getField(), Default->getExpr()});
      return;
    }
    case Stmt::CXXConstructExprClass:
    case Stmt::CXXTemporaryObjectExprClass:
      visitImplicit(cast<CXXConstructExpr>(S)->getConstructor());
      return visitChildren(S);
    case Stmt::InitListExprClass:
      visit(cast<InitListExpr>(S)->getArrayFiller());
      return visitChildren(S);
    case Stmt::GenericSelectionExprClass:
      return visit(cast<GenericSelectionExpr>(S)->getResultExpr());
    case Stmt::ChooseExprClass:
      return visit(cast<ChooseExpr>(S)->getChosenSubExpr());
    case Stmt::UnaryExprOrTypeTraitExprClass:
    case Stmt::OffsetOfExprClass:
    case Stmt::TypeTraitExprClass:
    case Stmt::CXXNoexceptExprClass:
    case Stmt::RequiresExprClass:
    case Stmt::ConceptSpecializationExprClass:
    case Stmt::ConstantExprClass:
      return;
    case Stmt::CXXTypeidExprClass:
      if (!cast<CXXTypeidExpr>(S)->isTypeOperand() &&
          cast<CXXTypeidExpr>(S)->isPotentiallyEvaluated())
        visitChildren(S);
      return;
    default:
      if (const auto *Call = dyn_cast<CallExpr>(S))
        if (isUnevaluatedCall(Call))
          return;
      if (const auto *Asm = dyn_cast<GCCAsmStmt>(S))
        for (unsigned I = 0; I < Asm->getNumLabels(); ++I)
          Targets.insert(Asm->getLabelExpr(I)->getLabel());
      return visitChildren(S);
    }
  }

  void visitChildrenBut(Stmt *S, const Stmt *Visited) {
    for (Stmt *Child : S->children())
      if (Child != Visited)
        visit(Child);
  }

  void visitIf(IfStmt *If) {
    if (If->isConsteval()) // decided by the compiler, as is `if constexpr`
      return visit(If->isNegatedConsteval() ? If->getThen() : If->getElse());
    if (If->isConstexpr()) {
      visit(If->getInit());
      Expr::EvalResult Value;
      if (If->getCond()->isValueDependent() || !If->getCond()->EvaluateAsInt(Value, Context))
        return;
      return visit(Value.Val.getInt().getBoolValue() ? If->getThen() : If->getElse());
    }
    condition(If, If->getCond(), FASTCOV_SITE_IF);
    visitChildrenBut(If, If->getCond());
  }

  // An `&&` or `||` whose value is used as a value.
  void visitBinary(BinaryOperator *Op) {
    if (!asLogical(Op, Where))
      return visitChildren(Op);
    fastcov_site_kind Kind = Op->getOpcode() == BO_LAnd ? FASTCOV_SITE_AND : FASTCOV_SITE_OR;
    condition(Op, Op->getLHS(), Kind);
    condition(Op, Op->getRHS(), Kind);
  }

  void visitDecls(DeclStmt *Decls) {
    llvm::SmallPtrSet<const Stmt *, 4> Constants;
    for (Decl *D : Decls->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        if (Var->isConstexpr() || (Var->hasGlobalStorage() && isConstantInitialised(Context, Var)))
          Constants.insert(Var->getInit());
    for (Stmt *Child : Decls->children())
      if (Constants.count(Child))
        visitConstant(Child);
      else
        visit(Child);
  }

  // A constant has no code, but may hold addresses of labels, and lambdas.
  void visitConstant(Stmt *S) {
    if (!S)
      return;
    if (const auto *Address = dyn_cast<AddrLabelExpr>(S))
      Targets.insert(Address->getLabel());
    if (isa<LambdaExpr, BlockExpr>(S))
      return visit(S);
    for (Stmt *Child : S->children())
      visitConstant(Child);
  }

  // A constructor that nobody wrote comes by nowhere else.
  void visitImplicit(const CXXConstructorDecl *Constructor) {
    if ((Constructor->isDefaulted() || Constructor->isImplicit()) &&
        Implicit.insert(Constructor).second)
      for (Stmt *Init : initialisers(Constructor))
        visit(Init);
  }

  void visitLambda(LambdaExpr *Lambda) {
    for (Expr *Init : Lambda->capture_inits())
      visit(Init);
    Found.Nested.push_back(Lambda->getCallOperator());
  }

  // \p Condition, a child of \p Parent, decides something: finds its leaves.
  void condition(Stmt *Parent, Expr *Condition, fastcov_site_kind Kind) {
    if (!Condition)
      return;
    bool IsNegated;
    const Expr *Stripped = stripCondition(Condition, IsNegated);
    if (auto *Logical = const_cast<BinaryOperator *>(asLogical(Stripped, Where))) {
      condition(Logical, Logical->getLHS(), Kind);
      condition(Logical, Logical->getRHS(), Kind);
      return;
    }
    if (!Condition->getType()->isVectorType())
      addBranch(slotOf(Parent, Condition), Condition, Kind);
    visit(Condition);
  }

  void addBranch(Stmt **Slot, const Expr *Condition, fastcov_site_kind Kind) {
    // Clang holds the operand of co_await and co_return several times.
    if (Found.ByCondition.count(Condition))
      return;
    std::optional<SitePlace> Place = Where.sitePlace(Condition);
    if (!Slot || !Place || Condition->isValueDependent())
      return;
    Expr::EvalResult Value;
    std::optional<bool> Constant;
    if (Condition->EvaluateAsInt(Value, Context))
      Constant = Value.Val.getInt().getBoolValue();
    auto [Known, IsNew] = SiteOf.try_emplace(
        {Condition->getBeginLoc(), Condition->getEndLoc(), Kind}, uint32_t(U.Sites.size()));
    if (!IsNew && !Constant && U.Sites[Known->second].Outcomes[0].Ran != Never) {
      // A pack expansion repeats one place of the source.
      Found.ByCondition[Condition] = Found.Sites.size();
      Found.Sites.push_back({Slot, Known->second, Constant, false});
      return;
    }
    Site New = makeSite(Kind, *Place);
    for (fastcov_outcome_kind Outcome : {FASTCOV_OUTCOME_TRUE, FASTCOV_OUTCOME_FALSE})
      New.Outcomes.push_back(makeOutcome(Outcome, Constant.has_value()));
    Found.ByCondition[Condition] = Found.Sites.size();
    Found.Sites.push_back({Slot, uint32_t(U.Sites.size()), Constant, false});
    U.Sites.push_back(std::move(New));
  }

  Site makeSite(fastcov_site_kind Kind, const SitePlace &Place) {
    auto Numbers = [](const map_span &Span) {
      return std::vector<uint32_t>{Span.file, Span.line, Span.column, Span.end_line,
                                   Span.end_column};
    };
    std::vector<uint32_t> Key = Numbers(Place.Place);
    Key.push_back(Kind);
    if (Place.Macro)
      for (uint32_t Number : Numbers(Place.Macro->Definition))
        Key.push_back(Number);
    if (Place.Macro && Place.Macro->Argument)
      Key.insert(Key.end(), {Place.Macro->Argument->File, Place.Macro->Argument->Line,
                             Place.Macro->Argument->Column});
    return Site{Kind, Function, Place.Place, Place.Macro, SitesAt[Key]++, {}};
  }

  Outcome makeOutcome(fastcov_outcome_kind Kind, bool IsFolded) {
    Outcome New;
    New.Kind = Kind;
    New.Why.Reason = IsFolded ? FASTCOV_REASON_FOLDED : FASTCOV_REASON_COUNTED;
    New.Ran = IsFolded ? Never : U.Exprs.event();
    return New;
  }

  void visitSwitch(SwitchStmt *Switch) {
    Expr *Condition = Switch->getCond();
    if (!Condition->isValueDependent())
      addSwitch(Switch, Condition);
    visitChildren(Switch);
  }

  void addSwitch(SwitchStmt *Switch, Expr *Condition) {
    if (Found.BySwitch.count(Switch))
      return;
    Stmt **Slot = slotOf(Switch, Condition);
    std::optional<SitePlace> Place = Where.sitePlace(Condition);
    if (!Slot || !Place)
      return;
    Expr::EvalResult Value;
    std::optional<bool> Constant;
    if (Condition->EvaluateAsInt(Value, Context))
      Constant = true;
    Site New = makeSite(FASTCOV_SITE_SWITCH, *Place);

    llvm::SmallVector<const SwitchCase *, 16> Cases; // clang lists them last to first
    for (const SwitchCase *Case = Switch->getSwitchCaseList(); Case;
         Case = Case->getNextSwitchCase())
      Cases.push_back(Case);
    bool HasDefault = false;
    for (const SwitchCase *Case : llvm::reverse(Cases)) {
      HasDefault |= isa<DefaultStmt>(Case);
      Found.OutcomeOfCase[Case] = New.Outcomes.size();
      New.Outcomes.push_back(makeCase(Case, Constant.has_value()));
    }
    if (!HasDefault) {
      New.Outcomes.push_back(makeOutcome(FASTCOV_OUTCOME_DEFAULT, Constant.has_value()));
      New.Outcomes.back().Place = {Place->Place.file, Place->Place.line, Place->Place.column};
    }
    Found.BySwitch[Switch] = Found.Sites.size();
    Found.Sites.push_back({Slot, uint32_t(U.Sites.size()), Constant, true});
    U.Sites.push_back(std::move(New));
  }

  Outcome makeCase(const SwitchCase *Label, bool IsFolded) {
    const auto *Case = dyn_cast<CaseStmt>(Label);
    Outcome New = makeOutcome(Case ? FASTCOV_OUTCOME_CASE : FASTCOV_OUTCOME_DEFAULT, IsFolded);
    if (std::optional<SourcePlace> Place =
            Where.place(Where.Sources.getExpansionLoc(Label->getKeywordLoc())))
      New.Place = *Place;
    if (Case) {
      New.Label = sourceText(Case->getLHS());
      New.Low = New.High = Case->getLHS()->EvaluateKnownConstInt(Context);
      if (Case->getRHS()) {
        New.Label += " ... " + sourceText(Case->getRHS());
        New.High = Case->getRHS()->EvaluateKnownConstInt(Context);
      }
    }
    return New;
  }

  // \p E as it stands in the source, on one line; in a macro's definition, what clang makes of it.
  std::string sourceText(const Expr *E) {
    llvm::StringRef Text = Lexer::getSourceText(CharSourceRange::getTokenRange(E->getSourceRange()),
                                                Where.Sources, Where.Language);
    if (!Text.empty() && Text.find_first_of("\r\n\\") == llvm::StringRef::npos)
      return Text.str();
    std::string Printed;
    llvm::raw_string_ostream Stream(Printed);
    E->printPretty(Stream, nullptr, Context.getPrintingPolicy());
    return Stream.str();
  }
};

} // namespace

FoundSites fastcov::findSites(ASTContext &Context, Locations &Where, Unit &U, uint32_t Function,
                              llvm::ArrayRef<Stmt *> Parts) {
  FoundSites Found;
  SiteFinder(Context, Where, U, Function, Found).find(Parts);
  return Found;
}

std::vector<Stmt *> fastcov::initialisers(const CXXConstructorDecl *Constructor) {
  std::vector<Stmt *> Result;
  for (const CXXCtorInitializer *Init : Constructor->inits())
    Result.push_back(Init->getInit());
  return Result;
}

bool fastcov::isConstantInitialised(const ASTContext &Context, const VarDecl *Var) {
  const Expr *Init = Var->getInit();
  if (!Context.getLangOpts().CPlusPlus || !Init || Init->isValueDependent())
    return true;
  return Var->isConstexpr() || Var->evaluateValue();
}
