//===- blank_lines.h - lines without a token of code ------------*- C++ -*-===//
//
// Blank lines, comments, and what the preprocessor skipped: no code, though they lie within code.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_BLANK_LINES_H
#define FASTCOV_BLANK_LINES_H

#include "locations.h"
#include "llvm/ADT/BitVector.h"

namespace fastcov {

// Lines without a token of code: blank, comments, skipped by the preprocessor. Asked per file,
// answered from its text.
class BlankLines {
public:
  explicit BlankLines(const Locations &Where) : Where(Where) {}

  // Whether line \p Line (1-based) of \p File has no token.
  bool isEmpty(clang::FileID File, uint32_t Line);
  // Whether it has none that counts: it is empty, or the preprocessor skipped it.
  bool isBlank(clang::FileID File, uint32_t Line);
  // The preprocessor left out the lines of \p Range.
  void addSkipped(clang::SourceRange Range);

private:
  const Locations &Where;
  llvm::DenseMap<clang::FileID, llvm::BitVector> HasToken; // by line
  llvm::DenseMap<clang::FileID, llvm::BitVector> Skipped;

  llvm::BitVector scan(clang::FileID File) const;
};

} // namespace fastcov

#endif
