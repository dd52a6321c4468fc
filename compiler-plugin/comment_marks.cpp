//===- comment_marks.cpp --------------------------------------------------===//
#include "comment_marks.h"
#include "llvm_compat.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace fastcov;

namespace {

enum Form { LineForm, StartForm, StopForm, FunctionForm };
// Whose sections begin and end apart from each other's.
enum Family { LineFamily, BranchFamily, UnreachableFamily, FamilyCount };

struct Marker {
  Family Of;
  Form Is;
};

// What \p Word is as a marker.
std::optional<Marker> markerOf(llvm::StringRef Word) {
  Family Of = LineFamily;
  if (Word.consume_front("LCOV_UNREACHABLE_"))
    Of = UnreachableFamily;
  else if (!Word.consume_front("LCOV_EXCL_") && !Word.consume_front("GCOVR_EXCL_") &&
           !Word.consume_front("GCOV_EXCL_"))
    return std::nullopt;
  else if (Word.consume_front("BR_"))
    Of = BranchFamily;
  if (Word == "LINE")
    return Marker{Of, LineForm};
  if (Word == "START")
    return Marker{Of, StartForm};
  if (Word == "STOP")
    return Marker{Of, StopForm};
  if (Word == "FUNCTION" && Of == LineFamily)
    return Marker{Of, FunctionForm};
  return std::nullopt;
}

constexpr llvm::StringLiteral OutcomeWord = "FASTCOV_EXCL";

bool isWordCharacter(char C) { return llvm::isAlnum(C) || C == '_'; }

// The first word of \p Text, from its first letter on.
llvm::StringRef wordAt(llvm::StringRef Text) { return Text.take_while(isWordCharacter); }

// The size of the case label that \p Text begins with: up to a colon that is not part of `::` or of
// a character constant; all of it if there is none.
size_t labelSize(llvm::StringRef Text) {
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '\'') {
      size_t Close = Text.find('\'', I + 1 + (Text.substr(I + 1, 1) == "\\" ? 2 : 1));
      if (Close == llvm::StringRef::npos)
        return Text.size();
      I = Close;
    } else if (Text[I] == ':' && Text.substr(I + 1, 1) == ":")
      ++I;
    else if (Text[I] == ':')
      return I;
  }
  return Text.size();
}

} // namespace

namespace fastcov {

class CommentReader {
public:
  CommentReader(const SourceManager &Sources, FileID File, DiagnosticsEngine &Diags,
                CommentMarks &Marks)
      : Sources(Sources), File(File), Diags(Diags), Marks(Marks) {}

  void read(const LangOptions &Language) {
    llvm::StringRef Text = Sources.getBufferData(File);
    Lexer Lex(Sources.getLocForStartOfFile(File), Language, Text.begin(), Text.begin(), Text.end());
    Lex.SetCommentRetentionState(true);
    Token Tok;
    for (Lex.LexFromRawLexer(Tok); Tok.isNot(tok::eof); Lex.LexFromRawLexer(Tok)) {
      if (Tok.is(tok::comment)) {
        comment(Tok);
        continue;
      }
      CodeLine = line(Tok.getLocation());
      attach();
      CodeLine = line(Tok.getEndLoc());
    }
    for (const std::optional<Open> &Section : Sections)
      if (Section)
        warn(Section->Loc, "fastcov: %0 without an end leaves nothing out") << Section->Word;
  }

private:
  // A section that was begun.
  struct Open {
    SourceLocation Loc;
    llvm::StringRef Word, Prefix;
    uint32_t Line;
    std::string Reason;
  };

  const SourceManager &Sources;
  FileID File;
  DiagnosticsEngine &Diags;
  CommentMarks &Marks;
  std::optional<Open> Sections[FamilyCount];
  uint32_t CodeLine = 0;   // where the code before the comment ends
  size_t FirstUnbound = 0; // of the marks for outcomes: those from here on wait for their code

  uint32_t line(SourceLocation Loc) const { return Sources.getSpellingLineNumber(Loc); }

  template <unsigned N> DiagnosticBuilder warn(SourceLocation Loc, const char (&Text)[N]) {
    return Diags.Report(Loc, Diags.getCustomDiagID(DiagnosticsEngine::Warning, Text));
  }

  // Outcomes that a comment on lines of its own speaks of are those of the next code.
  void attach() {
    for (; FirstUnbound < Marks.Outcomes.size(); ++FirstUnbound)
      Marks.Outcomes[FirstUnbound].Line = CodeLine;
  }

  void comment(const Token &Tok) {
    const char *Begin = Sources.getCharacterData(Tok.getLocation());
    llvm::StringRef Text(Begin, Tok.getLength());
    bool IsAlone = line(Tok.getLocation()) != CodeLine;
    if (compat::startsWith(Text, "/*"))
      Text = Text.drop_back(2);
    for (size_t At = 0; At < Text.size();) {
      llvm::StringRef Word = wordAt(Text.substr(At));
      if (Word.empty()) {
        ++At;
        continue;
      }
      SourceLocation Loc = Tok.getLocation().getLocWithOffset(int(At));
      At += Word.size();
      if (std::optional<Marker> Found = markerOf(Word))
        mark(*Found, Word, Loc, reasonIn(Text.substr(At)));
      else if (Word == OutcomeWord)
        outcome(Loc, restOfLine(Text.substr(At)));
      else if (compat::startsWith(Word, "FASTCOV_EXCL_"))
        warn(Loc, "fastcov: there is no marker %0; lines are left out by LCOV_EXCL_LINE") << Word;
    }
    if (!IsAlone)
      FirstUnbound = Marks.Outcomes.size();
  }

  // What \p Text says up to the end of the line or the next marker.
  static llvm::StringRef restOfLine(llvm::StringRef Text) {
    Text = Text.take_until([](char C) { return C == '\n' || C == '\r'; });
    for (size_t At = 0; At < Text.size();) {
      llvm::StringRef Word = wordAt(Text.substr(At));
      if (markerOf(Word) || Word == OutcomeWord)
        return Text.take_front(At);
      At += std::max<size_t>(Word.size(), 1);
    }
    return Text;
  }

  // A reason without what separates it from the marker and the comment's frame.
  static std::string reasonIn(llvm::StringRef Text) {
    return restOfLine(Text).ltrim(" \t:,;.-=").rtrim(" \t*/").str();
  }

  uint32_t reason(Family Of, std::string Text) {
    fastcov_reason Reason =
        Of == UnreachableFamily ? FASTCOV_REASON_UNREACHABLE_TEXT : FASTCOV_REASON_TEXT;
    Marks.Reasons.push_back({Reason, std::move(Text)});
    return uint32_t(Marks.Reasons.size());
  }

  // What must not run beats what merely does not count, and what stands on a line beats a section.
  void set(CommentMarks::ByLine &Lines, uint32_t First, uint32_t End, uint32_t Reason) {
    if (Lines.size() < End)
      Lines.resize(End);
    for (uint32_t I = First; I < End; ++I)
      if (!Lines[I] || Marks.Reasons[Reason - 1].Reason > Marks.Reasons[Lines[I] - 1].Reason)
        Lines[I] = Reason;
  }

  void leaveOut(Family Of, uint32_t First, uint32_t End, uint32_t Reason) {
    if (Of != BranchFamily)
      set(Marks.Lines, First, End, Reason);
    set(Marks.Branches, First, End, Reason);
  }

  void mark(Marker Found, llvm::StringRef Word, SourceLocation Loc, std::string Reason) {
    uint32_t Line = line(Loc);
    std::optional<Open> &Section = Sections[Found.Of];
    switch (Found.Is) {
    case LineForm: {
      uint32_t Index = reason(Found.Of, std::move(Reason));
      set(Marks.BranchesHere, Line, Line + 1, Index);
      return leaveOut(Found.Of, Line, Line + 1, Index);
    }
    case FunctionForm:
      return set(Marks.Functions, Line, Line + 1, reason(Found.Of, std::move(Reason)));
    case StartForm:
      if (Section)
        warn(Loc, "fastcov: %0 within a section that began on line %1") << Word << Section->Line;
      else
        Section = Open{Loc, Word, Word.split('_').first, Line, std::move(Reason)};
      return;
    case StopForm:
      break;
    }
    if (!Section) {
      warn(Loc, "fastcov: %0 ends nothing: there is no section") << Word;
      return;
    }
    if (Section->Prefix != Word.split('_').first)
      warn(Loc, "fastcov: %0 ends a section that %1 on line %2 began")
          << Word << Section->Word << Section->Line;
    leaveOut(Found.Of, Section->Line, Line, reason(Found.Of, std::move(Section->Reason)));
    Section.reset();
  }

  // `true: why`, behind FASTCOV_EXCL.
  void outcome(SourceLocation Loc, llvm::StringRef Text) {
    Text = Text.ltrim(" \t");
    llvm::StringRef Word = wordAt(Text);
    OutcomeMark New = {line(Loc), Loc, FASTCOV_OUTCOME_TRUE, {}, {}};
    Text = Text.drop_front(Word.size()).ltrim(" \t");
    if (Word == "false")
      New.Kind = FASTCOV_OUTCOME_FALSE;
    else if (Word == "default")
      New.Kind = FASTCOV_OUTCOME_DEFAULT;
    else if (Word == "case") {
      New.Kind = FASTCOV_OUTCOME_CASE;
      size_t Size = labelSize(Text);
      for (char C : Text.take_front(Size))
        if (!llvm::isSpace(C))
          New.Label += C;
      Text = Text.drop_front(Size);
    } else if (Word != "true") {
      warn(Loc, "fastcov: FASTCOV_EXCL wants true, false, default or case behind it");
      return;
    }
    New.Reason = Text.consume_front(":") ? reasonIn(Text) : "";
    if (New.Reason.empty()) {
      warn(
          Loc,
          "fastcov: FASTCOV_EXCL without a reason leaves nothing out; write 'FASTCOV_EXCL %0: why'")
          << Word;
      return;
    }
    Marks.Outcomes.push_back(std::move(New));
  }
};

} // namespace fastcov

CommentMarks::CommentMarks(const SourceManager &Sources, const LangOptions &Language, FileID File,
                           DiagnosticsEngine &Diags) {
  llvm::StringRef Text = Sources.getBufferData(File);
  if (Text.contains("_EXCL") || Text.contains("LCOV_UNREACHABLE"))
    CommentReader(Sources, File, Diags, *this).read(Language);
}
