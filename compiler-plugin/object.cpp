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
// runtime/start.c as bitcode, and runtime/shard.c as code; the build makes them.
#define FOR_TARGET(T)                                                                              \
  extern const unsigned char start_bitcode_##T[], shard_code_##T[];                                \
  extern const unsigned long start_bitcode_##T##_size, shard_code_##T##_size;
FOR_TARGET(x86_64)
FOR_TARGET(aarch64)
FOR_TARGET(i386)
#undef FOR_TARGET
}

namespace {
struct StartCode {
  StringRef Bitcode, ShardCode;
};
} // namespace

// The start-up code for the target; empty if there is none.
static StartCode startCode(const Triple &Target) {
  auto text = [](const unsigned char *Bytes, unsigned long Size) {
    return StringRef(reinterpret_cast<const char *>(Bytes), Size);
  };
#define FOR_TARGET(T)                                                                              \
  StartCode {                                                                                      \
    text(start_bitcode_##T, start_bitcode_##T##_size), text(shard_code_##T, shard_code_##T##_size) \
  }
  if (!Target.isOSLinux() || !Target.isOSBinFormatELF() || Target.isX32() ||
      Target.getEnvironment() == Triple::GNUILP32)
    return {};
  switch (Target.getArch()) {
  case Triple::x86_64:
    return FOR_TARGET(x86_64);
  case Triple::aarch64:
    return FOR_TARGET(aarch64);
  case Triple::x86:
    return FOR_TARGET(i386);
  default:
    return {};
  }
#undef FOR_TARGET
}

bool fastcov::isKnownTarget(const Triple &Target) {
  bool IsBare = Target.getOS() == Triple::UnknownOS && Target.isOSBinFormatELF() &&
                Target.isLittleEndian() && (Target.isArch32Bit() || Target.isArch64Bit());
  return IsBare || !startCode(Target).Bitcode.empty();
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

// Zeros in \p Section.
static GlobalVariable *addBytes(Module &M, const Twine &Name, uint64_t Size, StringRef Section,
                                Align Alignment) {
  Type *Bytes = ArrayType::get(Type::getInt8Ty(M.getContext()), Size);
  auto *Global = new GlobalVariable(M, Bytes, /*isConstant=*/false, GlobalValue::InternalLinkage,
                                    Constant::getNullValue(Bytes), Name);
  if (compat::targetTriple(M).isOSLinux()) {
    // A section that is named in the ordinary way takes bytes of the file, and pages aligned so
    // take many. These are what `#pragma clang section` leaves behind: the section is like .bss, or
    // under -fno-zero-initialized-in-bss like .data.
    Global->addAttribute("bss-section", Section);
    Global->addAttribute("data-section", Section);
  } else {
    Global->setSection(Section); // start-up code without a system knows only .bss to clear
  }
  Global->setAlignment(Alignment);
  compat::withoutRedZone(*Global);
  return Global;
}

// Gives \p Global the name that the start-up code has declared.
static void define(StringRef Name, GlobalVariable &Global) {
  if (GlobalVariable *Declared = Global.getParent()->getGlobalVariable(Name)) {
    Global.takeName(Declared);
    Declared->replaceAllUsesWith(ConstantExpr::getBitCast(&Global, Declared->getType()));
    Declared->eraseFromParent();
  }
  Global.setName(Name);
}

GlobalVariable *fastcov::addFlags(Module &M, uint32_t Count) {
  // The anchor comes first in the object, so that the section begins with it in the image, too: it
  // aligns the flags of all objects as a whole. The tail, a section of its own that follows, keeps
  // others off the last page.
  GlobalVariable *Anchor =
      addBytes(M, "__fastcov_anchor", 0, FASTCOV_SECTION_FLAGS, largestPage(M));
  GlobalVariable *Flags =
      addBytes(M, "__fastcov_unit_flags", Count, FASTCOV_SECTION_FLAGS, Align(1));
  GlobalVariable *Tail = addBytes(M, "", 1, FASTCOV_SECTION_TAIL, largestPage(M));
  define("__fastcov_tail", *Tail);
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
                                    GlobalValue::InternalLinkage, Text);
  compat::withoutRedZone(*Global);
  define("__fastcov_dir", *Global);
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

static std::unique_ptr<Module> parseStartCode(StringRef Bitcode, LLVMContext &Context) {
  Expected<std::unique_ptr<Module>> Parsed =
      parseBitcodeFile(MemoryBufferRef(Bitcode, "fastcov start-up code"), Context);
  if (!Parsed)
    report_fatal_error(Parsed.takeError());
  return std::move(*Parsed);
}

// Defines the function that shard.c compiled to. Its code is what LLVM calls prologue data: bytes
// at a function's beginning, here all there is of it. (As inline assembly they had to be parsed.)
static void addShardCode(Module &Start, StringRef Code) {
  LLVMContext &Context = Start.getContext();
  llvm::Function *F = Start.getFunction("__fastcov_runtime");
  for (Attribute::AttrKind Kind : {Attribute::Naked, Attribute::NoInline, Attribute::NoUnwind})
    F->addFnAttr(Kind);
  F->setAlignment(Align(16));
  F->setPrologueData(ConstantDataArray::getString(Context, Code, /*AddNull=*/false));
  new UnreachableInst(Context, BasicBlock::Create(Context, "", F));
}

void fastcov::addStartCode(Module &M, const std::string &ShardDirectory) {
  Triple Target = compat::targetTriple(M);
  StartCode Code = startCode(Target);
  if (Code.Bitcode.empty())
    return;
  std::unique_ptr<Module> Start = parseStartCode(Code.Bitcode, M.getContext());
  addShardCode(*Start, Code.ShardCode);
  // glibc hands the environment to constructors; other libraries hand them nothing.
  StringRef BeginName = "__fastcov_start", OtherName = "__fastcov_start_bare";
  if (!Target.isGNUEnvironment())
    std::swap(BeginName, OtherName);
  Start->getFunction(OtherName)->eraseFromParent();
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

  llvm::Function *Begin = M.getFunction(BeginName);
  llvm::Function *End = M.getFunction("__fastcov_finish");
  compat::appendConstructor(M, Begin, /*Priority=*/0);
  appendToGlobalDtors(M, End, /*Priority=*/0, End);
}
