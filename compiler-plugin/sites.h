//===- sites.h - which conditions are sites ---------------------*- C++ -*-===//
//
// Decides which conditions of a function are sites and numbers them. Changes nothing.
//
// A site is a leaf condition: an operand of `if while do for ?: && ||` or a range-for's hidden
// condition that, after parentheses and `!`, is no `&&` or `||` itself; or a switch. The rules
// follow clang's own coverage mapping, so that the sites are llvm-cov's. Where they differ on
// purpose, docs/oracle.md says how and why: unevaluated operands (sizeof, typeof, noexcept, ...)
// and constant initialisers are no code, hence have no sites.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_SITES_H
#define FASTCOV_SITES_H

#include "locations.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"

namespace fastcov {

// A condition in the AST that is a site of the unit.
struct FoundSite {
  clang::Stmt **Slot; // the parent's pointer to the condition, for the one who puts a marker there
  uint32_t Site;      // index into Unit::Sites
  std::optional<bool> Constant; // the value of a condition that folds
  bool IsSwitch;
};

struct FoundSites {
  std::vector<FoundSite> Sites;
  llvm::DenseMap<const clang::Stmt *, size_t> ByCondition; // index into Sites
  llvm::DenseMap<const clang::Stmt *, size_t> BySwitch;    // likewise, by SwitchStmt
  llvm::DenseMap<const clang::SwitchCase *, size_t> OutcomeOfCase;
  // Labels that an indirect goto or an asm goto may jump to, and catch handlers: control enters
  // them by no outcome, so they get an event of their own. By LabelStmt or CXXCatchStmt.
  llvm::DenseMap<const clang::Stmt *, ExprId> Entries;
  // Lambdas' call operators and blocks within the function: functions of their own.
  std::vector<clang::Decl *> Nested;
  // What the function evaluates though it is written elsewhere: the default arguments of functions
  // and the default initialisers of members. By ParmVarDecl or FieldDecl.
  std::vector<std::pair<const clang::DeclaratorDecl *, clang::Expr *>> Defaults;

  const FoundSite *condition(const clang::Stmt *Condition) const;
  const FoundSite *switchSite(const clang::Stmt *Switch) const;
};

// Finds the sites in \p Parts, which are a function's body and a constructor's initialisers, or
// what initialises a variable; appends them to \p U as sites of function number \p Function, and
// gives their outcomes events.
FoundSites findSites(clang::ASTContext &Context, Locations &Where, Unit &U, uint32_t Function,
                     llvm::ArrayRef<clang::Stmt *> Parts);

// The initialisers of \p Constructor, written or not.
std::vector<clang::Stmt *> initialisers(const clang::CXXConstructorDecl *Constructor);

// Whether the compiler computes what initialises \p Var, which lives as long as the program.
bool isConstantInitialised(const clang::ASTContext &Context, const clang::VarDecl *Var);

// \p Condition without parentheses and `!`; \p IsNegated tells whether their number is odd.
const clang::Expr *stripCondition(const clang::Expr *Condition, bool &IsNegated);

// The `&&` or `||` that \p Condition is after stripping, if sites descend into it.
const clang::BinaryOperator *asLogical(const clang::Expr *Stripped, const Locations &Where);

} // namespace fastcov

#endif
