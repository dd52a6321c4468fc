//===- locations.cpp ------------------------------------------------------===//
#include "locations.h"
#include "fastcov_hash.h"
#include "llvm_compat.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace fastcov;

bool Locations::isBuiltin(SourceLocation Loc) const {
  return Sources.getBufferName(Sources.getSpellingLoc(Loc)) == "<built-in>";
}

SourceLocation Locations::start(const Stmt *S) const {
  SourceLocation Loc = S->getBeginLoc();
  while (Loc.isMacroID() && (Sources.isMacroArgExpansion(Loc) || isBuiltin(Loc)))
    Loc = Sources.getImmediateExpansionRange(Loc).getBegin();
  return Loc;
}

SourceLocation Locations::end(const Stmt *S) const {
  SourceLocation Loc = S->getEndLoc();
  while (Loc.isMacroID() && (Sources.isMacroArgExpansion(Loc) || isBuiltin(Loc)))
    Loc = Sources.getImmediateExpansionRange(Loc).getBegin();
  return Loc.isValid() ? tokenEnd(Loc) : Loc;
}

// Not Lexer::getLocForEndOfToken, which leaves macros: here they are files.
SourceLocation Locations::tokenEnd(SourceLocation Loc) const {
  return Loc.getLocWithOffset(
      Lexer::MeasureTokenLength(Sources.getSpellingLoc(Loc), Sources, Language));
}

SourceLocation Locations::startOfFileOrMacro(SourceLocation Loc) const {
  if (Loc.isMacroID())
    return Loc.getLocWithOffset(-int(Sources.getFileOffset(Loc)));
  return Sources.getLocForStartOfFile(Sources.getFileID(Loc));
}

SourceLocation Locations::endOfFileOrMacro(SourceLocation Loc) const {
  if (Loc.isMacroID())
    return Loc.getLocWithOffset(int(Sources.getFileIDSize(Sources.getFileID(Loc))) -
                                int(Sources.getFileOffset(Loc)));
  return Sources.getLocForEndOfFile(Sources.getFileID(Loc));
}

SourceLocation Locations::parent(SourceLocation Loc) const {
  return Loc.isMacroID() ? Sources.getImmediateExpansionRange(Loc).getBegin()
                         : Sources.getIncludeLoc(Sources.getFileID(Loc));
}

size_t Locations::depth(SourceLocation Loc) const {
  size_t Depth = 0;
  for (; Loc.isValid(); Loc = parent(Loc))
    ++Depth;
  return Depth;
}

bool Locations::isNestedIn(SourceLocation Loc, FileID File) const {
  do {
    Loc = parent(Loc);
    if (Loc.isInvalid())
      return false;
  } while (!Sources.isInFileID(Loc, File));
  return true;
}

bool Locations::isSystem(SourceLocation Loc) const {
  return Sources.isInSystemHeader(Sources.getSpellingLoc(Loc));
}

std::optional<uint32_t> Locations::file(SourceLocation Loc) {
  FileID File = Sources.getFileID(Sources.getSpellingLoc(Loc));
  auto [Entry, IsNew] = FileIndex.try_emplace(File, std::nullopt);
  if (!IsNew)
    return Entry->second;
  std::string Path = U.Prefixes.map(compat::filePath(Sources, File));
  if (Path.empty())
    return std::nullopt;
  for (uint32_t I = 0; I < U.Files.size(); ++I) // a header that is included twice
    if (U.Files[I].Path == Path)
      return Entry->second = I;
  FileIds.push_back(File);
  llvm::StringRef Bytes = Sources.getBufferData(File);
  U.Files.push_back({Path, Bytes.size(), fastcov_hash64(Bytes.data(), Bytes.size(), 0)});
  return Entry->second = U.Files.size() - 1;
}

std::optional<map_span> Locations::span(SourceLocation Start, SourceLocation End) {
  std::optional<uint32_t> File = file(Start);
  if (!File)
    return std::nullopt;
  Start = Sources.getSpellingLoc(Start);
  End = Sources.getSpellingLoc(End);
  return map_span{*File, Sources.getSpellingLineNumber(Start),
                  Sources.getSpellingColumnNumber(Start), Sources.getSpellingLineNumber(End),
                  Sources.getSpellingColumnNumber(End)};
}

SourceLocation Locations::lastOfParent(SourceLocation Loc, SourceLocation Start) const {
  if (!Loc.isMacroID())
    return parent(Loc);
  CharSourceRange Use = Sources.getImmediateExpansionRange(Loc);
  // A macro's name may come from another macro, and its arguments from what follows that one.
  if (Sources.isWrittenInSameFile(Use.getEnd(), Use.getBegin()) ||
      Sources.isWrittenInSameFile(Use.getEnd(), Start))
    return Use.getEnd();
  return Use.getBegin();
}

void Locations::bringTogether(SourceLocation &Start, SourceLocation &End) const {
  size_t StartDepth = depth(Start), EndDepth = depth(End);
  while (!Sources.isWrittenInSameFile(Start, End)) {
    bool LiftStart = StartDepth >= EndDepth, LiftEnd = EndDepth >= StartDepth;
    if (LiftEnd) {
      End = tokenEnd(lastOfParent(End, Start));
      --EndDepth;
    }
    if (LiftStart) {
      Start = parent(Start);
      --StartDepth;
    }
  }
}

std::optional<SourcePlace> Locations::place(SourceLocation Loc) {
  std::optional<uint32_t> File = file(Loc);
  if (!File)
    return std::nullopt;
  return SourcePlace{*File, Sources.getSpellingLineNumber(Loc),
                     Sources.getSpellingColumnNumber(Loc)};
}

std::optional<SitePlace> Locations::sitePlace(const Stmt *S) {
  SourceLocation Start = start(S), End = end(S);
  if (Start.isInvalid() || End.isInvalid())
    return std::nullopt;
  bringTogether(Start, End);
  if (!Start.isMacroID()) {
    std::optional<map_span> Place = span(Start, End);
    if (!Place)
      return std::nullopt;
    return SitePlace{*Place, std::nullopt};
  }
  CharSourceRange Expansion = Sources.getExpansionRange(Start);
  std::optional<map_span> Place = span(Expansion.getBegin(), tokenEnd(Expansion.getEnd()));
  if (!Place)
    return std::nullopt;
  std::optional<map_span> Definition = span(Start, End);
  if (!Definition) // spelled on the command line or pasted together: the expansion is all there is
    return SitePlace{*Place, std::nullopt};
  MacroUse Use{Lexer::getImmediateMacroName(Start, Sources, Language).str(), *Definition, {}};
  if (Sources.isMacroArgExpansion(S->getBeginLoc()))
    Use.Argument = place(S->getBeginLoc());
  return SitePlace{*Place, Use};
}
