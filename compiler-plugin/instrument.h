//===- instrument.h - the AST half ------------------------------*- C++ -*-===//
//
// Takes each function as clang hands it out, before code generation sees it: finds its sites and
// lines, writes them down in the Unit, and puts markers into the AST.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_INSTRUMENT_H
#define FASTCOV_INSTRUMENT_H

#include "plugin_options.h"
#include "unit.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include <memory>

namespace fastcov {

// A consumer that runs before code generation and fills \p U.
std::unique_ptr<clang::ASTConsumer> makeInstrumenter(clang::CompilerInstance &Compiler,
                                                     std::shared_ptr<Unit> U,
                                                     const PluginOptions &Options);

} // namespace fastcov

#endif
