//===- exclusions.cpp -----------------------------------------------------===//
#include "exclusions.h"
#include "consequences.h"
#include "dead_ends.h"
#include "llvm_compat.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace fastcov;

// What a person says comes before what we recognise; what must not run before what does not count.
static void leaveOutIf(Outcome &O, const LeftOut *Why) {
  if (!Why || O.Why.Reason == FASTCOV_REASON_FOLDED ||
      O.Why.Reason == FASTCOV_REASON_UNREACHABLE_TEXT)
    return;
  if (!O.Why || Why->Reason == FASTCOV_REASON_UNREACHABLE_TEXT ||
      Why->Reason == FASTCOV_REASON_OUTCOME_TEXT)
    O.Why = *Why;
}

static void leaveOutIfCounted(Outcome &O, fastcov_reason Reason) {
  if (!O.Why)
    O.Why.Reason = Reason;
}

static bool isCounted(const CountedRules &Counted, fastcov_reason Reason) {
  switch (Reason) {
  case FASTCOV_REASON_FOLDED:
    return Counted.Folded;
  case FASTCOV_REASON_ASSERT:
    return Counted.Assert;
  default:
    return Counted.Unreachable;
  }
}

// ---- Files --------------------------------------------------------------------------------------

bool Exclusions::isSelected(SourceLocation Loc) {
  if (Options.Include.empty() && Options.Exclude.empty())
    return true;
  FileID File = Where.Sources.getFileID(Where.Sources.getExpansionLoc(Loc));
  auto [Entry, IsNew] = Selected.try_emplace(File, true);
  if (!IsNew)
    return Entry->second;
  std::string Path = compat::filePath(Where.Sources, File).str();
  llvm::SmallString<256> Absolute(Path);
  llvm::sys::fs::make_absolute(Absolute);
  llvm::sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  llvm::StringRef Plain = llvm::sys::path::remove_leading_dotslash(Path);
  Entry->second = Path.empty() || Options.selects(Plain.str(), std::string(Absolute.str()));
  std::string Mapped = U.Prefixes.map(Path);
  if (!Entry->second && !llvm::is_contained(U.SkippedFiles, Mapped))
    U.SkippedFiles.push_back(Mapped);
  return Entry->second;
}

const CommentMarks &Exclusions::marks(uint32_t File) {
  auto At = Marks.find(File);
  if (At != Marks.end())
    return At->second;
  return Marks.emplace(File, CommentMarks(Where.Sources, Where.Language, Where.fileId(File), Diags))
      .first->second;
}

// ---- Functions ----------------------------------------------------------------------------------

LeftOut Exclusions::attributeReason(const Decl *D) {
  for (const auto *Annotation : D->specific_attrs<AnnotateAttr>()) {
    llvm::StringRef Text = Annotation->getAnnotation();
    if (!Text.consume_front("fastcov:exclude"))
      continue;
    Text = Text.consume_front(":") ? Text.trim() : "";
    if (!Text.empty())
      return {FASTCOV_REASON_TEXT, Text.str()};
    if (!Refused.insert(Annotation).second)
      continue;
    Diags.Report(Annotation->getLocation(),
                 Diags.getCustomDiagID(DiagnosticsEngine::Warning,
                                       "fastcov: an exclusion without a reason leaves nothing out; "
                                       "write \"fastcov:exclude: why\""));
  }
  return {};
}

// Why the function is left out as a whole: by an attribute or a mark on it, on its class, or on a
// function that it is defined in.
LeftOut Exclusions::functionReason(const Decl *Owner, const Stmt *Body) {
  if (Options.Counted.Marked)
    return {};
  LeftOut Why = attributeReason(Owner);
  for (const DeclContext *Outer = Owner->getDeclContext(); Outer && !Why;
       Outer = Outer->getParent()) {
    const Decl *OuterDecl = Decl::castFromDeclContext(Outer);
    auto At = LeftOutWhole.find(OuterDecl);
    if (At != LeftOutWhole.end())
      Why = At->second;
    else if (isa<CXXRecordDecl, FunctionDecl>(OuterDecl))
      Why = attributeReason(OuterDecl);
  }
  SourceLocation Name = Where.Sources.getExpansionLoc(Owner->getLocation());
  SourceLocation Brace = Where.Sources.getExpansionLoc(Body->getBeginLoc());
  std::optional<SourcePlace> First = Where.place(Name), Last = Where.place(Brace);
  if (!Why && First && Last && First->File == Last->File)
    for (uint32_t Line = First->Line; Line <= Last->Line; ++Line)
      if (const LeftOut *Mark = marks(First->File).function(Line))
        Why = *Mark;
  if (Why)
    LeftOutWhole[Owner] = Why;
  return Why;
}

// Why calls of the function do not count, whose code may: a mark on the line of its name or its
// brace says so, or that it does nothing but lead to a dead end.
LeftOut Exclusions::callReason(ASTContext &Context, const Decl *Owner, llvm::ArrayRef<Stmt *> Parts,
                               const FoundSites &Sites) {
  const Stmt *Body = Parts.back();
  for (SourceLocation Loc : {Owner->getLocation(), Body->getBeginLoc()})
    if (std::optional<SourcePlace> Place = Where.place(Where.Sources.getExpansionLoc(Loc)))
      if (const LeftOut *Mark = marks(Place->File).line(Place->Line);
          Mark && !Options.Counted.Marked)
        return *Mark;
  if (Parts.size() > 1) // a constructor initialises before that
    return {};
  fastcov_reason End = endOfBody(Context, Body, Sites, Where);
  return {isCounted(Options.Counted, End) ? FASTCOV_REASON_COUNTED : End, {}};
}

// ---- Marks on lines -----------------------------------------------------------------------------

// The lines of \p Span, or only the first and the last.
static void addLines(FileLines &Result, const map_span &Span, bool IsInside) {
  for (uint32_t Line = Span.line; Line <= Span.end_line; ++Line)
    if (IsInside || Line == Span.line || Line == Span.end_line)
      Result.push_back({Span.file, Line});
}

// Marks for a site stand on its first or last line; in a macro's expansion on any, but for what is
// spelled in an argument, which may be a whole block of code.
static FileLines linesOf(const Site &S) {
  FileLines Result;
  const std::optional<SourcePlace> *Argument = S.Macro ? &S.Macro->Argument : nullptr;
  addLines(Result, S.Place, S.Macro && !*Argument);
  if (Argument && *Argument)
    Result.push_back({(*Argument)->File, (*Argument)->Line});
  return Result;
}

void Exclusions::markSite(Site &S) {
  FileLines Own = linesOf(S);
  for (auto &[File, Line] : Own)
    for (Outcome &O : S.Outcomes)
      leaveOutIf(O, marks(File).branches(Line));
  FileLines InDefinition;
  if (S.Macro)
    addLines(InDefinition, S.Macro->Definition, false);
  for (auto &[File, Line] : InDefinition)
    for (Outcome &O : S.Outcomes)
      leaveOutIf(O, marks(File).branchesHere(Line));
  for (Outcome &O : S.Outcomes)
    if (O.Place.Line)
      leaveOutIf(O, marks(O.Place.File).branches(O.Place.Line));
  Own.insert(Own.end(), InDefinition.begin(), InDefinition.end());
  markOutcomes(S, Own);
}

static std::string withoutSpace(llvm::StringRef Text) {
  std::string Result;
  for (char C : Text)
    if (!llvm::isSpace(C))
      Result += C;
  return Result;
}

void Exclusions::markOutcomes(Site &S, const FileLines &Own) {
  for (Outcome &O : S.Outcomes) {
    std::pair<uint32_t, uint32_t> Label(O.Place.File, O.Place.Line);
    FileLines All = Own;
    if (O.Place.Line)
      All.push_back(Label);
    for (auto &Here : All)
      for (const OutcomeMark &Mark : marks(Here.first).outcomes()) {
        if (Mark.Line != Here.second || Mark.Kind != O.Kind)
          continue;
        bool IsMeant = O.Kind != FASTCOV_OUTCOME_CASE ||
                       (Mark.Label.empty() ? Here == Label : Mark.Label == withoutSpace(O.Label));
        if (!IsMeant)
          continue;
        Used.insert(&Mark);
        LeftOut Why = {FASTCOV_REASON_OUTCOME_TEXT, Mark.Reason};
        leaveOutIf(O, &Why);
      }
  }
}

void Exclusions::markLines(Function &F) {
  for (LineSet &Set : F.Lines) {
    const CommentMarks &Here = marks(Set.File);
    Set.Why.resize(Set.Lines.size());
    if (F.Why)
      Set.Why.assign(Set.Lines.size(), F.Why);
    for (size_t I = 0; I < Set.Lines.size(); ++I)
      if (const LeftOut *Mark = Here.line(Set.Lines[I]))
        if (!Set.Why[I] || Mark->Reason == FASTCOV_REASON_UNREACHABLE_TEXT)
          Set.Why[I] = *Mark;
  }
}

// ---- What we recognise --------------------------------------------------------------------------

// Whether the switch has all values of the enum that its condition is.
static bool hasAllValues(const SwitchStmt *Switch, const Site &S) {
  const auto *Type = Switch->getCond()->IgnoreParenImpCasts()->getType()->getAs<EnumType>();
  if (!Type)
    return false;
  const EnumDecl *Enum = Type->getDecl()->getDefinition();
  if (!Enum || Enum->hasAttr<FlagEnumAttr>() || Enum->enumerators().empty())
    return false;
  return llvm::all_of(Enum->enumerators(), [&](const EnumConstantDecl *Enumerator) {
    return llvm::any_of(S.Outcomes, [&](const Outcome &O) {
      const llvm::APSInt &Value = Enumerator->getInitVal();
      return O.Kind == FASTCOV_OUTCOME_CASE && llvm::APSInt::compareValues(O.Low, Value) <= 0 &&
             llvm::APSInt::compareValues(Value, O.High) <= 0;
    });
  });
}

// The user wants folded conditions counted: one way is taken whenever the condition is reached.
void Exclusions::countFolded(ASTContext &Context, const FoundSite &Found, Site &S) {
  if (!Found.Constant)
    return;
  ExprId Reached = U.Exprs.any(S.Reached);
  llvm::APSInt Value = cast<Expr>(*Found.Slot)->EvaluateKnownConstInt(Context);
  bool IsTaken = false;
  for (Outcome &O : S.Outcomes) {
    O.Why = {};
    bool IsThis = Found.IsSwitch ? O.Kind == FASTCOV_OUTCOME_CASE &&
                                       llvm::APSInt::compareValues(O.Low, Value) <= 0 &&
                                       llvm::APSInt::compareValues(Value, O.High) <= 0
                                 : (O.Kind == FASTCOV_OUTCOME_TRUE) == Value.getBoolValue();
    IsTaken |= IsThis;
    O.Ran = IsThis ? Reached : Never;
  }
  for (Outcome &O : S.Outcomes)
    if (O.Kind == FASTCOV_OUTCOME_DEFAULT && !IsTaken)
      O.Ran = Reached;
}

// ---- All together -------------------------------------------------------------------------------

void Exclusions::leaveOut(ASTContext &Context, const Decl *Owner, llvm::ArrayRef<Stmt *> Parts,
                          const FoundSites &Sites, const Resumptions &Resumed, uint32_t Function,
                          ExprId FirstExpr) {
  const CountedRules &Counted = Options.Counted;
  fastcov::Function &F = U.Functions[Function];
  F.Why = functionReason(Owner, Parts.back());
  for (const FoundSite &Found : Sites.Sites) {
    Site &S = U.Sites[Found.Site];
    if (Counted.Folded)
      countFolded(Context, Found, S);
    if (F.Why)
      for (Outcome &O : S.Outcomes)
        leaveOutIf(O, &F.Why);
    if (!Counted.Marked)
      markSite(S);
  }
  for (const Stmt *Part : Parts)
    for (const DeadEnd &End : findDeadEnds(Context, Part, Sites, Where))
      if (!isCounted(Counted, End.Reason))
        leaveOutIfCounted(U.Sites[End.Site].Outcomes[End.Outcome], End.Reason);
  if (!Counted.EnumDefault)
    for (const auto &[Switch, Index] : Sites.BySwitch) {
      Site &S = U.Sites[Sites.Sites[Index].Site];
      if (!hasAllValues(cast<SwitchStmt>(Switch), S))
        continue;
      for (Outcome &O : S.Outcomes)
        if (O.Kind == FASTCOV_OUTCOME_DEFAULT)
          leaveOutIfCounted(O, FASTCOV_REASON_ENUM_DEFAULT);
    }
  if (!Counted.Marked)
    markLines(F);
  if (!F.Why)
    F.Why = callReason(Context, Owner, Parts, Sites);
  leaveOutConsequences(U, F, Sites, Resumed, Where, FirstExpr);
}

void Exclusions::finish() {
  for (auto &[File, InFile] : Marks)
    for (const OutcomeMark &Mark : InFile.outcomes()) {
      uint32_t Index = File;
      bool IsCode = llvm::any_of(U.Functions, [&](const Function &F) {
        return llvm::any_of(F.Lines, [&](const LineSet &Set) {
          return Set.File == Index && llvm::is_contained(Set.Lines, Mark.Line);
        });
      });
      if (!Used.count(&Mark) && IsCode)
        Diags.Report(Mark.Loc, Diags.getCustomDiagID(
                                   DiagnosticsEngine::Warning,
                                   "fastcov: FASTCOV_EXCL leaves nothing out: line %0 has no such "
                                   "outcome"))
            << Mark.Line;
    }
}
