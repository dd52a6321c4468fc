//===- region_stack.cpp ---------------------------------------------------===//
#include "region_stack.h"
#include "llvm/ADT/SmallSet.h"

using namespace clang;
using namespace fastcov;

size_t RegionStack::push(ExprId Ran, SourceLocation Start, SourceLocation End) {
  if (Start.isValid())
    MostRecent = Start;
  Stack.push_back({Ran, Start, End});
  return Stack.size() - 1;
}

void RegionStack::hole(const Stmt *Body) {
  if (Body)
    hole(Body->getBeginLoc(), Body->getEndLoc());
}

void RegionStack::hole(SourceLocation Start, SourceLocation Last) {
  if (Start.isFileID() && Last.isFileID())
    Finished.push_back({Never, Start, Where.tokenEnd(Last), Hole});
}

void RegionStack::holesOf(const Decl *D) {
  if (const auto *Class = dyn_cast<CXXRecordDecl>(D))
    for (const Decl *Member : Class->decls())
      holesOf(Member);
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  // One of a template may not have been instantiated.
  while (Method && !Method->hasBody() && Method->getInstantiatedFromMemberFunction())
    Method = cast<CXXMethodDecl>(Method->getInstantiatedFromMemberFunction());
  if (!Method || !Method->hasBody() || Method->isDefaulted() || Method->isImplicit())
    return;
  SourceLocation Start = Method->getBody()->getBeginLoc();
  // A constructor's initialisers begin behind its parameters.
  if (FunctionTypeLoc Type = Method->getFunctionTypeLoc(); Type && isa<CXXConstructorDecl>(Method))
    Start = Where.tokenEnd(Type.getRParenLoc());
  hole(Start, Method->getBodyRBrace());
}

void RegionStack::goOn(const Stmt *S, ExprId Ran, bool HasOneExit) {
  bool Continues = HasOneExit && current().Start.isValid() && current().End.isInvalid();
  if (Continues)
    current().End = Where.end(S);
  push(Ran);
  current().Continues = Continues;
  HasTerminated = true;
}

void RegionStack::pop(size_t Index) {
  while (Stack.size() > Index) {
    Region R = current();
    if (R.End.isInvalid())
      R.End = Stack[Index].End;
    if (R.Start.isValid() && R.End.isValid())
      finish(R);
    Stack.pop_back();
    if (R.Continues && R.Start.isInvalid()) // nothing came after
      current().End = SourceLocation();
  }
}

void RegionStack::pop(size_t Index, SourceLocation End) {
  for (size_t I = Index; I < Stack.size(); ++I)
    if (Stack[I].End.isInvalid())
      Stack[I].End = End;
  pop(Index);
}

void RegionStack::finish(Region R) {
  size_t StartDepth = Where.depth(R.Start), EndDepth = Where.depth(R.End);
  while (!Sources.isWrittenInSameFile(R.Start, R.End)) {
    bool LiftStart = StartDepth >= EndDepth, LiftEnd = EndDepth >= StartDepth;
    if (LiftEnd) {
      addOnce(R.Ran, Where.startOfFileOrMacro(R.End), R.End);
      SourceLocation Parent = Where.parent(R.End);
      if (Parent.isInvalid())
        return;
      R.End = Where.tokenEnd(Parent);
      --EndDepth;
    }
    if (LiftStart) {
      addOnce(R.Ran, R.Start, Where.endOfFileOrMacro(R.Start));
      R.Start = Where.parent(R.Start);
      if (R.Start.isInvalid())
        return;
      --StartDepth;
    }
  }
  MostRecent = R.End;
  if (R.Start == Where.startOfFileOrMacro(R.Start) && R.End == Where.endOfFileOrMacro(R.End))
    MostRecent = Where.parent(R.End);
  Finished.push_back(R);
}

bool RegionStack::isFinished(SourceLocation Start, SourceLocation End) const {
  return llvm::any_of(llvm::reverse(Finished),
                      [&](const Region &R) { return R.Start == Start && R.End == End; });
}

void RegionStack::addOnce(ExprId Ran, SourceLocation Start, SourceLocation End) {
  if (!isFinished(Start, End))
    Finished.push_back({Ran, Start, End});
}

void RegionStack::extend(const Stmt *S) {
  SourceLocation Start = Where.start(S);
  leaveFiles(Start);
  if (current().Start.isInvalid())
    current().Start = Start;
}

void RegionStack::afterOutOfOrder(SourceLocation End) {
  MostRecent = End;
  if (current().End.isValid() && MostRecent == Where.endOfFileOrMacro(MostRecent) &&
      isFinished(Where.startOfFileOrMacro(MostRecent), MostRecent))
    MostRecent = Where.parent(MostRecent);
}

void RegionStack::leaveFiles(SourceLocation To) {
  if (To.isInvalid() || MostRecent.isInvalid() || Sources.isWrittenInSameFile(MostRecent, To))
    return;
  SourceLocation Common = To;
  FileID Outer = Sources.getFileID(Common);
  while (!Where.isNestedIn(MostRecent, Outer)) {
    Common = Where.parent(Common);
    if (Common.isInvalid() || Sources.isWrittenInSameFile(Common, MostRecent)) {
      MostRecent = To; // into a nested file, out of none
      return;
    }
    Outer = Sources.getFileID(Common);
  }

  llvm::SmallSet<SourceLocation, 8> Begun;
  std::optional<ExprId> Around;
  for (Region &R : llvm::reverse(Stack)) {
    if (R.Start.isInvalid())
      continue;
    SourceLocation At = R.Start;
    if (!Where.isNestedIn(At, Outer)) {
      Around = R.Ran;
      break;
    }
    for (; !Sources.isInFileID(At, Outer); At = Where.parent(At))
      if (Begun.insert(At).second)
        Finished.push_back({R.Ran, At, Where.endOfFileOrMacro(At)});
    R.Start = Where.tokenEnd(At);
  }
  if (Around)
    for (SourceLocation At = MostRecent; Where.isNestedIn(At, Outer); At = Where.parent(At)) {
      SourceLocation Start = Where.startOfFileOrMacro(At);
      if (Begun.insert(Start).second)
        Finished.push_back({*Around, Start, Where.endOfFileOrMacro(At)});
    }
  MostRecent = To;
}

void RegionStack::gapBetween(SourceLocation After, SourceLocation Before, ExprId Ran) {
  if (After.isInvalid() || Before.isInvalid())
    return;
  if (After.isMacroID()) {
    const SrcMgr::ExpansionInfo &Macro =
        Sources.getSLocEntry(Sources.getFileID(After)).getExpansion();
    if (Macro.isFunctionMacroExpansion())
      After = Macro.getExpansionLocEnd();
  }
  size_t AfterDepth = Where.depth(After), BeforeDepth = Where.depth(Before);
  while (!Sources.isWrittenInSameFile(After, Before)) {
    bool LiftAfter = AfterDepth >= BeforeDepth, LiftBefore = BeforeDepth >= AfterDepth;
    if (LiftBefore) {
      Before = Where.parent(Before);
      --BeforeDepth;
    }
    if (LiftAfter) {
      After = Where.parent(After);
      if (After.isValid())
        After = Where.tokenEnd(After);
      --AfterDepth;
    }
    if (After.isInvalid() || Before.isInvalid())
      return;
  }
  After = Where.tokenEnd(After);
  // Within one macro the two may be in any order.
  if (After.isMacroID() || Before.isMacroID() || !Sources.isWrittenInSameFile(After, Before) ||
      Sources.getFileOffset(After) >= Sources.getFileOffset(Before))
    return;
  leaveFiles(After);
  size_t Index = push(Ran, After, Before);
  current().Kind = Gap;
  leaveFiles(Before);
  pop(Index);
}
