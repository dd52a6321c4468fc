//===- regions.h - which text of a function runs together -------*- C++ -*-===//
//
// Walks a function's body in the order of the source and cuts its text into nested regions, each
// with the expression that tells whether it ran: that follows from the outcomes that lead into it,
// and behind calls from events of its own (resumptions.h).
//
// Regions, gaps and macro expansions follow clang's coverage mapping
// (clang/lib/CodeGen/CoverageMappingGen.cpp), with sets of outcomes in the place of counters. One
// thing is stricter: what follows an `if` ran if one of its ways out was taken, where llvm-cov
// assumes that whatever was entered was left again.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_REGIONS_H
#define FASTCOV_REGIONS_H

#include "locations.h"
#include "resumptions.h"
#include "sites.h"
#include "clang/AST/DeclBase.h"

namespace fastcov {

// Expansion: where a macro or included file is; it ran if its first region did. Hole: another
// function's text. Gap: text between statements.
enum RegionKind { Code, Expansion, Hole, Gap };

struct Region {
  ExprId Ran;
  clang::SourceLocation Start, End; // invalid while not known
  RegionKind Kind = Code;
  bool Continues = false; // the region below it, which ended only to make room for it
};

// The regions of the function \p Owner with \p Body, whose entry is the expression \p Entered. Adds
// expressions to \p U and events to \p Resumed.
std::vector<Region> findRegions(clang::ASTContext &Context, const clang::Decl *Owner,
                                const clang::Stmt *Body, const FoundSites &Sites, Locations &Where,
                                Unit &U, ExprId Entered, Returning &Calls, Resumptions &Resumed);

} // namespace fastcov

#endif
