//===- markers.cpp --------------------------------------------------------===//
#include "markers.h"
#include "llvm_compat.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace fastcov;

// The cast that turns a value of scalar type \p From into a bool, as Sema would have made it.
static CastKind castToBool(QualType From) {
  switch (From->getScalarTypeKind()) {
  case Type::STK_CPointer:
  case Type::STK_BlockPointer:
  case Type::STK_ObjCObjectPointer:
    return CK_PointerToBoolean;
  case Type::STK_MemberPointer:
    return CK_MemberPointerToBoolean;
  case Type::STK_Bool:
    return CK_NoOp;
  case Type::STK_Integral:
    return CK_IntegralToBoolean;
  case Type::STK_Floating:
    return CK_FloatingToBoolean;
  case Type::STK_IntegralComplex:
    return CK_IntegralComplexToBoolean;
  case Type::STK_FloatingComplex:
    return CK_FloatingComplexToBoolean;
  case Type::STK_FixedPoint:
    return CK_FixedPointToBoolean;
  }
  llvm_unreachable("a condition is of scalar type");
}

// `{ return first parameter; }`, or `{}` if there is nothing to return: lets a constexpr marker be
// evaluated at compile time.
static Stmt *constexprBody(ASTContext &Context, FunctionDecl *Marker) {
  if (Marker->getReturnType()->isVoidType())
    return compat::compound(Context, {}, SourceLocation());
  ParmVarDecl *First = Marker->getParamDecl(0);
  First->setIsUsed();
  Expr *Ref = DeclRefExpr::Create(Context, NestedNameSpecifierLoc(), SourceLocation(), First, false,
                                  SourceLocation(), First->getType(), VK_LValue);
  Expr *Value = ImplicitCastExpr::Create(Context, First->getType(), CK_LValueToRValue, Ref, nullptr,
                                         VK_PRValue, FPOptionsOverride());
  Stmt *Return = ReturnStmt::Create(Context, SourceLocation(), Value, nullptr);
  return compat::compound(Context, Return, SourceLocation());
}

FunctionDecl *MarkerBuilder::declare(llvm::StringRef Name, QualType Result,
                                     llvm::ArrayRef<QualType> Parameters) {
  FunctionProtoType::ExtProtoInfo Info;
  if (Context.getLangOpts().CPlusPlus)
    Info.ExceptionSpec.Type = EST_BasicNoexcept;
  QualType Type = Context.getFunctionType(Result, Parameters, Info);
  DeclContext *Scope = Context.getTranslationUnitDecl();
  bool IsConstexpr = Context.getLangOpts().CPlusPlus;
  auto *Marker = FunctionDecl::Create(
      Context, Scope, SourceLocation(), SourceLocation(), &Context.Idents.get(Name), Type, nullptr,
      SC_Extern, /*UsesFPIntrin=*/false, /*isInlineSpecified=*/false, /*hasWrittenPrototype=*/true,
      IsConstexpr ? ConstexprSpecKind::Constexpr : ConstexprSpecKind::Unspecified);
  llvm::SmallVector<ParmVarDecl *, 2> Decls;
  for (QualType Parameter : Parameters)
    Decls.push_back(ParmVarDecl::Create(Context, Marker, SourceLocation(), SourceLocation(),
                                        nullptr, Parameter, nullptr, SC_None, nullptr));
  Marker->setParams(Decls);
  Marker->setImplicit();
  Marker->addAttr(compat::asmLabel(Context, Name));
  Marker->addAttr(NoThrowAttr::CreateImplicit(Context));
  Marker->addAttr(NoDebugAttr::CreateImplicit(Context));
  if (IsConstexpr) {
    Marker->setImplicitlyInline(); // or else those who import it from a module define it again
    Marker->setBody(constexprBody(Context, Marker));
  }
  return Marker;
}

Expr *MarkerBuilder::call(FunctionDecl *Marker, llvm::ArrayRef<Expr *> Arguments,
                          SourceLocation Loc) {
  QualType Pointer = Context.getPointerType(Marker->getType());
  Expr *Ref = DeclRefExpr::Create(Context, NestedNameSpecifierLoc(), SourceLocation(), Marker,
                                  false, Loc, Marker->getType(), VK_LValue);
  Expr *Callee = ImplicitCastExpr::Create(Context, Pointer, CK_FunctionToPointerDecay, Ref, nullptr,
                                          VK_PRValue, FPOptionsOverride());
  return CallExpr::Create(Context, Callee, Arguments, Marker->getReturnType(), VK_PRValue, Loc,
                          FPOptionsOverride());
}

Expr *MarkerBuilder::number(uint32_t Value, SourceLocation Loc) {
  QualType Type = Context.UnsignedIntTy;
  return IntegerLiteral::Create(Context, llvm::APInt(Context.getIntWidth(Type), Value), Type, Loc);
}

Expr *MarkerBuilder::toBool(Expr *Condition) {
  if (Condition->isGLValue())
    Condition = ImplicitCastExpr::Create(Context, Condition->getType().getUnqualifiedType(),
                                         CK_LValueToRValue, Condition, nullptr, VK_PRValue,
                                         FPOptionsOverride());
  if (Condition->getType()->isBooleanType())
    return Condition;
  return ImplicitCastExpr::Create(Context, Context.BoolTy, castToBool(Condition->getType()),
                                  Condition, nullptr, VK_PRValue, FPOptionsOverride());
}

Expr *MarkerBuilder::branch(Expr *Condition, uint32_t Site) {
  if (!Branch)
    Branch = declare(BranchMarker, Context.BoolTy, {Context.BoolTy, Context.UnsignedIntTy});
  SourceLocation Loc = Condition->getExprLoc();
  return call(Branch, {toBool(Condition), number(Site, Loc)}, Loc);
}

// Whether a function takes and returns a \p Type as the one value that it is, on every target.
static bool isPassedWhole(const ASTContext &Context, QualType Type) {
  return !Type->isBitIntType() && Context.getTypeSize(Type) <= 64;
}

// `&(T){Value}`
Expr *MarkerBuilder::addressOfCopy(Expr *Value) {
  QualType Type = Context.getCanonicalType(Value->getType()).getUnqualifiedType();
  SourceLocation Loc = Value->getExprLoc();
  Expr *Copy = new (Context) CompoundLiteralExpr(Loc, Context.getTrivialTypeSourceInfo(Type, Loc),
                                                 Type, VK_LValue, Value, /*fileScope=*/false);
  return UnaryOperator::Create(Context, Copy, UO_AddrOf, Context.getPointerType(Type), VK_PRValue,
                               OK_Ordinary, Loc, /*CanOverflow=*/false, FPOptionsOverride());
}

// `*Pointer`, as a value
Expr *MarkerBuilder::load(Expr *Pointer) {
  QualType Type = Pointer->getType()->getPointeeType();
  Expr *Object =
      UnaryOperator::Create(Context, Pointer, UO_Deref, Type, VK_LValue, OK_Ordinary,
                            Pointer->getExprLoc(), /*CanOverflow=*/false, FPOptionsOverride());
  return ImplicitCastExpr::Create(Context, Type, CK_LValueToRValue, Object, nullptr, VK_PRValue,
                                  FPOptionsOverride());
}

Expr *MarkerBuilder::switchValue(Expr *Value, uint32_t Site) {
  QualType Type = Context.getCanonicalType(Value->getType()).getUnqualifiedType();
  SourceLocation Loc = Value->getExprLoc();
  bool IsWhole = isPassedWhole(Context, Type);
  QualType Passed = IsWhole ? Type : Context.getPointerType(Type);
  FunctionDecl *&Marker = Switches[Passed];
  if (!Marker)
    Marker = declare((SwitchMarkerPrefix + llvm::Twine(Switches.size())).str(), Passed,
                     {Passed, Context.UnsignedIntTy});
  if (IsWhole)
    return call(Marker, {Value, number(Site, Loc)}, Loc);
  return load(call(Marker, {addressOfCopy(Value), number(Site, Loc)}, Loc));
}

Stmt *MarkerBuilder::entry(uint32_t Event, SourceLocation Loc) {
  if (!Entry)
    Entry = declare(EntryMarker, Context.VoidTy, {Context.UnsignedIntTy});
  return call(Entry, number(Event, Loc), Loc);
}

CompoundStmt *MarkerBuilder::withStatements(const CompoundStmt *Block,
                                            llvm::ArrayRef<Stmt *> Statements) {
  return compat::withStatements(Context, Block, Statements);
}

Stmt *MarkerBuilder::withEntry(Stmt *S, uint32_t Event) {
  if (auto *Try = dyn_cast<CXXTryStmt>(S)) {
    *Try->child_begin() = withEntry(Try->getTryBlock(), Event);
    return Try;
  }
  if (auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S)) {
    for (Stmt *&Child : Coroutine->children())
      if (Child == Coroutine->getBody()) {
        Child = withEntry(Child, Event);
        break;
      }
    return Coroutine;
  }
  Stmt *Marker = entry(Event, S->getBeginLoc());
  auto *Block = dyn_cast<CompoundStmt>(S);
  if (!Block)
    return compat::compound(Context, {Marker, S}, S->getBeginLoc());
  llvm::SmallVector<Stmt *, 16> Statements{Marker};
  Statements.append(Block->body_begin(), Block->body_end());
  return withStatements(Block, Statements);
}

// \p Init with another value.
static CXXCtorInitializer *withValue(ASTContext &Context, const CXXCtorInitializer *Init,
                                     Expr *Value) {
  SourceLocation Member = Init->getMemberLocation(), Left = Init->getLParenLoc(),
                 Right = Init->getRParenLoc();
  CXXCtorInitializer *New;
  if (Init->isBaseInitializer())
    New = new (Context) CXXCtorInitializer(
        Context, Init->getTypeSourceInfo(), Init->isBaseVirtual(), Left, Value, Right,
        Init->isPackExpansion() ? Init->getEllipsisLoc() : SourceLocation());
  else if (Init->isDelegatingInitializer())
    New = new (Context) CXXCtorInitializer(Context, Init->getTypeSourceInfo(), Left, Value, Right);
  else if (FieldDecl *Field = Init->getMember())
    New = new (Context) CXXCtorInitializer(Context, Field, Member, Left, Value, Right);
  else
    New = new (Context)
        CXXCtorInitializer(Context, Init->getIndirectMember(), Member, Left, Value, Right);
  if (Init->isWritten())
    New->setSourceOrder(Init->getSourceOrder());
  return New;
}

CXXCtorInitializer *MarkerBuilder::withEntry(const CXXCtorInitializer *Init, uint32_t Event) {
  Expr *Value = Init->getInit();
  SourceLocation Loc = Value->getBeginLoc();
  Expr *Both = BinaryOperator::Create(Context, cast<Expr>(entry(Event, Loc)), Value, BO_Comma,
                                      Value->getType(), Value->getValueKind(),
                                      Value->getObjectKind(), Loc, FPOptionsOverride());
  return withValue(Context, Init, Both);
}

Stmt *MarkerBuilder::withEnd(Stmt *S, uint32_t Event) {
  Stmt *Marker = entry(Event, S->getEndLoc());
  auto *Block = dyn_cast<CompoundStmt>(S);
  if (!Block)
    return compat::compound(Context, {S, Marker}, S->getBeginLoc());
  llvm::SmallVector<Stmt *, 16> Statements(Block->body_begin(), Block->body_end());
  Statements.push_back(Marker);
  return withStatements(Block, Statements);
}

bool fastcov::isMarker(const FunctionDecl *Function, llvm::StringRef Prefix) {
  return Function->isImplicit() && Function->getIdentifier() &&
         compat::startsWith(Function->getName(), Prefix);
}

// The call of a marker that \p S is, or null.
static CallExpr *markerCall(Stmt *S, llvm::StringRef Prefix) {
  auto *Call = dyn_cast_or_null<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && isMarker(Callee, Prefix) ? Call : nullptr;
}

static bool isEntry(Stmt *S) { return markerCall(S, EntryMarker) != nullptr; }

// What \p S marks, if it is what branch() or switchValue() made; else null.
static Expr *markedValue(Stmt *S) {
  for (llvm::StringRef Prefix : {BranchMarker, SwitchMarkerPrefix})
    if (CallExpr *Call = markerCall(S, Prefix))
      return Call->getArg(0);
  auto *Load = dyn_cast_or_null<ImplicitCastExpr>(S);
  auto *Object = Load ? dyn_cast<UnaryOperator>(Load->getSubExpr()) : nullptr;
  CallExpr *Call = Object ? markerCall(Object->getSubExpr(), SwitchMarkerPrefix) : nullptr;
  if (!Call)
    return nullptr;
  auto *Copy = cast<UnaryOperator>(Call->getArg(0))->getSubExpr();
  return cast<CompoundLiteralExpr>(Copy)->getInitializer();
}

void fastcov::removeMarkers(ASTContext &Context, CXXConstructorDecl *Constructor) {
  for (CXXCtorInitializer *&Init :
       llvm::make_range(Constructor->init_begin(), Constructor->init_end())) {
    Stmt *Value = Init->getInit();
    removeMarkers(Context, Value);
    auto *Both = dyn_cast<BinaryOperator>(Value);
    if (Both && Both->getOpcode() == BO_Comma && isEntry(Both->getLHS()))
      Init = withValue(Context, Init, Both->getRHS());
  }
}

void fastcov::removeMarkers(ASTContext &Context, Stmt *&S) {
  while (Expr *Value = markedValue(S))
    S = Value;
  auto *Compound = dyn_cast_or_null<CompoundStmt>(S);
  if (Compound && llvm::any_of(Compound->body(), isEntry)) {
    llvm::SmallVector<Stmt *, 16> Rest;
    llvm::copy_if(Compound->body(), std::back_inserter(Rest), [](Stmt *S) { return !isEntry(S); });
    // Brackets that stand where the first statement does are no brackets of the source.
    bool IsOwn = Rest.size() != 1 || Rest[0]->getBeginLoc() != Compound->getLBracLoc();
    S = IsOwn ? compat::withStatements(Context, Compound, Rest) : Rest[0];
    return removeMarkers(Context, S);
  }
  if (S)
    for (Stmt *&Child : S->children())
      removeMarkers(Context, Child);
}
