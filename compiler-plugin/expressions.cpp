//===- expressions.cpp ----------------------------------------------------===//
#include "expressions.h"
#include <algorithm>

using namespace fastcov;

ExprId Expressions::any(llvm::ArrayRef<ExprId> Operands) {
  std::vector<ExprId> Distinct;
  for (ExprId Id : Operands)
    if (Id != Never)
      Distinct.push_back(Id);
  std::sort(Distinct.begin(), Distinct.end());
  Distinct.erase(std::unique(Distinct.begin(), Distinct.end()), Distinct.end());
  if (Distinct.empty())
    return Never;
  if (Distinct.size() == 1)
    return Distinct.front();
  auto [Entry, IsNew] = Known.try_emplace(Distinct, Nodes.size());
  if (IsNew) {
    Nodes.emplace_back();
    Nodes.back().Operands = std::move(Distinct);
  }
  return Entry->second;
}

ExprId Expressions::event() {
  ExprId Id = open();
  Nodes[Id].IsEvent = true;
  return Id;
}

ExprId Expressions::open() {
  Nodes.emplace_back();
  return Nodes.size() - 1;
}

void Expressions::addOperand(ExprId Node, ExprId Operand) {
  if (Operand != Never)
    Nodes[Node].Operands.push_back(Operand);
}

namespace {

// Tarjan's algorithm with a stack of its own: chains of else-ifs are as deep as sources are long.
class Encoder {
public:
  using OrFn = llvm::function_ref<uint32_t(llvm::ArrayRef<uint32_t>)>;

  explicit Encoder(OrFn Or) : Or(Or) {}

  // State of one expression: when it was met, the earliest that it reaches, its reference once
  // known.
  struct State {
    uint32_t Index = 0, Low = 0, Ref = 0;
    bool OnStack = false, Done = false;
  };

  template <typename OperandsFn, typename LeafFn>
  uint32_t visit(ExprId Root, std::vector<State> &States, OperandsFn Operands, LeafFn Leaf) {
    if (States[Root].Done)
      return States[Root].Ref;
    struct Frame {
      ExprId Id;
      size_t Next;
    };
    std::vector<Frame> Frames;
    auto Enter = [&](ExprId Id) {
      States[Id].Index = States[Id].Low = ++Counter;
      States[Id].OnStack = true;
      Component.push_back(Id);
      Frames.push_back({Id, 0});
    };
    Enter(Root);
    while (!Frames.empty()) {
      ExprId Id = Frames.back().Id;
      const std::vector<ExprId> &Needs = Operands(Id);
      if (Frames.back().Next < Needs.size()) {
        ExprId Need = Needs[Frames.back().Next++];
        if (!States[Need].Index && !States[Need].Done)
          Enter(Need);
        else if (States[Need].OnStack)
          States[Id].Low = std::min(States[Id].Low, States[Need].Index);
        continue;
      }
      Frames.pop_back();
      if (!Frames.empty())
        States[Frames.back().Id].Low = std::min(States[Frames.back().Id].Low, States[Id].Low);
      if (States[Id].Low == States[Id].Index)
        close(Id, States, Operands, Leaf);
    }
    return States[Root].Ref;
  }

private:
  OrFn Or;
  uint32_t Counter = 0;
  std::vector<ExprId> Component;

  // Everything above \p Id on the stack is true together with it: one reference for all.
  template <typename OperandsFn, typename LeafFn>
  void close(ExprId Id, std::vector<State> &States, OperandsFn Operands, LeafFn Leaf) {
    auto First = std::find(Component.rbegin(), Component.rend(), Id).base() - 1;
    std::vector<ExprId> Members(First, Component.end());
    Component.erase(First, Component.end());

    std::vector<uint32_t> Refs;
    for (ExprId Member : Members) {
      if (uint32_t Ref = Leaf(Member))
        Refs.push_back(Ref);
      for (ExprId Operand : Operands(Member))
        if (States[Operand].Done && States[Operand].Ref)
          Refs.push_back(States[Operand].Ref);
    }
    std::sort(Refs.begin(), Refs.end());
    Refs.erase(std::unique(Refs.begin(), Refs.end()), Refs.end());
    uint32_t Ref = Refs.empty() ? 0 : Refs.size() == 1 ? Refs.front() : Or(Refs);
    for (ExprId Member : Members) {
      States[Member].Ref = Ref;
      States[Member].OnStack = false;
      States[Member].Done = true;
    }
  }
};

} // namespace

std::vector<uint32_t>
Expressions::encode(llvm::ArrayRef<ExprId> Roots, llvm::function_ref<uint32_t(ExprId)> Leaf,
                    llvm::function_ref<uint32_t(llvm::ArrayRef<uint32_t>)> Or) const {
  Encoder Encode(Or);
  std::vector<Encoder::State> States(Nodes.size());
  std::vector<uint32_t> Refs;
  for (ExprId Root : Roots)
    Refs.push_back(Encode.visit(
        Root, States, [&](ExprId Id) -> const std::vector<ExprId> & { return Nodes[Id].Operands; },
        Leaf));
  return Refs;
}
