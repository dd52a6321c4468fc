//===- blank_lines.cpp ----------------------------------------------------===//
#include "blank_lines.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace fastcov;

llvm::BitVector BlankLines::scan(FileID File) const {
  const SourceManager &Sources = Where.Sources;
  llvm::StringRef Text = Sources.getBufferData(File);
  llvm::BitVector Result(Text.count('\n') + 3);
  Lexer Lex(Sources.getLocForStartOfFile(File), Where.Language, Text.begin(), Text.begin(),
            Text.end());
  Token Tok;
  for (Lex.LexFromRawLexer(Tok); Tok.isNot(tok::eof); Lex.LexFromRawLexer(Tok)) {
    unsigned First = Sources.getSpellingLineNumber(Tok.getLocation());
    unsigned Last = Sources.getSpellingLineNumber(Tok.getEndLoc());
    Result.set(First, Last + 1); // a raw string or a spliced line may span several
  }
  return Result;
}

void BlankLines::addSkipped(SourceRange Range) {
  const SourceManager &Sources = Where.Sources;
  FileID File = Sources.getFileID(Range.getBegin());
  llvm::BitVector &Lines = Skipped[File];
  unsigned First = Sources.getSpellingLineNumber(Range.getBegin());
  unsigned Last = Sources.getSpellingLineNumber(Range.getEnd());
  if (Lines.size() < Last + 1)
    Lines.resize(Last + 1);
  Lines.set(First, Last + 1);
}

bool BlankLines::isEmpty(FileID File, uint32_t Line) {
  auto [Entry, IsNew] = HasToken.try_emplace(File);
  if (IsNew)
    Entry->second = scan(File);
  return Line >= Entry->second.size() || !Entry->second.test(Line);
}

bool BlankLines::isBlank(FileID File, uint32_t Line) {
  auto At = Skipped.find(File);
  return isEmpty(File, Line) ||
         (At != Skipped.end() && Line < At->second.size() && At->second.test(Line));
}
