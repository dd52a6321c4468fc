//===- plugin.cpp - fastcov's Clang plugin --------------------------------===//
//
// `clang -fplugin=fastcov.so` loads this and runs it before every compilation that makes code. It
// reads its options, puts the AST half (instrument.h) in front of code generation, and the IR half
// (probes.h, object.h) at the start of the optimisation pipeline. The two halves share a Unit.
//
//===----------------------------------------------------------------------===//
#include "clean_loops.h"
#include "flags.h"
#include "instrument.h"
#include "llvm_compat.h"
#include "object.h"
#include "probes.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace fastcov;

namespace {

// Each pass is required: at -O0 and in optnone code, too.
class ProbePass : public llvm::PassInfoMixin<ProbePass> {
public:
  explicit ProbePass(std::shared_ptr<Unit> U) : U(std::move(U)) {}

  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &) {
    lowerMarkers(M, *U);
    for (llvm::Function &F : M)
      thinProbes(F, *U);
    return llvm::PreservedAnalyses::none();
  }

  static bool isRequired() { return true; }

private:
  std::shared_ptr<Unit> U;
};

// When inlining and simplification are done, and loops have not yet been vectorised.
class ThinningPass : public llvm::PassInfoMixin<ThinningPass> {
public:
  ThinningPass(std::shared_ptr<Unit> U, bool IsForSpeed)
      : U(std::move(U)), IsForSpeed(IsForSpeed) {}

  llvm::PreservedAnalyses run(llvm::Function &F, llvm::FunctionAnalysisManager &Analyses) {
    thinProbes(F, *U);
    if (IsForSpeed)
      addCleanLoops(F, Analyses, *U);
    return llvm::PreservedAnalyses::none();
  }

private:
  std::shared_ptr<Unit> U;
  bool IsForSpeed;
};

// When the code is final: gives the flags that are left their places, and writes the map.
class FinishPass : public llvm::PassInfoMixin<FinishPass> {
public:
  explicit FinishPass(std::shared_ptr<Unit> U, bool IsOptimised)
      : U(std::move(U)), IsOptimised(IsOptimised) {}

  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &) {
    if (std::exchange(U->IsFinished, true)) // a pipeline may have this point twice
      return llvm::PreservedAnalyses::all();
    if (IsOptimised)
      for (llvm::Function &F : M)
        thinProbes(F, *U);
    std::vector<llvm::GlobalVariable *> Placeholders = flagsInUse(M);
    std::vector<ExprId> Events;
    for (llvm::GlobalVariable *Flag : Placeholders)
      Events.push_back(flagEvent(Flag));
    EncodedUnit Encoded = encodeUnit(*U, Events);
    addMap(M, Encoded);
    if (!Events.empty()) {
      addStartCode(M, U->ShardDirectory);
      llvm::GlobalVariable *Flags = addFlags(M, Events.size());
      placeFlags(Placeholders, Flags);
      addUnitRecord(M, Encoded, Flags);
    }
    return llvm::PreservedAnalyses::none();
  }

  static bool isRequired() { return true; }

private:
  std::shared_ptr<Unit> U;
  bool IsOptimised;
};

void addPasses(llvm::PassBuilder &Builder, std::shared_ptr<Unit> U) {
  Builder.registerPipelineStartEPCallback(
      [U](llvm::ModulePassManager &Passes, auto...) { Passes.addPass(ProbePass(U)); });
  Builder.registerVectorizerStartEPCallback(
      [U](llvm::FunctionPassManager &Passes, auto Level, auto...) {
        Passes.addPass(ThinningPass(U, Level.getSpeedupLevel() > 1 && Level.getSizeLevel() == 0));
      });
  Builder.registerOptimizerLastEPCallback(
      [U](llvm::ModulePassManager &Passes, auto Level, auto...) {
        Passes.addPass(FinishPass(U, Level != llvm::OptimizationLevel::O0));
      });
}

// The unit of the compilation that is going on, for LLVM 14, which loads the plugin a second time
// as a pass plugin.
std::shared_ptr<Unit> CurrentUnit;

bool makesCode(frontend::ActionKind Action) {
  switch (Action) {
  case frontend::EmitAssembly:
  case frontend::EmitBC:
  case frontend::EmitLLVM:
  case frontend::EmitLLVMOnly:
  case frontend::EmitCodeGenOnly:
  case frontend::EmitObj:
    return true;
  default:
    return false;
  }
}

// Configure scripts compile and run little programs to learn about the system. They are not the
// project's code, and shards of programs that no longer exist would only stand in the way.
bool isConfigureProbe(llvm::StringRef Path) {
  llvm::StringRef Name = llvm::sys::path::filename(Path);
  return compat::startsWith(Name, "conftest.") || Path.contains("/CMakeFiles/CMakeScratch/") ||
         Path.contains("/CMakeFiles/CMakeTmp/") || Path.contains("/meson-private/");
}

std::string absolute(llvm::StringRef Directory, llvm::StringRef Path) {
  llvm::SmallString<256> Result(Path);
  if (!llvm::sys::path::is_absolute(Path)) {
    Result = Directory;
    llvm::sys::path::append(Result, Path);
  }
  return std::string(Result.str());
}

class FastcovAction : public PluginASTAction {
  PluginOptions Options;

  ActionType getActionType() override { return AddBeforeMainAction; }

  bool ParseArgs(const CompilerInstance &Compiler, const std::vector<std::string> &Args) override {
    for (llvm::StringRef Arg : Args) {
      std::string Problem = Options.take(Arg);
      if (Problem.empty())
        continue;
      DiagnosticsEngine &Diags = Compiler.getDiagnostics();
      Diags.Report(Diags.getCustomDiagID(DiagnosticsEngine::Error, "fastcov: %0")) << Problem;
      return false;
    }
    return true;
  }

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 llvm::StringRef Source) override {
    // Within a compilation that makes code, header modules may be made that do not.
    if (!makesCode(Compiler.getFrontendOpts().ProgramAction) ||
        Compiler.getLangOpts().getCompilingModule() == LangOptions::CMK_ModuleMap ||
        Compiler.getLangOpts().CUDAIsDevice)
      return std::make_unique<ASTConsumer>();
    if (!isKnownTarget(Compiler.getTarget().getTriple())) {
      DiagnosticsEngine &Diags = Compiler.getDiagnostics();
      Diags.Report(Diags.getCustomDiagID(DiagnosticsEngine::Warning,
                                         "fastcov: code for %0 cannot be measured yet"))
          << Compiler.getTarget().getTriple().str();
      return std::make_unique<ASTConsumer>();
    }
    llvm::SmallString<256> Directory;
    llvm::sys::fs::current_path(Directory);
    if (isConfigureProbe(absolute(Directory, Source)))
      return std::make_unique<ASTConsumer>();

    auto U = std::make_shared<Unit>();
    const CodeGenOptions &CodeGen = Compiler.getCodeGenOpts();
    U->Prefixes.Pairs = compat::coveragePrefixes(CodeGen);
    U->Source = U->Prefixes.map(Source);
    U->Directory = U->Prefixes.map(CodeGen.CoverageCompilationDir.empty()
                                       ? llvm::StringRef(Directory)
                                       : llvm::StringRef(CodeGen.CoverageCompilationDir));
    U->ShardDirectory = absolute(Directory, Options.ShardDirectory);
    U->IsCrashExact = Options.IsCrashExact;
    CurrentUnit = U;
    compat::onPassBuilder(Compiler.getCodeGenOpts(),
                          [U](llvm::PassBuilder &Builder) { addPasses(Builder, U); });
    return makeInstrumenter(Compiler, U, Options);
  }
};

} // namespace

static FrontendPluginRegistry::Add<FastcovAction> Registration("fastcov", "exact branch coverage");

#if LLVM_VERSION_MAJOR < 16
extern "C" __attribute__((visibility("default"))) llvm::PassPluginLibraryInfo
llvmGetPassPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "fastcov", "",
          [](llvm::PassBuilder &Builder) { addPasses(Builder, CurrentUnit); }};
}
#endif
