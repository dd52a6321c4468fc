//===- unit.cpp - encodes a unit's map ------------------------------------===//
#include "unit.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"
#include <memory>

using namespace fastcov;

namespace {

// Interns strings: each distinct one is a name of the map once.
class Names {
public:
  explicit Names(map_writer *Writer) : Writer(Writer) {}

  uint32_t operator()(const std::string &Text) {
    auto [Entry, IsNew] = Known.try_emplace(Text, 0);
    if (IsNew)
      Entry->second = map_writer_name(Writer, Text.data(), Text.size());
    return Entry->second;
  }

private:
  map_writer *Writer;
  llvm::StringMap<uint32_t> Known;
};

// All expressions of the unit in a fixed order: functions with their lines, then outcomes.
std::vector<ExprId> allRoots(const Unit &U) {
  std::vector<ExprId> Roots;
  for (const Function &F : U.Functions) {
    Roots.push_back(F.Entered);
    for (const LineSet &Set : F.Lines)
      Roots.insert(Roots.end(), Set.Ran.begin(), Set.Ran.end());
  }
  for (const Site &S : U.Sites)
    for (const Outcome &O : S.Outcomes)
      Roots.push_back(O.Ran);
  return Roots;
}

// Hands out the references that Expressions::encode returned, in the order of allRoots.
class RefCursor {
public:
  explicit RefCursor(std::vector<uint32_t> Refs) : Refs(std::move(Refs)) {}
  uint32_t next() { return Refs[At++]; }

private:
  std::vector<uint32_t> Refs;
  size_t At = 0;
};

map_reason reasonOf(const LeftOut &Why, Names &Name) {
  return {uint32_t(Why.Reason), Why.Reason >= FASTCOV_REASON_TEXT ? Name(Why.Text) : 0};
}

void writeFunction(map_writer *Writer, const Function &F, Names &Name, RefCursor &Refs) {
  map_function Encoded = {Name(F.Name),
                          Name(F.InstanceName),
                          Name(F.LinkageName),
                          (F.IsEmitted ? FASTCOV_FUNCTION_EMITTED : 0) |
                              (F.IsInitialiser ? FASTCOV_FUNCTION_INITIALISER : 0),
                          reasonOf(F.Why, Name),
                          F.Body,
                          Refs.next()};
  map_writer_function(Writer, &Encoded);
  for (const LineSet &Set : F.Lines) {
    std::vector<map_line> Lines;
    for (size_t I = 0; I < Set.Lines.size(); ++I)
      Lines.push_back(
          {Set.Lines[I], Refs.next(), Set.Why.empty() ? map_reason() : reasonOf(Set.Why[I], Name)});
    map_writer_lines(Writer, Set.File, Lines.data(), Lines.size());
  }
}

map_macro macroOf(const MacroUse &Use, Names &Name) {
  SourcePlace Argument = Use.Argument.value_or(SourcePlace());
  return {Name(Use.Name), Use.Definition, Use.Argument.has_value(),
          Argument.File,  Argument.Line,  Argument.Column};
}

void writeSite(map_writer *Writer, const Unit &U, const Site &S, Names &Name, RefCursor &Refs) {
  std::vector<map_outcome> Outcomes;
  for (const Outcome &O : S.Outcomes)
    Outcomes.push_back({O.Kind, reasonOf(O.Why, Name), Refs.next(),
                        O.Kind == FASTCOV_OUTCOME_CASE ? Name(O.Label) : 0, O.Place.File,
                        O.Place.Line, O.Place.Column});
  if (!U.Functions[S.Function].IsEmitted)
    return;
  map_macro Macro;
  if (S.Macro)
    Macro = macroOf(*S.Macro, Name);
  map_writer_site(Writer, S.Kind, S.Function, S.Place, S.Macro ? &Macro : nullptr, S.Ordinal,
                  Outcomes.data(), Outcomes.size());
}

} // namespace

std::string PathPrefixes::map(llvm::StringRef Path) const {
  llvm::SmallString<256> Result(Path);
  for (const auto &[From, To] : Pairs)
    if (llvm::sys::path::replace_path_prefix(Result, From, To))
      break;
  return std::string(Result.str());
}

EncodedUnit fastcov::encodeUnit(const Unit &U, llvm::ArrayRef<ExprId> Flags) {
  llvm::DenseMap<ExprId, uint32_t> RefOfFlag;
  for (size_t I = 0; I < Flags.size(); ++I)
    RefOfFlag[Flags[I]] = I + 1;

  std::unique_ptr<map_writer, decltype(&map_writer_free)> Writer(
      map_writer_new(Flags.size(), U.Source.c_str(), U.Directory.c_str()), map_writer_free);
  for (const SourceFile &File : U.Files)
    map_writer_file(Writer.get(), File.Path.c_str(), File.Size, File.Hash);

  RefCursor Refs(U.Exprs.encode(
      allRoots(U), [&](ExprId Event) { return RefOfFlag.lookup(Event); },
      [&](llvm::ArrayRef<uint32_t> Operands) {
        return map_writer_or(Writer.get(), Operands.data(), Operands.size());
      }));
  Names Name(Writer.get());
  for (const Function &F : U.Functions)
    writeFunction(Writer.get(), F, Name, Refs);
  for (const Site &S : U.Sites)
    writeSite(Writer.get(), U, S, Name, Refs);
  for (const std::string &Path : U.SkippedFiles)
    map_writer_skipped(Writer.get(), Path.c_str());

  EncodedUnit Result;
  size_t Size = 0;
  unsigned char Id[FASTCOV_UNIT_ID_SIZE];
  const unsigned char *Bytes = map_writer_finish(Writer.get(), &Size, Id);
  Result.Map.assign(reinterpret_cast<const char *>(Bytes), Size);
  Result.UnitId.assign(reinterpret_cast<const char *>(Id), sizeof Id);
  return Result;
}
