// flags: -std=c++20
// constinit: the condition is evaluated by the compiler.
constexpr int pick(int a) { return a > 1 ? 7 : 8; }
constinit int first = pick(2);
constinit thread_local int second = sizeof(int) > 2 ? 1 : 2;
int main() { return first + second - 8; }
