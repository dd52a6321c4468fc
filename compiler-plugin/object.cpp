//===- object.cpp ---------------------------------------------------------===//
#include "object.h"
#include "llvm_compat.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/Constants.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;
using namespace fastcov;

extern "C" {
// runtime/start.c as bitcode, for each target; the build makes it.
extern const unsigned char start_bitcode_x86_64[], start_bitcode_aarch64[], start_bitcode_i386[];
extern const unsigned long start_bitcode_size_x86_64, start_bitcode_size_aarch64,
    start_bitcode_size_i386;
}

// The bitcode for the target; empty if there is none.
static StringRef startBitcode(const Triple &Target) {
  auto text = [](const unsigned char *Bytes, unsigned long Size) {
    return StringRef(reinterpret_cast<const char *>(Bytes), Size);
  };
  if (!Target.isOSLinux() || !Target.isOSBinFormatELF() || Target.isX32() ||
      Target.getEnvironment() == Triple::GNUILP32)
    return {};
  switch (Target.getArch()) {
  case Triple::x86_64:
    return text(start_bitcode_x86_64, start_bitcode_size_x86_64);
  case Triple::aarch64:
    return text(start_bitcode_aarch64, start_bitcode_size_aarch64);
  case Triple::x86:
    return text(start_bitcode_i386, start_bitcode_size_i386);
  default:
    return {};
  }
}

bool fastcov::isKnownTarget(const Triple &Target) {
  bool IsBare = Target.getOS() == Triple::UnknownOS && Target.isOSBinFormatELF() &&
                Target.isLittleEndian() && (Target.isArch32Bit() || Target.isArch64Bit());
  return IsBare || !startBitcode(Target).empty();
}

// The largest page size of the target: what the flags' pages must be aligned to.
static Align largestPage(const Module &M) {
  return Align(compat::targetTriple(M).isX86() ? 4096 : 65536);
}

// One hidden copy in an image, however many objects bring it.
static void makeShared(GlobalObject &Object) {
  Module &M = *Object.getParent();
  Object.setLinkage(GlobalValue::LinkOnceODRLinkage);
  Object.setVisibility(GlobalValue::HiddenVisibility);
  Object.setDSOLocal(true);
  Object.setComdat(M.getOrInsertComdat(Object.getName()));
}

static GlobalVariable *addBytes(Module &M, const Twine &Name, uint64_t Size, StringRef Section,
                                Align Alignment) {
  Type *Bytes = ArrayType::get(Type::getInt8Ty(M.getContext()), Size);
  auto *Global = new GlobalVariable(M, Bytes, /*isConstant=*/false, GlobalValue::InternalLinkage,
                                    Constant::getNullValue(Bytes), Name);
  Global->setSection(Section);
  Global->setAlignment(Alignment);
  compat::withoutRedZone(*Global);
  return Global;
}

GlobalVariable *fastcov::addFlags(Module &M, uint32_t Count) {
  // The anchor comes first in the object, so that the section begins with it in the image, too: it
  // aligns the flags of all objects as a whole. The tail, a section of its own that follows, keeps
  // others off the last page.
  GlobalVariable *Anchor =
      addBytes(M, "__fastcov_anchor", 0, FASTCOV_SECTION_FLAGS, largestPage(M));
  GlobalVariable *Flags =
      addBytes(M, "__fastcov_unit_flags", Count, FASTCOV_SECTION_FLAGS, Align(1));
  GlobalVariable *Tail = addBytes(M, "__fastcov_tail", 1, FASTCOV_SECTION_TAIL, largestPage(M));
  makeShared(*Anchor);
  makeShared(*Tail);
  appendToUsed(M, {Anchor, Tail});
  return Flags;
}

void fastcov::addUnitRecord(Module &M, const EncodedUnit &Encoded, GlobalVariable *Flags) {
  LLVMContext &Context = M.getContext();
  Type *I32 = Type::getInt32Ty(Context);
  Type *Address = M.getDataLayout().getIntPtrType(Context);
  Constant *Id = ConstantDataArray::getString(Context, Encoded.UnitId, /*AddNull=*/false);
  // Where addresses have 32 bits, so has the distance; zeros follow.
  Constant *Rest = ConstantAggregateZero::get(
      ArrayType::get(Type::getInt8Ty(Context), 8 - M.getDataLayout().getPointerSize()));
  StructType *Layout = StructType::get(Context, {Id->getType(), Address, Rest->getType(), I32, I32},
                                       /*isPacked=*/true);
  auto *Record = new GlobalVariable(M, Layout, /*isConstant=*/true, GlobalValue::InternalLinkage,
                                    nullptr, "__fastcov_unit_record");
  // A distance needs no dynamic relocation.
  Constant *Here = ConstantExpr::getInBoundsGetElementPtr(
      Layout, Record, ArrayRef<Constant *>{ConstantInt::get(I32, 0), ConstantInt::get(I32, 1)});
  Constant *Distance = ConstantExpr::getSub(ConstantExpr::getPtrToInt(Flags, Address),
                                            ConstantExpr::getPtrToInt(Here, Address));
  Constant *Count = ConstantInt::get(I32, Flags->getValueType()->getArrayNumElements());
  Record->setInitializer(
      ConstantStruct::get(Layout, {Id, Distance, Rest, Count, ConstantInt::get(I32, 0)}));
  Record->setSection(FASTCOV_SECTION_UNITS);
  Record->setAlignment(Align(8));
  compat::withoutRedZone(*Record);
  appendToUsed(M, {Record});
}

// LLVM makes every global of an ordinary section a loaded one; assembly can say otherwise.
void fastcov::addMap(Module &M, const EncodedUnit &Encoded) {
  std::string Text;
  raw_string_ostream Asm(Text);
  Asm << ".pushsection " << FASTCOV_SECTION_MAP << ",\"\",%progbits\n.p2align 3\n";
  constexpr size_t BytesPerLine = 512;
  for (size_t At = 0; At < Encoded.Map.size(); At += BytesPerLine) {
    Asm << ".ascii \"";
    for (unsigned char Byte : StringRef(Encoded.Map).substr(At, BytesPerLine)) {
      if (Byte >= 0x20 && Byte < 0x7f && Byte != '"' && Byte != '\\')
        Asm << char(Byte);
      else
        Asm << '\\' << char('0' + (Byte >> 6)) << char('0' + (Byte >> 3 & 7))
            << char('0' + (Byte & 7));
    }
    Asm << "\"\n";
  }
  Asm << ".popsection\n";
  M.appendModuleInlineAsm(Asm.str());
}

// A constant of the image: which directory shards go to.
static void addShardDirectory(Module &M, const std::string &Directory) {
  Constant *Text = ConstantDataArray::getString(M.getContext(), Directory);
  auto *Global = new GlobalVariable(M, Text->getType(), /*isConstant=*/true,
                                    GlobalValue::InternalLinkage, Text, "__fastcov_dir");
  compat::withoutRedZone(*Global);
  if (GlobalVariable *Declared = M.getGlobalVariable("__fastcov_dir");
      Declared && Declared != Global) {
    Global->takeName(Declared);
    Declared->replaceAllUsesWith(ConstantExpr::getBitCast(Global, Declared->getType()));
    Declared->eraseFromParent();
  }
  makeShared(*Global);
}

// No other instrumentation has business in the start-up code, and their runtimes have not started
// yet when it runs: without the last attribute, MemorySanitizer writes shadow memory that is not
// there.
static void keepUninstrumented(llvm::Function &F) {
  F.addFnAttr(Attribute::NoProfile);
  F.addFnAttr(Attribute::NoSanitizeCoverage);
  F.addFnAttr(Attribute::DisableSanitizerInstrumentation);
}

static std::unique_ptr<Module> parseStartCode(Module &M) {
  StringRef Bytes = startBitcode(compat::targetTriple(M));
  if (Bytes.empty())
    return nullptr;
  Expected<std::unique_ptr<Module>> Parsed =
      parseBitcodeFile(MemoryBufferRef(Bytes, "fastcov start-up code"), M.getContext());
  if (!Parsed)
    report_fatal_error(Parsed.takeError());
  return std::move(*Parsed);
}

void fastcov::addStartCode(Module &M, const std::string &ShardDirectory) {
  std::unique_ptr<Module> Start = parseStartCode(M);
  if (!Start)
    return;
  Triple Target = compat::targetTriple(M);
  compat::copyTarget(*Start, M);
  for (StringRef Name : {"llvm.module.flags", "llvm.ident", "llvm.commandline"})
    if (NamedMDNode *Node = Start->getNamedMetadata(Name))
      Node->eraseFromParent();
  std::vector<std::string> Names;
  for (GlobalObject &Object : Start->global_objects())
    if (!Object.isDeclaration()) {
      if (!compat::startsWith(Object.getName(), "__fastcov_"))
        Object.setName((compat::startsWith(Object.getName(), "fastcov_") ? "__" : "__fastcov_") +
                       Object.getName());
      Object.setLinkage(GlobalValue::ExternalLinkage);
      Names.push_back(Object.getName().str());
    }
  if (Linker::linkModules(M, std::move(Start)))
    report_fatal_error("fastcov: the start-up code does not link");
  // Only now: COMDAT functions that nothing refers to do not survive linking.
  for (const std::string &Name : Names) {
    auto *Object = cast<GlobalObject>(M.getNamedValue(Name));
    makeShared(*Object);
    if (auto *F = dyn_cast<llvm::Function>(Object))
      keepUninstrumented(*F);
    else
      compat::withoutRedZone(*cast<GlobalVariable>(Object));
  }
  addShardDirectory(M, ShardDirectory);

  // glibc hands the environment to constructors; other libraries hand them nothing.
  llvm::Function *Begin =
      M.getFunction(Target.isGNUEnvironment() ? "__fastcov_start" : "__fastcov_start_bare");
  llvm::Function *End = M.getFunction("__fastcov_finish");
  compat::appendConstructor(M, Begin, /*Priority=*/0);
  appendToGlobalDtors(M, End, /*Priority=*/0, End);
}
