//===- lines.h - which lines of a function are code, and when they ran -*- C++ -*-===//
//
// A line is code if a region other than a gap begins on it or one covers its beginning, and it is
// neither blank nor a comment nor skipped by the preprocessor. It ran if one of these regions did.
// These are llvm-cov's rules (llvm/lib/ProfileData/Coverage/CoverageMapping.cpp: SegmentBuilder,
// LineCoverageStats).
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_LINES_H
#define FASTCOV_LINES_H

#include "blank_lines.h"
#include "regions.h"

namespace fastcov {

// The lines that \p Regions cover, in each file. Adds expressions to \p U.
std::vector<LineSet> findLines(const std::vector<Region> &Regions, Locations &Where,
                               BlankLines &Blank, Unit &U);

} // namespace fastcov

#endif
