//===- region_stack.h - regions while they are open --------------*- C++ -*-===//
//
// The regions that a walk over a function's body has opened, innermost last, and those that it has
// closed. What begins or ends in a macro or an included file gets a part in each of them, as in
// clang's coverage mapping.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_REGION_STACK_H
#define FASTCOV_REGION_STACK_H

#include "locations.h"
#include "regions.h"

namespace fastcov {

class RegionStack {
public:
  explicit RegionStack(Locations &Where) : Where(Where), Sources(Where.Sources) {}

  std::vector<Region> Finished;

protected:
  Locations &Where;
  const clang::SourceManager &Sources;
  std::vector<Region> Stack;
  clang::SourceLocation MostRecent; // in the file or macro where the walk is
  bool HasTerminated = false; // the statement visited last ended a region, so a gap follows it

  Region &current() { return Stack.back(); }

  // Opens a region; returns its index.
  size_t push(ExprId Ran, clang::SourceLocation Start = clang::SourceLocation(),
              clang::SourceLocation End = clang::SourceLocation());

  // Closes the open regions from \p Index on. Those of which the end is not known end where the
  // first of them does, or at \p End.
  void pop(size_t Index);
  void pop(size_t Index, clang::SourceLocation End);

  // Sees to it that \p S is in the current region.
  void extend(const clang::Stmt *S);

  // What comes after \p S in the enclosing statement ran if \p Ran. If control leaves \p S in one
  // way only, clang's mapping goes on with the region that \p S is in; so does the text here,
  // though with an expression of its own.
  void goOn(const clang::Stmt *S, ExprId Ran, bool HasOneExit);

  // The text of \p Body is another function's.
  void hole(const clang::Stmt *Body);

  // Likewise, if \p D is a local class, those of its members.
  void holesOf(const clang::Decl *D);

  // The text between the token at \p After and \p Before belongs to no statement; what counts for
  // it is \p Ran.
  void gapBetween(clang::SourceLocation After, clang::SourceLocation Before, ExprId Ran);

  // The walk goes to \p To. If that leaves macros or included files, their open regions get their
  // parts in them.
  void leaveFiles(clang::SourceLocation To);

  // A loop's parts are not visited in the order of the source.
  void afterOutOfOrder(clang::SourceLocation End);

private:
  // From \p Start up to the token at \p Last.
  void hole(clang::SourceLocation Start, clang::SourceLocation Last);

  // A region that begins or ends in a nested macro or file has a part in each of them.
  void finish(Region R);
  bool isFinished(clang::SourceLocation Start, clang::SourceLocation End) const;
  void addOnce(ExprId Ran, clang::SourceLocation Start, clang::SourceLocation End);
};

} // namespace fastcov

#endif
