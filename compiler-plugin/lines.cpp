//===- lines.cpp ----------------------------------------------------------===//
#include "lines.h"
#include <set>
#include <tuple>

using namespace clang;
using namespace fastcov;

namespace {

using Position = std::pair<uint32_t, uint32_t>; // line, column

// A region in the text of one file.
struct TextRegion {
  Position Start, End;
  RegionKind Kind;
  ExprId Ran;
};

class LineBuilder {
public:
  LineBuilder(Locations &Where, BlankLines &Blank, Unit &U) : Where(Where), Blank(Blank), U(U) {}

  std::vector<LineSet> build(const std::vector<Region> &Regions) {
    for (const Region &R : Regions)
      if (!Where.isSystem(R.Start) && Where.file(R.Start))
        Used.try_emplace(Where.Sources.getFileID(R.Start), R.Start);
    for (const Region &R : Regions)
      if (Used.count(Where.Sources.getFileID(R.Start)))
        firstOf(R);
    addExpansions();
    for (const Region &R : Regions)
      if (Used.count(Where.Sources.getFileID(R.Start)) && !Expanded.count({R.Start, R.End}))
        add(R);

    std::vector<LineSet> Result;
    for (auto &[File, Text] : Files)
      Result.push_back(linesOf(File, Text));
    return Result;
  }

private:
  using Regions = std::vector<TextRegion>;
  using Lines = std::map<uint32_t, llvm::SmallVector<ExprId, 4>>; // when each of them ran

  // Regions nest in what is included or expanded once, and nowhere else.
  struct FileText {
    FileID Id;
    std::map<FileID, Regions> Inclusions, Expansions;
  };

  Locations &Where;
  BlankLines &Blank;
  Unit &U;
  llvm::DenseMap<FileID, SourceLocation>
      Used;                             // files and macros with regions, and a location in each
  llvm::DenseMap<FileID, Region> First; // the first region of each
  std::set<std::pair<SourceLocation, SourceLocation>> Expanded;
  std::map<uint32_t, FileText> Files;

  void firstOf(const Region &R) {
    auto [Entry, IsNew] = First.try_emplace(Where.Sources.getFileID(R.Start), R);
    if (!IsNew &&
        Where.Sources.getFileOffset(R.Start) < Where.Sources.getFileOffset(Entry->second.Start))
      Entry->second = R;
  }

  // Where a macro is expanded or a file included, its first region tells whether it ran; and of a
  // macro's arguments, which are further lines, perhaps.
  void addExpansions() {
    for (auto &[File, Loc] : Used) {
      SourceLocation Parent = Where.parent(Loc), Last = Parent;
      if (Parent.isInvalid() || !Used.count(Where.Sources.getFileID(Parent)))
        continue;
      if (Loc.isMacroID() && Parent.isFileID())
        Last = Where.Sources.getExpansionRange(Loc).getEnd();
      Expanded.insert({Parent, Where.tokenEnd(Parent)});
      add({First[File].Ran, Parent, Where.tokenEnd(Last), Expansion});
    }
  }

  void add(const Region &R) {
    std::optional<map_span> Span = Where.span(R.Start, R.End);
    if (!Span)
      return;
    FileText &Text = Files[Span->file];
    Text.Id = Where.Sources.getFileID(Where.Sources.getSpellingLoc(R.Start));
    TextRegion New{{Span->line, Span->column}, {Span->end_line, Span->end_column}, R.Kind, R.Ran};
    if (New.Start < New.End)
      (R.Start.isMacroID() ? Text.Expansions : Text.Inclusions)[Where.Sources.getFileID(R.Start)]
          .push_back(New);
  }

  // Outer regions before inner ones; what covers the same text becomes one.
  void sortAndCombine(Regions &Text) {
    llvm::stable_sort(Text, [](const TextRegion &A, const TextRegion &B) {
      return std::tie(A.Start, B.End, A.Kind) < std::tie(B.Start, A.End, B.Kind);
    });
    Regions Combined;
    for (const TextRegion &R : Text) {
      if (Combined.empty() || Combined.back().Start != R.Start || Combined.back().End != R.End)
        Combined.push_back(R);
      else if (Combined.back().Kind == R.Kind)
        Combined.back().Ran = U.Exprs.any({Combined.back().Ran, R.Ran});
    }
    Text.swap(Combined);
  }

  // Adds what the regions of one inclusion or expansion of the file say of its lines.
  void addLines(FileID File, Regions &Text, Lines &Result) {
    sortAndCombine(Text);
    std::vector<const TextRegion *> Active; // begun on earlier lines, innermost last
    size_t Next = 0;
    uint32_t LastLine = 0;
    for (const TextRegion &R : Text)
      LastLine = std::max(LastLine, R.End.first);
    for (uint32_t Line = Text[0].Start.first; Line <= LastLine; ++Line) {
      llvm::erase_if(Active, [&](const TextRegion *R) { return R->End.first < Line; });
      if (!Active.empty() && Active.back()->Kind != Hole && !Blank.isBlank(File, Line))
        Result[Line].push_back(Active.back()->Ran);
      for (; Next < Text.size() && Text[Next].Start.first == Line; ++Next) {
        const TextRegion &R = Text[Next];
        bool IsInnermost = Next + 1 == Text.size() || Text[Next + 1].Start != R.Start;
        if (IsInnermost && (R.Kind == Code || R.Kind == Expansion))
          Result[Line].push_back(R.Ran);
        Active.push_back(&R);
      }
    }
  }

  LineSet linesOf(uint32_t File, FileText &Text) {
    // A macro that is defined within a function: its lines are those of its expansions.
    Lines Own, Expanded;
    for (auto &[Inclusion, Regions] : Text.Inclusions)
      addLines(Text.Id, Regions, Own);
    for (auto &[Expansion, Regions] : Text.Expansions)
      addLines(Text.Id, Regions, Expanded);
    Expanded.insert(Own.begin(), Own.end());
    LineSet Result{File, {}, {}};
    for (auto &[Line, Ran] : Expanded)
      if (!Blank.isEmpty(Text.Id, Line)) {
        Result.Lines.push_back(Line);
        Result.Ran.push_back(U.Exprs.any(Ran));
      }
    return Result;
  }
};

} // namespace

std::vector<LineSet> fastcov::findLines(const std::vector<Region> &Regions, Locations &Where,
                                        BlankLines &Blank, Unit &U) {
  return LineBuilder(Where, Blank, U).build(Regions);
}
