//===- exact_lines.cpp ----------------------------------------------------===//
#include "exact_lines.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace fastcov;

namespace {

using FileLine = std::pair<uint32_t, uint32_t>;

// Whether \p Child is a statement in \p Parent that a marker can be put before.
bool canBeMarked(const Stmt *Parent, const Stmt *Child) {
  if (isa<DeclStmt, NullStmt, LabelStmt, SwitchCase, AttributedStmt>(Child))
    return false;
  if (isa<CompoundStmt>(Parent))
    return true;
  if (const auto *If = dyn_cast<IfStmt>(Parent))
    return Child == If->getThen() || Child == If->getElse();
  if (const auto *While = dyn_cast<WhileStmt>(Parent))
    return Child == While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(Parent))
    return Child == Do->getBody();
  if (const auto *For = dyn_cast<ForStmt>(Parent))
    return Child == For->getBody();
  if (const auto *For = dyn_cast<CXXForRangeStmt>(Parent))
    return Child == For->getBody();
  if (const auto *Case = dyn_cast<SwitchCase>(Parent))
    return Child == Case->getSubStmt(); // and not its value
  return isa<LabelStmt>(Parent);
}

class ExactWalk {
public:
  ExactWalk(Unit &U, llvm::function_ref<std::optional<SourcePlace>(const Stmt *)> Place)
      : U(U), Place(Place) {}

  std::map<FileLine, llvm::SmallVector<ExprId, 2>> Lines; // that must not run
  std::vector<ExactStatement> Statements;

  // \p IsValue: the last statement of \p S is the value of an expression.
  void walk(Stmt *S, bool IsValue = false) {
    if (!S || isa<LambdaExpr, BlockExpr>(S))
      return;
    for (Stmt *&Child : S->children()) {
      walk(Child, isa<StmtExpr>(S));
      bool IsLast = isa<CompoundStmt>(S) && Child == cast<CompoundStmt>(S)->body_back();
      if (Child && canBeMarked(S, Child) && !(IsValue && IsLast))
        mark(Child);
    }
  }

private:
  Unit &U;
  llvm::function_ref<std::optional<SourcePlace>(const Stmt *)> Place;

  void mark(Stmt *&S) {
    std::optional<SourcePlace> Begin = Place(S);
    auto At = Begin ? Lines.find({Begin->File, Begin->Line}) : Lines.end();
    if (At == Lines.end())
      return;
    Statements.push_back({&S, U.Exprs.event()});
    At->second.push_back(Statements.back().Event);
  }
};

bool mustNotRun(const LineSet &Set, size_t I) {
  return I < Set.Why.size() && Set.Why[I].Reason == FASTCOV_REASON_UNREACHABLE_TEXT;
}

} // namespace

std::vector<ExactStatement>
fastcov::makeLinesExact(Unit &U, Function &F, Stmt *Body,
                        llvm::function_ref<std::optional<SourcePlace>(const Stmt *)> Place) {
  ExactWalk Walk(U, Place);
  for (const LineSet &Set : F.Lines)
    for (size_t I = 0; I < Set.Lines.size(); ++I)
      if (mustNotRun(Set, I))
        Walk.Lines[{Set.File, Set.Lines[I]}];
  if (Walk.Lines.empty())
    return {};
  Walk.walk(Body);
  for (LineSet &Set : F.Lines) {
    // A line on which no statement begins goes with the one before if they run together.
    ExprId OldRan = Never, NewRan = Never;
    for (size_t I = 0; I < Set.Lines.size(); ++I) {
      if (!mustNotRun(Set, I))
        continue;
      const auto &Events = Walk.Lines[{Set.File, Set.Lines[I]}];
      if (!Events.empty()) {
        OldRan = Set.Ran[I];
        NewRan = U.Exprs.any(Events);
      }
      if (OldRan != Never && Set.Ran[I] == OldRan)
        Set.Ran[I] = NewRan;
    }
  }
  return Walk.Statements;
}
