//===- consequences.cpp ---------------------------------------------------===//
#include "consequences.h"

using namespace clang;
using namespace fastcov;

namespace {

// What is known of an expression: no event in it (it cannot run at all), only outcomes that are
// left out, or others, too.
struct Value {
  enum { Nothing, LeftOutOnly, Others } State = Nothing;
  LeftOut Why;

  bool operator==(const Value &Other) const {
    return State == Other.State && Why.Reason == Other.Why.Reason && Why.Text == Other.Why.Text;
  }

  // Of several reasons the one with the highest number, of several texts the first.
  void join(const Value &Other) {
    if (State == Others || Other.State == Nothing)
      return;
    bool IsBetter = State == Nothing || Other.State == Others || Other.Why.Reason > Why.Reason ||
                    (Other.Why.Reason == Why.Reason && Other.Why.Text < Why.Text);
    if (IsBetter)
      *this = Other;
  }
};

// Whether what an outcome leads to shares its fate. Marks on lines say nothing of other lines; nor
// do those of somebody who left all outcomes out one by one: control goes on somewhere.
bool hasConsequences(const LeftOut &Why, bool IsAll = false) {
  switch (Why.Reason) {
  case FASTCOV_REASON_FOLDED: // though it has an event: the operand is not looked at
  case FASTCOV_REASON_UNREACHABLE:
  case FASTCOV_REASON_ASSERT:
  case FASTCOV_REASON_ENUM_DEFAULT:
    return true;
  case FASTCOV_REASON_OUTCOME_TEXT:
    return !IsAll;
  default:
    return false;
  }
}

class ConsequenceFinder {
public:
  ConsequenceFinder(Unit &U, const FoundSites &Sites, const Resumptions &Resumed,
                    const Locations &Where, ExprId FirstExpr)
      : U(U), Sites(Sites), Resumed(Resumed), Where(Where), FirstExpr(FirstExpr) {}

  void find(Function &F) {
    for (const FoundSite &Found : Sites.Sites) {
      const std::vector<Outcome> &Outcomes = U.Sites[Found.Site].Outcomes;
      bool IsAll = llvm::all_of(Outcomes, [](const Outcome &O) { return bool(O.Why); });
      for (const Outcome &O : Outcomes)
        if (O.Ran && hasConsequences(O.Why, IsAll))
          Excluded[O.Ran] = O.Why;
    }
    if (hasConsequences(F.Why))
      Excluded[F.Entered] = F.Why;
    if (Excluded.empty())
      return;
    do
      evaluate();
    while (leaveOutSites());
    for (LineSet &Set : F.Lines)
      leaveOutLines(Set);
  }

private:
  Unit &U;
  const FoundSites &Sites;
  const Resumptions &Resumed;
  const Locations &Where;
  ExprId FirstExpr;
  std::map<ExprId, LeftOut> Excluded; // events
  std::vector<Value> Values;          // of the function's expressions

  Value valueOf(ExprId Id) const {
    if (Id == Never)
      return Value();
    return Id < FirstExpr ? Value{Value::Others, {}} : Values[Id - FirstExpr];
  }

  Value eventValue(ExprId Id) const {
    if (ExprId Before = Resumed.After.lookup(Id))
      return valueOf(Before);
    auto At = Excluded.find(Id);
    if (At == Excluded.end())
      return {Value::Others, {}};
    if (At->second.Reason == FASTCOV_REASON_FOLDED)
      return {}; // it cannot happen
    return {Value::LeftOutOnly, At->second};
  }

  void evaluate() {
    Values.assign(U.Exprs.count() - FirstExpr, Value());
    for (bool HasChanged = true; HasChanged;) {
      HasChanged = false;
      for (ExprId Id = FirstExpr; Id < U.Exprs.count(); ++Id) {
        Value New = U.Exprs.isEvent(Id) ? eventValue(Id) : Value();
        for (ExprId Operand : U.Exprs.operands(Id))
          New.join(valueOf(Operand));
        HasChanged |= !(New == Values[Id - FirstExpr]);
        Values[Id - FirstExpr] = New;
      }
    }
  }

  // The reason of \p Cause, for what follows from it.
  static LeftOut consequence(const LeftOut &Cause) {
    if (Cause.Reason == FASTCOV_REASON_OUTCOME_TEXT)
      return {FASTCOV_REASON_TEXT, Cause.Text};
    return Cause;
  }

  // Sites whose condition is evaluated behind excluded outcomes only. True if there was a new one:
  // its outcomes have consequences in turn.
  bool leaveOutSites() {
    bool HasChanged = false;
    for (const FoundSite &Found : Sites.Sites) {
      Site &S = U.Sites[Found.Site];
      Value Reached = {S.Reached.empty() ? Value::Others : Value::Nothing, {}};
      for (ExprId Id : S.Reached)
        Reached.join(valueOf(Id));
      if (Reached.State != Value::LeftOutOnly)
        continue;
      for (Outcome &O : S.Outcomes) {
        if (!O.Why)
          O.Why = consequence(Reached.Why);
        HasChanged |= O.Ran && Excluded.insert({O.Ran, Reached.Why}).second;
      }
    }
    return HasChanged;
  }

  // Whether there are closing brackets on the line and nothing else: it says nothing of what
  // follows.
  bool isBracket(uint32_t File, uint32_t Line) const {
    SourceLocation Begin = Where.Sources.translateLineCol(Where.fileId(File), Line, 1);
    llvm::StringRef Text = Where.Sources.getBufferData(Where.fileId(File));
    Text = Text.substr(Where.Sources.getFileOffset(Begin));
    Text = Text.take_until([](char C) { return C == '\n'; }).trim();
    return !Text.empty() && Text.find_first_not_of("}); \t") == llvm::StringRef::npos;
  }

  // A line that nothing leads to, behind one that is left out, is where control would go on if that
  // could run and came back: `return 0;` behind __builtin_unreachable().
  void leaveOutLines(LineSet &Set) {
    Set.Why.resize(Set.Lines.size());
    std::optional<LeftOut> Before;
    for (size_t I = 0; I < Set.Lines.size(); ++I) {
      Value Ran = valueOf(Set.Ran[I]);
      if (Ran.State == Value::LeftOutOnly)
        Before = consequence(Ran.Why);
      else if (Ran.State == Value::Others && Before && isBracket(Set.File, Set.Lines[I]))
        continue;
      else if (Ran.State == Value::Others)
        Before.reset();
      if (Before && !Set.Why[I])
        Set.Why[I] = *Before;
    }
  }
};

} // namespace

void fastcov::leaveOutConsequences(Unit &U, Function &F, const FoundSites &Sites,
                                   const Resumptions &Resumed, const Locations &Where,
                                   ExprId FirstExpr) {
  ConsequenceFinder(U, Sites, Resumed, Where, FirstExpr).find(F);
}
