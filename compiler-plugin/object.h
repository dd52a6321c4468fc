//===- object.h - what fastcov adds to an object besides probes -*- C++ -*-===//
//
// The flags, the unit's entry in the image's unit table, its map, and the start-up code.
// docs/format.md describes the sections. Whatever an image needs once (start-up code, the marks
// around the flags) is in every object as a hidden COMDAT, and the linker keeps one.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_OBJECT_H
#define FASTCOV_OBJECT_H

#include "unit.h"
#include "llvm/IR/Module.h"

namespace fastcov {

// Adds the unit's \p Count flags, all clear, to \p M.
llvm::GlobalVariable *addFlags(llvm::Module &M, uint32_t Count);

// Adds the unit table's entry that ties \p Flags to the unit id.
void addUnitRecord(llvm::Module &M, const EncodedUnit &Encoded, llvm::GlobalVariable *Flags);

// Adds the map, in a section that is not loaded.
void addMap(llvm::Module &M, const EncodedUnit &Encoded);

// Whether there is start-up code for \p Target, or it has no operating system, so that programs
// call fastcov_write. Elsewhere flags would be set and nobody see them.
bool isKnownTarget(const llvm::Triple &Target);

// Adds the start-up code, which makes shards in \p ShardDirectory unless the environment names
// another, unless \p M is for a target without operating system.
void addStartCode(llvm::Module &M, const std::string &ShardDirectory);

} // namespace fastcov

#endif
