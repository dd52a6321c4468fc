//===- plugin.cpp - fastcov's Clang plugin --------------------------------===//
//
// `clang -fplugin=fastcov.so` loads this and runs it before every compilation that makes code. It
// reads its options, puts the AST half (instrument.h) in front of code generation, and the IR half
// (probes.h, object.h) at the start of the optimisation pipeline. The two halves share a Unit.
//
//===----------------------------------------------------------------------===//
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

class ProbePass : public llvm::PassInfoMixin<ProbePass> {
public:
  explicit ProbePass(std::shared_ptr<Unit> U) : U(std::move(U)) {}

  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &) {
    EncodedUnit Encoded = encodeUnit(*U, usedEvents(M, *U));
    addMap(M, Encoded);
    if (Encoded.FlagCount) {
      llvm::GlobalVariable *Flags = addFlags(M, Encoded);
      lowerMarkers(M, *U, Encoded, Flags);
      addUnitRecord(M, Encoded, Flags);
      addStartCode(M, U->ShardDirectory);
    }
    return llvm::PreservedAnalyses::none();
  }

  static bool isRequired() { return true; } // at -O0 and in optnone code, too

private:
  std::shared_ptr<Unit> U;
};

void addProbePass(llvm::PassBuilder &Builder, std::shared_ptr<Unit> U) {
  Builder.registerPipelineStartEPCallback(
      [U](llvm::ModulePassManager &Passes, auto...) { Passes.addPass(ProbePass(U)); });
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

// What the start-up code was written for. Elsewhere flags would be set and nobody would see them.
bool isKnownTarget(const llvm::Triple &Target) {
  return Target.getArch() == llvm::Triple::x86_64 && !Target.isX32() && Target.isOSLinux() &&
         Target.isOSBinFormatELF();
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
  std::string ShardDirectory = "fastcov-shards";

  ActionType getActionType() override { return AddBeforeMainAction; }

  bool ParseArgs(const CompilerInstance &Compiler, const std::vector<std::string> &Args) override {
    for (llvm::StringRef Arg : Args) {
      std::pair<llvm::StringRef, llvm::StringRef> Option = Arg.split('=');
      if (Option.first == "dir" && !Option.second.empty()) {
        ShardDirectory = Option.second.str();
        continue;
      }
      DiagnosticsEngine &Diags = Compiler.getDiagnostics();
      Diags.Report(Diags.getCustomDiagID(DiagnosticsEngine::Error,
                                         "fastcov: unknown option '%0'; there is: dir=DIRECTORY"))
          << Arg;
      return false;
    }
    return true;
  }

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 llvm::StringRef Source) override {
    if (!makesCode(Compiler.getFrontendOpts().ProgramAction) || Compiler.getLangOpts().CUDAIsDevice)
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
    U->Source = Source.str();
    U->Directory = std::string(Directory.str());
    U->ShardDirectory = absolute(Directory, ShardDirectory);
    CurrentUnit = U;
    compat::onPassBuilder(Compiler.getCodeGenOpts(),
                          [U](llvm::PassBuilder &Builder) { addProbePass(Builder, U); });
    return makeInstrumenter(Compiler, U);
  }
};

} // namespace

static FrontendPluginRegistry::Add<FastcovAction> Registration("fastcov", "exact branch coverage");

#if LLVM_VERSION_MAJOR < 16
extern "C" __attribute__((visibility("default"))) llvm::PassPluginLibraryInfo
llvmGetPassPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "fastcov", "",
          [](llvm::PassBuilder &Builder) { addProbePass(Builder, CurrentUnit); }};
}
#endif
