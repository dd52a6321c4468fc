//===- expressions.h - "it ran if one of these ran" -------------*- C++ -*-===//
//
// Whether a piece of source ran follows from events (an outcome was taken, a function was entered)
// by OR alone: a block ran if one of the edges into it did. Expressions are the nodes of that
// graph. Loops of gotos make it cyclic; its meaning is the least fixpoint, so all nodes of a cycle
// are true together, and encode() writes the condensed graph: strongly connected components in
// topological order (Tarjan, "Depth-first search and linear graph algorithms", 1972).
//
//===----------------------------------------------------------------------===//
#ifndef FASTCOV_EXPRESSIONS_H
#define FASTCOV_EXPRESSIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <map>
#include <vector>

namespace fastcov {

// An index into Expressions. 0 is "never".
using ExprId = uint32_t;
constexpr ExprId Never = 0;

class Expressions {
public:
  // A new event: something that flags will record. Those become its operands, or are it.
  ExprId event();

  // The OR of \p Operands; operands that say nothing are dropped and equal requests give equal
  // answers.
  ExprId any(llvm::ArrayRef<ExprId> Operands);

  // A node whose operands become known later, by addOperand.
  ExprId open();
  void addOperand(ExprId Node, ExprId Operand);
  bool hasOperands(ExprId Node) const { return !Nodes[Node].Operands.empty(); }

  // The nodes that were made so far, which of them are events, and what each is the OR of. Nodes
  // may name later ones.
  ExprId count() const { return ExprId(Nodes.size()); }
  bool isEvent(ExprId Id) const { return Nodes[Id].IsEvent; }
  llvm::ArrayRef<ExprId> operands(ExprId Id) const { return Nodes[Id].Operands; }

  // Writes the nodes that \p Roots need. \p Leaf gives the map's reference of the flag that a
  // node is (or 0: it is none); \p Or appends an OR of references and returns its own. Returns the
  // references of \p Roots, in their order.
  std::vector<uint32_t> encode(llvm::ArrayRef<ExprId> Roots,
                               llvm::function_ref<uint32_t(ExprId)> Leaf,
                               llvm::function_ref<uint32_t(llvm::ArrayRef<uint32_t>)> Or) const;

private:
  struct Node {
    std::vector<ExprId> Operands;
    bool IsEvent = false;
  };
  std::vector<Node> Nodes{Node()};
  std::map<std::vector<ExprId>, ExprId> Known;
};

} // namespace fastcov

#endif
