//===- markers.h - calls that carry sites from the AST to the IR -*- C++ -*-===//
//
// A marker is a call, put into the AST, that returns its first argument and names what it marks by
// a number. Calls come out of clang's code generation exact and in order, whatever the macros,
// templates and debug information: that is what makes the number true. The IR half lowers them to
// probes before any transformation.
//
//   bool __fastcov_branch(bool Condition, unsigned Site)     the condition's value
//   T    __fastcov_switch_*(T Value, unsigned Site)          one for each type of switch condition,
//   or, where calling
//                                                            conventions take values of that type
//                                                            apart,
//   T   *__fastcov_switch_*(T *Value, unsigned Site)         for &(T){Value}
//   void __fastcov_entry(unsigned Event)                     control came by
//
// In C++ the markers are constexpr with a body, so that constant evaluation sees through them.
//
// Where clang writes a module and its code in one go, the module holds markers, which are of no use
// to those who import it: removeMarkers.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_MARKERS_H
#define FASTCOV_MARKERS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/TypeOrdering.h"
#include "llvm/ADT/DenseMap.h"

namespace fastcov {

constexpr llvm::StringLiteral BranchMarker = "__fastcov_branch";
constexpr llvm::StringLiteral SwitchMarkerPrefix = "__fastcov_switch_";
constexpr llvm::StringLiteral EntryMarker = "__fastcov_entry";

// Makes marker calls for one AST. Declares a marker when it is first needed.
class MarkerBuilder {
public:
  explicit MarkerBuilder(clang::ASTContext &Context) : Context(Context) {}

  // \p Condition, of any scalar type, wrapped in a branch marker; the result is a bool.
  clang::Expr *branch(clang::Expr *Condition, uint32_t Site);

  // \p Value, of integer or enumeration type, wrapped in a switch marker of the same type.
  clang::Expr *switchValue(clang::Expr *Value, uint32_t Site);

  // A statement that marks that control came by.
  clang::Stmt *entry(uint32_t Event, clang::SourceLocation Loc);

  // \p S with such a statement before or behind all else.
  clang::Stmt *withEntry(clang::Stmt *S, uint32_t Event);
  clang::Stmt *withEnd(clang::Stmt *S, uint32_t Event);

  // Likewise for a constructor's initialiser: `(marker, value)`.
  clang::CXXCtorInitializer *withEntry(const clang::CXXCtorInitializer *Init, uint32_t Event);

  // \p Block with other statements in it.
  clang::CompoundStmt *withStatements(const clang::CompoundStmt *Block,
                                      llvm::ArrayRef<clang::Stmt *> Statements);

private:
  clang::ASTContext &Context;
  clang::FunctionDecl *Branch = nullptr, *Entry = nullptr;
  llvm::DenseMap<clang::QualType, clang::FunctionDecl *> Switches;

  clang::FunctionDecl *declare(llvm::StringRef Name, clang::QualType Result,
                               llvm::ArrayRef<clang::QualType> Parameters);
  clang::Expr *call(clang::FunctionDecl *Marker, llvm::ArrayRef<clang::Expr *> Arguments,
                    clang::SourceLocation Loc);
  clang::Expr *number(uint32_t Value, clang::SourceLocation Loc);
  clang::Expr *toBool(clang::Expr *Condition);
  clang::Expr *addressOfCopy(clang::Expr *Value);
  clang::Expr *load(clang::Expr *Pointer);
};

// Whether \p Function is a marker whose name begins with \p Prefix.
bool isMarker(const clang::FunctionDecl *Function, llvm::StringRef Prefix);

// Makes \p S, or the initialisers of \p Constructor, what it was before it was marked.
void removeMarkers(clang::ASTContext &Context, clang::Stmt *&S);
void removeMarkers(clang::ASTContext &Context, clang::CXXConstructorDecl *Constructor);

} // namespace fastcov

#endif
