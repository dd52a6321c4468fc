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
  struct FileText {
    FileID Id;
    std::vector<TextRegion> Regions;
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
      Text.Regions.push_back(New);
  }

  // Outer regions before inner ones; what covers the same text becomes one.
  void sortAndCombine(std::vector<TextRegion> &Regions) {
    llvm::stable_sort(Regions, [](const TextRegion &A, const TextRegion &B) {
      return std::tie(A.Start, B.End, A.Kind) < std::tie(B.Start, A.End, B.Kind);
    });
    std::vector<TextRegion> Combined;
    for (const TextRegion &R : Regions) {
      if (Combined.empty() || Combined.back().Start != R.Start || Combined.back().End != R.End)
        Combined.push_back(R);
      else if (Combined.back().Kind == R.Kind)
        Combined.back().Ran = U.Exprs.any({Combined.back().Ran, R.Ran});
    }
    Regions.swap(Combined);
  }

  LineSet linesOf(uint32_t File, FileText &Text) {
    sortAndCombine(Text.Regions);
    LineSet Result{File, {}, {}};
    std::vector<const TextRegion *> Active; // begun on earlier lines, innermost last
    size_t Next = 0;
    uint32_t LastLine = 0;
    for (const TextRegion &R : Text.Regions)
      LastLine = std::max(LastLine, R.End.first);
    for (uint32_t Line = Text.Regions.empty() ? 1 : Text.Regions[0].Start.first; Line <= LastLine;
         ++Line) {
      llvm::erase_if(Active, [&](const TextRegion *R) { return R->End.first < Line; });
      llvm::SmallVector<ExprId, 4> Ran;
      bool IsCode = false;
      if (!Active.empty() && Active.back()->Kind != Hole && !Blank.isBlank(Text.Id, Line)) {
        IsCode = true;
        Ran.push_back(Active.back()->Ran);
      }
      for (; Next < Text.Regions.size() && Text.Regions[Next].Start.first == Line; ++Next) {
        const TextRegion &R = Text.Regions[Next];
        bool IsInnermost =
            Next + 1 == Text.Regions.size() || Text.Regions[Next + 1].Start != R.Start;
        if (IsInnermost && (R.Kind == Code || R.Kind == Expansion)) {
          IsCode = true;
          Ran.push_back(R.Ran);
        }
        Active.push_back(&R);
      }
      if (IsCode && !Blank.isEmpty(Text.Id, Line)) {
        Result.Lines.push_back(Line);
        Result.Ran.push_back(U.Exprs.any(Ran));
      }
    }
    return Result;
  }
};

} // namespace

std::vector<LineSet> fastcov::findLines(const std::vector<Region> &Regions, Locations &Where,
                                        BlankLines &Blank, Unit &U) {
  return LineBuilder(Where, Blank, U).build(Regions);
}
