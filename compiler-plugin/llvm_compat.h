//===- llvm_compat.h - the one place where LLVM versions differ -*- C++ -*-===//
//
// fastcov is built for LLVM 14, 19 and 22. Whatever their interfaces spell differently has one
// spelling here.
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_LLVM_COMPAT_H
#define FASTCOV_LLVM_COMPAT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/CodeGenOptions.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"
#if LLVM_VERSION_MAJOR < 16
#include "llvm/ADT/Optional.h"
#include "llvm/ADT/Triple.h"
#include "llvm/Passes/PassPlugin.h"
#include <dlfcn.h>
#else
#include "llvm/TargetParser/Triple.h"
#include <optional>
#endif

// gcc 12 takes LLVM 14's operator new for users, inlined, for the ordinary one.
#if LLVM_VERSION_MAJOR < 15 && defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace fastcov {
namespace compat {

// An asm label, so that no language's mangling touches a marker's name.
inline clang::AsmLabelAttr *asmLabel(clang::ASTContext &Context, llvm::StringRef Name) {
#if LLVM_VERSION_MAJOR < 20
  return clang::AsmLabelAttr::CreateImplicit(Context, Name, /*IsLiteralLabel=*/true);
#else
  return clang::AsmLabelAttr::CreateImplicit(Context, Name);
#endif
}

// A compound statement like \p Old with other statements in it.
inline clang::CompoundStmt *withStatements(clang::ASTContext &Context,
                                           const clang::CompoundStmt *Old,
                                           llvm::ArrayRef<clang::Stmt *> Statements) {
#if LLVM_VERSION_MAJOR < 15
  return clang::CompoundStmt::Create(Context, Statements, Old->getLBracLoc(), Old->getRBracLoc());
#else
  return clang::CompoundStmt::Create(Context, Statements, Old->getStoredFPFeaturesOrDefault(),
                                     Old->getLBracLoc(), Old->getRBracLoc());
#endif
}

// A compound statement without features of its own.
inline clang::CompoundStmt *compound(clang::ASTContext &Context,
                                     llvm::ArrayRef<clang::Stmt *> Statements,
                                     clang::SourceLocation Loc) {
#if LLVM_VERSION_MAJOR < 15
  return clang::CompoundStmt::Create(Context, Statements, Loc, Loc);
#else
  return clang::CompoundStmt::Create(Context, Statements, clang::FPOptionsOverride(), Loc, Loc);
#endif
}

// The path of the file \p File as the compiler was told to open it; empty if it is no file.
inline llvm::StringRef filePath(const clang::SourceManager &Sources, clang::FileID File) {
#if LLVM_VERSION_MAJOR < 18
  const clang::FileEntry *Entry = Sources.getFileEntryForID(File);
  return Entry ? Entry->getName() : llvm::StringRef();
#else
  auto Entry = Sources.getFileEntryRefForID(File);
  return Entry ? Entry->getName() : llvm::StringRef();
#endif
}

// Whether \p S is `[[assume(false)]];`, or another constant that does not hold.
inline bool assumesFalse(clang::ASTContext &Context, const clang::AttributedStmt *S) {
#if LLVM_VERSION_MAJOR >= 19
  for (const clang::Attr *A : S->getAttrs()) {
    bool Value;
    const auto *Assume = llvm::dyn_cast<clang::CXXAssumeAttr>(A);
    if (Assume && !Assume->getAssumption()->isValueDependent() &&
        Assume->getAssumption()->EvaluateAsBooleanCondition(Value, Context) && !Value)
      return true;
  }
#else
  (void)Context;
  (void)S;
#endif
  return false;
}

// What \p Options replace beginnings of paths by in coverage data, in the order to try them.
inline std::vector<std::pair<std::string, std::string>>
coveragePrefixes(const clang::CodeGenOptions &Options) {
  return {Options.CoveragePrefixMap.rbegin(), Options.CoveragePrefixMap.rend()};
}

inline bool startsWith(llvm::StringRef Text, llvm::StringRef Prefix) {
  return Text.substr(0, Prefix.size()) == Prefix;
}

inline llvm::Triple targetTriple(const llvm::Module &M) {
#if LLVM_VERSION_MAJOR < 21
  return llvm::Triple(M.getTargetTriple());
#else
  return M.getTargetTriple();
#endif
}

inline void copyTarget(llvm::Module &To, const llvm::Module &From) {
  To.setTargetTriple(From.getTargetTriple());
  To.setDataLayout(From.getDataLayout());
}

inline llvm::Type *bytePointer(llvm::LLVMContext &Context) {
#if LLVM_VERSION_MAJOR < 17
  return llvm::Type::getInt8PtrTy(Context);
#else
  return llvm::PointerType::getUnqual(Context);
#endif
}

// Keeps AddressSanitizer from putting red zones around \p Global. (LLVM 14 leaves alone whatever
// lies in a section whose name is a C identifier; later versions do too, and this says it
// outright.)
inline void withoutRedZone(llvm::GlobalVariable &Global) {
#if LLVM_VERSION_MAJOR >= 15
  llvm::GlobalValue::SanitizerMetadata Metadata;
  Metadata.NoAddress = true;
  Metadata.NoHWAddress = true;
  Global.setSanitizerMetadata(Metadata);
#else
  (void)Global;
#endif
}

// Appends \p F, which takes the three arguments of main, to the module's constructors, as part of
// the COMDAT \p F. LLVM 14 has typed pointers and wants a function without arguments there.
inline void appendConstructor(llvm::Module &M, llvm::Function *F, int Priority) {
#if LLVM_VERSION_MAJOR >= 15
  llvm::appendToGlobalCtors(M, F, Priority, F);
#else
  llvm::LLVMContext &Context = M.getContext();
  llvm::Type *Code = llvm::FunctionType::get(llvm::Type::getVoidTy(Context), false)->getPointerTo();
  llvm::StructType *Entry =
      llvm::StructType::get(llvm::Type::getInt32Ty(Context), Code, bytePointer(Context));
  llvm::SmallVector<llvm::Constant *, 4> Entries;
  if (llvm::GlobalVariable *Old = M.getNamedGlobal("llvm.global_ctors")) {
    for (llvm::Use &Operand : Old->getInitializer()->operands())
      Entries.push_back(llvm::cast<llvm::Constant>(Operand));
    Old->eraseFromParent();
  }
  Entries.push_back(llvm::ConstantStruct::get(
      Entry, llvm::ConstantInt::get(llvm::Type::getInt32Ty(Context), Priority),
      llvm::ConstantExpr::getBitCast(F, Code),
      llvm::ConstantExpr::getBitCast(F, bytePointer(Context))));
  auto *All = llvm::ConstantArray::get(llvm::ArrayType::get(Entry, Entries.size()), Entries);
  new llvm::GlobalVariable(M, All->getType(), false, llvm::GlobalValue::AppendingLinkage, All,
                           "llvm.global_ctors");
#endif
}

// ThreadSanitizer of LLVM 14 does not leave accesses alone that say nosanitize; atomic ones race
// with nobody. All threads write the same value, and x86 has one instruction for both.
template <typename AccessInst> void keepFromThreadSanitizer(AccessInst *Access) {
#if LLVM_VERSION_MAJOR < 15
  if (Access->getFunction()->hasFnAttribute(llvm::Attribute::SanitizeThread))
    Access->setAtomic(llvm::AtomicOrdering::Monotonic);
#else
  (void)Access;
#endif
}

inline llvm::Instruction *firstAfterAllocas(llvm::BasicBlock &Block) {
  llvm::BasicBlock::iterator At = Block.getFirstInsertionPt();
  while (llvm::isa<llvm::AllocaInst>(*At))
    ++At;
  return &*At;
}

// Has \p Register called on the pass builder of the compilation that \p Options belong to. LLVM 14
// has no callbacks there: it is given the plugin itself as a pass plugin, whose entry is
// llvmGetPassPluginInfo (see plugin.cpp).
template <typename RegisterFn>
void onPassBuilder(clang::CodeGenOptions &Options, RegisterFn Register) {
#if LLVM_VERSION_MAJOR < 16
  Dl_info Self;
  if (dladdr(reinterpret_cast<const void *>(&filePath), &Self) && Self.dli_fname)
    Options.PassPlugins.push_back(Self.dli_fname);
  (void)Register;
#else
  Options.PassBuilderCallbacks.push_back(Register);
#endif
}

} // namespace compat
} // namespace fastcov

#endif
