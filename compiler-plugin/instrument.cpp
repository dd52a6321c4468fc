//===- instrument.cpp -----------------------------------------------------===//
#include "instrument.h"
#include "exclusions.h"
#include "lines.h"
#include "llvm_compat.h"
#include "locations.h"
#include "markers.h"
#include "resumptions.h"
#include "sites.h"
#include "source_names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Mangle.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Module.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;
using namespace fastcov;

namespace {

class SkippedRanges : public PPCallbacks {
public:
  explicit SkippedRanges(std::vector<SourceRange> &Ranges) : Ranges(Ranges) {}
  void SourceRangeSkipped(SourceRange Range, SourceLocation) override { Ranges.push_back(Range); }

private:
  std::vector<SourceRange> &Ranges;
};

class Instrumenter : public ASTConsumer {
public:
  Instrumenter(CompilerInstance &Compiler, std::shared_ptr<Unit> Shared, const PluginOptions &Given)
      : Owner(std::move(Shared)), U(*Owner), Options(Given),
        Where(Compiler.getSourceManager(), Compiler.getLangOpts(), U), Blank(Where),
        Left(Options, Where, U, Compiler.getDiagnostics()) {
    Compiler.getPreprocessor().addPPCallbacks(std::make_unique<SkippedRanges>(NewlySkipped));
  }

  void Initialize(ASTContext &Ctx) override {
    Context = &Ctx;
    Markers = std::make_unique<MarkerBuilder>(Ctx);
    Names = std::make_unique<ASTNameGenerator>(Ctx);
  }

  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    for (Decl *D : Group)
      declaration(D);
    return true;
  }

  // Methods of local classes come by here only.
  void HandleInlineFunctionDefinition(FunctionDecl *Function) override { declaration(Function); }

  // A generic lambda that constant evaluation instantiated came by nowhere.
  void HandleTranslationUnit(ASTContext &) override {
    for (const FunctionTemplateDecl *Lambda : GenericLambdas)
      for (FunctionDecl *Instance : Lambda->specializations())
        function(Instance);
    Left.finish();
  }

  // Static members of class templates and variable templates.
  void HandleCXXStaticMemberVarInstantiation(VarDecl *Var) override { declaration(Var); }

private:
  std::shared_ptr<Unit> Owner;
  Unit &U;
  PluginOptions Options;
  Locations Where;
  BlankLines Blank;
  Exclusions Left;
  Returning Calls;
  ASTContext *Context = nullptr;
  std::unique_ptr<MarkerBuilder> Markers;
  std::unique_ptr<ASTNameGenerator> Names;
  std::vector<SourceRange> NewlySkipped;
  std::vector<const FunctionTemplateDecl *> GenericLambdas;
  llvm::SmallPtrSet<const void *, 32> Done; // functions, initialisers and modules

  void declaration(Decl *D) {
    if (auto *Function = dyn_cast<FunctionDecl>(D))
      return function(Function);
    if (auto *Var = dyn_cast<VarDecl>(D))
      return variable(Var);
    if (auto *Import = dyn_cast<ImportDecl>(D))
      return moduleVariables(Import->getImportedModule());
    if (isa<NamespaceDecl, LinkageSpecDecl, CXXRecordDecl, ExportDecl>(D))
      for (Decl *Child : cast<DeclContext>(D)->decls())
        declaration(Child);
  }

  void function(FunctionDecl *F) {
    if (!F->doesThisDeclarationHaveABody() || F->isDependentContext() || F->isDefaulted() ||
        F->isImplicit() || F->isConsteval() || F->hasAttr<NakedAttr>() || F->isInvalidDecl() ||
        Context->getDiagnostics().hasErrorOccurred())
      return;
    Stmt *Body = F->getBody();
    if (!isa<CompoundStmt, CXXTryStmt, CoroutineBodyStmt>(Body) || !Done.insert(F).second)
      return;
    if (Context->getLangOpts().isCompilingModule())
      F->getODRHash(); // is kept, and compared where two modules define the same
    F->setBody(Body = unmarked(F, Body));
    if (std::optional<ExprId> Entered = body(F, sourceName(F), Names->getName(F), Body))
      F->setBody(Markers->withEntry(Body, *Entered));
  }

  // What initialises the variables of a header module is code of those who import it.
  void moduleVariables(Module *M) {
    if (!Done.insert(M).second)
      return;
    for (Decl *Var : Context->getModuleInitializers(M))
      declaration(Var);
    for (Module *Part : M->submodules())
      moduleVariables(Part);
  }

  // What initialises a variable at namespace scope or a static member when the program starts.
  void variable(VarDecl *Var) {
    if (!Var->hasGlobalStorage() || !Var->hasInit() || Var->getType()->isDependentType() ||
        Var->getDeclContext()->isDependentContext() || Var->isInvalidDecl() ||
        Context->getDiagnostics().hasErrorOccurred() || Var->getInit()->isValueDependent())
      return;
    if (isConstantInitialised(*Context, Var))
      constant(Var->getInit(), sourceName(Var));
    else
      initialiser(Var, Var->getInit());
  }

  // Only lambdas and blocks in a constant are code.
  void constant(Stmt *Init, const std::string &Name) {
    if (auto *Lambda = dyn_cast_or_null<LambdaExpr>(Init))
      nested(Lambda->getCallOperator(), Name);
    else if (auto *Block = dyn_cast_or_null<BlockExpr>(Init))
      nested(Block->getBlockDecl(), Name);
    else if (Init)
      for (Stmt *Child : Init->children())
        constant(Child, Name);
  }

  // Marks the sites in \p Init, which is in no function's body.
  void initialiser(const DeclaratorDecl *Owner, Expr *Init) {
    SourceLocation Start = Where.start(Init);
    if (Start.isInvalid() || Where.isSystem(Start) || !Left.isSelected(Start) ||
        !Done.insert(Init).second)
      return;
    unmarked(Owner, Init);
    std::optional<SitePlace> Place = Where.sitePlace(Init);
    if (!Place)
      return;
    const NamedDecl *Named = Owner;
    if (isa<ParmVarDecl>(Owner))
      if (const auto *Function = dyn_cast<FunctionDecl>(Owner->getDeclContext()))
        Named = Function;
    uint32_t Index = U.Functions.size();
    Function New;
    New.Name = New.InstanceName = New.LinkageName = sourceName(Named);
    New.Body = Place->Place;
    New.IsInitialiser = true;
    ExprId FirstExpr = U.Exprs.count();
    New.Entered = U.Exprs.event();
    U.Functions.push_back(New);
    FoundSites Found = findSites(*Context, Where, U, Index, Init);
    Left.leaveOut(*Context, Owner, {Init}, Found, Resumptions(), Index, FirstExpr);
    inner(Found, New.Name);
    mark(Found);
  }

  // What \p Found holds besides sites.
  void inner(const FoundSites &Found, const std::string &Name) {
    for (Decl *Inner : Found.Nested)
      nested(Inner, Name);
    for (auto &[Owner, Default] : Found.Defaults)
      initialiser(Owner, Default);
  }

  void nested(Decl *Owner, const std::string &Outer) {
    if (const auto *Operator = dyn_cast<FunctionDecl>(Owner))
      if (const FunctionTemplateDecl *Template = Operator->getDescribedFunctionTemplate())
        GenericLambdas.push_back(Template);
    if (auto *Block = dyn_cast<BlockDecl>(Owner)) {
      std::string Name = Outer + "_block_invoke";
      Stmt *Body = unmarked(Block, Block->getBody());
      if (std::optional<ExprId> Entered = body(Block, Name, Name, Body))
        Body = Markers->withEntry(Body, *Entered);
      Block->setBody(cast<CompoundStmt>(Body));
    } else
      declaration(Owner);
  }

  // \p S without the markers that it has if \p Owner comes from a module.
  Stmt *unmarked(const Decl *Owner, Stmt *S) {
    if (Owner->isFromASTFile())
      removeMarkers(*Context, S);
    return S;
  }

  // Records the function that \p Body belongs to and marks its sites and where control comes back
  // to. Returns the event of its entry; none if the function is not ours to instrument.
  std::optional<ExprId> body(const Decl *Owner, const std::string &Name,
                             const std::string &LinkageName, Stmt *&Body) {
    SourceLocation Start = Where.start(Body);
    if (Start.isInvalid() || Where.isSystem(Start) || !Left.isSelected(Start))
      return std::nullopt;
    std::optional<SitePlace> Place = Where.sitePlace(Body);
    if (!Place)
      return std::nullopt;
    for (SourceRange Range : NewlySkipped)
      Blank.addSkipped(Range);
    NewlySkipped.clear();

    uint32_t Index = U.Functions.size();
    Function New;
    New.Name = Name;
    New.LinkageName = LinkageName;
    New.InstanceName = instanceName(Owner, Name);
    New.Body = Place->Place;
    ExprId FirstExpr = U.Exprs.count();
    New.Entered = U.Exprs.event();
    U.Functions.push_back(New);
    std::vector<Stmt *> Parts{Body};
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Owner)) {
      if (Owner->isFromASTFile())
        removeMarkers(*Context, const_cast<CXXConstructorDecl *>(Constructor));
      Parts = initialisers(Constructor);
      Parts.push_back(Body);
    }
    FoundSites Found = findSites(*Context, Where, U, Index, Parts);
    Resumptions Resumed;
    U.Functions[Index].Lines =
        findLines(findRegions(*Context, Owner, Body, Found, Where, U, New.Entered, Calls, Resumed),
                  Where, Blank, U);
    Left.leaveOut(*Context, Owner, Parts, Found, Resumed, Index, FirstExpr);
    Body = markResumptions(*Markers, Owner, Body, Resumed);
    inner(Found, Name);
    mark(Found);
    return New.Entered;
  }

  // \p Name with the arguments of templates, for a template's instantiation.
  std::string instanceName(const Decl *Owner, const std::string &Name) {
    const auto *Function = dyn_cast<FunctionDecl>(Owner);
    if (!Function || !Function->isTemplateInstantiation())
      return Name;
    std::string Result;
    llvm::raw_string_ostream Stream(Result);
    Function->getNameForDiagnostic(Stream, Context->getPrintingPolicy(), /*Qualified=*/true);
    return Stream.str();
  }

  void mark(FoundSites &Found) {
    for (FoundSite &Site : Found.Sites) {
      if (Site.Constant)
        continue;
      auto *Condition = cast<Expr>(*Site.Slot);
      *Site.Slot = Site.IsSwitch ? Markers->switchValue(Condition, Site.Site)
                                 : Markers->branch(Condition, Site.Site);
    }
    for (auto &[Target, Entered] : Found.Entries)
      markEntry(const_cast<Stmt *>(Target), Entered);
  }

  void markEntry(Stmt *Target, ExprId Entered) {
    for (Stmt *&Child : Target->children())
      if (!isa<DeclStmt>(Child)) // whose names must stay visible after the label
        Child = Markers->withEntry(Child, Entered);
  }
};

} // namespace

std::unique_ptr<ASTConsumer> fastcov::makeInstrumenter(CompilerInstance &Compiler,
                                                       std::shared_ptr<Unit> U,
                                                       const PluginOptions &Options) {
  return std::make_unique<Instrumenter>(Compiler, std::move(U), Options);
}
