//===- source_names.h - declarations' names as a person writes them -*- C++ -*-===//
//
// `shop::Cart<T>::add`: qualified, without inline namespaces, with the parameters of templates as
// their declaration or specialisation writes them, so that all instantiations of one source place
// have one name. A lambda is `(lambda)` in what it is written in.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_SOURCE_NAMES_H
#define FASTCOV_SOURCE_NAMES_H

#include "clang/AST/Decl.h"
#include <string>

namespace fastcov {

std::string sourceName(const clang::NamedDecl *D);

} // namespace fastcov

#endif
