//===- resumptions.cpp ----------------------------------------------------===//
#include "resumptions.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace fastcov;

// Whether a call of \p Callee runs the definition that the compiler sees.
static bool isExact(const FunctionDecl *Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  return !(Method && Method->isVirtual()) && !Callee->hasAttr<WeakAttr>();
}

bool Returning::comesBack(const FunctionDecl *Callee) {
  if (Callee->isNoReturn())
    return false;
  if (Callee->hasAttr<ConstAttr>() || Callee->hasAttr<PureAttr>())
    return true;
  const FunctionDecl *Definition = nullptr;
  if (!Callee->hasBody(Definition))
    return Callee->getBuiltinID();
  if (!isExact(Callee))
    return false;
  auto [Entry, IsNew] = Known.try_emplace(Definition, false); // not if it calls itself
  if (!IsNew)
    return Entry->second;
  bool Result = !holdsCall(Definition->getBody());
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      Result &= !holdsCall(Init->getInit());
  return Known[Definition] = Result;
}

// Whether there is something to destroy at the end of \p Block.
static bool destroys(const CompoundStmt *Block) {
  for (const Stmt *S : Block->body())
    if (const auto *Decls = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Decls->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          if (Var->hasLocalStorage() && Var->getType().isDestructedType())
            return true;
  return false;
}

bool Returning::mayNotComeBack(const Stmt *S) {
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return destroys(Block);
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call->getCalleeDecl());
    return !Callee || !comesBack(Callee);
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    return !Construct->getConstructor()->isTrivial() && !comesBack(Construct->getConstructor());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S))
    return holdsCall(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
    return holdsCall(Default->getExpr());
  if (const auto *Cast = dyn_cast<CXXDynamicCastExpr>(S))
    return Cast->getType()->isRecordType(); // of a reference: may throw
  return isa<CXXNewExpr, CXXDeleteExpr, CXXInheritedCtorInitExpr, CXXBindTemporaryExpr,
             CXXThrowExpr, CoroutineSuspendExpr, AsmStmt>(S);
}

bool Returning::holdsCall(const Stmt *S) {
  return S && (mayNotComeBack(S) ||
               llvm::any_of(S->children(), [this](const Stmt *Child) { return holdsCall(Child); }));
}

namespace {

class Inserter {
public:
  Inserter(MarkerBuilder &Markers, const Resumptions &Known) : Markers(Markers), Known(Known) {}

  // \p S with its markers.
  Stmt *mark(Stmt *S) {
    Stmt *Marked = markWithin(S);
    if (ExprId Event = Known.Before.lookup(S))
      Marked = Markers.withEntry(Marked, Event);
    if (ExprId Event = Known.Behind.lookup(S))
      Marked = Markers.withEnd(Marked, Event);
    return Marked;
  }

private:
  MarkerBuilder &Markers;
  const Resumptions &Known;

  Stmt *markWithin(Stmt *S) {
    if (!S || isa<LambdaExpr, BlockExpr>(S)) // functions of their own
      return S;
    if (auto *Block = dyn_cast<CompoundStmt>(S))
      return markBlock(Block);
    for (Stmt *&Child : S->children())
      Child = mark(Child);
    return S;
  }

  // Between two statements a marker is one, too: what they declare stays visible.
  Stmt *markBlock(CompoundStmt *Block) {
    llvm::SmallVector<Stmt *, 16> Statements;
    for (Stmt *S : Block->body()) {
      if (ExprId Event = Known.Before.lookup(S))
        Statements.push_back(Markers.entry(Event, S->getBeginLoc()));
      Statements.push_back(markWithin(S));
    }
    if (llvm::equal(Statements, Block->body()))
      return Block;
    return Markers.withStatements(Block, Statements);
  }
};

} // namespace

Stmt *fastcov::markResumptions(MarkerBuilder &Markers, const Decl *Owner, Stmt *Body,
                               const Resumptions &Known) {
  if (Known.After.empty())
    return Body;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Owner))
    for (CXXCtorInitializer *&Init :
         llvm::make_range(const_cast<CXXConstructorDecl *>(Constructor)->init_begin(),
                          const_cast<CXXConstructorDecl *>(Constructor)->init_end()))
      if (ExprId Event = Known.Before.lookup(Init->getInit()))
        Init = Markers.withEntry(Init, Event);
  return Inserter(Markers, Known).mark(Body);
}
