// Reads what `llvm-cov export` writes: JSON with type llvm.coverage.json.export, version 2 or 3
// (LLVM 11 and later), made without -summary-only and -skip-functions.
//
// Of a file, `segments` say which lines ran, as llvm-cov show would print them; `branches`, and
// those of its `expansions`, which conditions went which way. `functions` say where functions begin
// and whether they ran. llvm-cov leaves conditions out of its count that fold to a constant, but
// does not say which: where `summary` counts fewer than there are, those without any outcome whose
// code ran are taken to be them. LLVM 19 and later count one outcome of such a condition; the other
// counts here as missed, as in llvm-cov's own LCOV, since nothing tells it from one that was
// missed.
#ifndef FASTCOV_LLVM_JSON_READ_H
#define FASTCOV_LLVM_JSON_READ_H

#include "fault.h"
#include "foreign.h"

// Adds what `text` says to `into`. A fault names the line and column of what is no JSON, or the
// element that is not as it should be; what came before that has been added.
enum fault_kind llvm_json_read(struct bytes text, struct foreign *into, struct fault *fault);

#endif
