//===- source_names.cpp ---------------------------------------------------===//
#include "source_names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

// `<T, N>`, as the template's parameters are called. Those without a name, such as the ones that
// `auto` makes, are left out.
static std::string parameters(const TemplateParameterList *List) {
  std::string Result;
  for (const NamedDecl *Parameter : *List)
    if (!Parameter->isImplicit() && Parameter->getDeclName())
      Result += (Result.empty() ? "<" : ", ") + Parameter->getNameAsString();
  return Result.empty() ? Result : Result + ">";
}

static std::string arguments(llvm::ArrayRef<TemplateArgument> Arguments,
                             const TemplateParameterList *List, const PrintingPolicy &Policy) {
  std::string Result;
  llvm::raw_string_ostream Stream(Result);
  printTemplateArgumentList(Stream, Arguments, Policy, List);
  return Stream.str();
}

// The arguments of a class template's specialisation as its source has them.
static std::string templateArguments(const ClassTemplateSpecializationDecl *Class) {
  const PrintingPolicy &Policy = Class->getASTContext().getPrintingPolicy();
  const ClassTemplateDecl *Template = Class->getSpecializedTemplate();
  const TemplateParameterList *List = Template->getTemplateParameters();
  if (Class->isExplicitSpecialization())
    return arguments(Class->getTemplateArgs().asArray(), List, Policy);
  auto Pattern = Class->getSpecializedTemplateOrPartial();
  if (const auto *Partial = Pattern.dyn_cast<ClassTemplatePartialSpecializationDecl *>())
    return arguments(Partial->getTemplateArgs().asArray(), List, Policy);
  return parameters(List);
}

static std::string ownName(const NamedDecl *D) {
  if (const auto *Namespace = dyn_cast<NamespaceDecl>(D))
    return Namespace->isAnonymousNamespace() ? "(anonymous namespace)"
                                             : Namespace->getNameAsString();
  if (const auto *Function = dyn_cast<FunctionDecl>(D))
    if (Function->getTemplateSpecializationKind() == TSK_ExplicitSpecialization &&
        Function->getTemplateSpecializationArgs())
      return Function->getNameAsString() +
             arguments(Function->getTemplateSpecializationArgs()->asArray(),
                       Function->getPrimaryTemplate()->getTemplateParameters(),
                       D->getASTContext().getPrintingPolicy());
  const auto *Record = dyn_cast<RecordDecl>(D);
  if (!Record) {
    // A constructor's name would have its class's arguments.
    if (const auto *Method = dyn_cast<CXXMethodDecl>(D)) {
      if (isa<CXXConstructorDecl>(D))
        return Method->getParent()->getNameAsString();
      if (isa<CXXDestructorDecl>(D))
        return "~" + Method->getParent()->getNameAsString();
    }
    return D->getNameAsString();
  }
  if (const auto *Class = dyn_cast<CXXRecordDecl>(D))
    if (Class->isLambda())
      return "(lambda)";
  if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(D))
    return D->getNameAsString() + templateArguments(Special);
  if (const TypedefNameDecl *Typedef = Record->getTypedefNameForAnonDecl())
    return Typedef->getNameAsString();
  return D->getDeclName() ? D->getNameAsString()
                          : "(anonymous " + Record->getKindName().str() + ")";
}

// What people do not write: inline namespaces, and a lambda's operator.
static bool isUnwritten(const NamedDecl *D) {
  if (const auto *Namespace = dyn_cast<NamespaceDecl>(D))
    return Namespace->isInline() && !Namespace->isAnonymousNamespace();
  const auto *Method = dyn_cast<CXXMethodDecl>(D);
  return Method && Method->getParent()->isLambda();
}

std::string fastcov::sourceName(const NamedDecl *D) {
  std::string Result = isUnwritten(D) ? "" : ownName(D);
  for (const DeclContext *Scope = D->getDeclContext(); Scope && !Scope->isTranslationUnit();
       Scope = Scope->getParent()) {
    const auto *Named = dyn_cast<NamedDecl>(Scope);
    if (!Named || isUnwritten(Named))
      continue;
    if (const auto *Enum = dyn_cast<EnumDecl>(Named))
      if (!Enum->isScoped())
        continue;
    Result = Result.empty() ? ownName(Named) : ownName(Named) + "::" + Result;
  }
  return Result;
}
