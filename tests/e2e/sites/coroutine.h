// The least of <coroutine>, for compilers with and without it.
namespace std {
template <class R, class... A> struct coroutine_traits {
  using promise_type = typename R::promise_type;
};
template <class P = void> struct coroutine_handle;
template <> struct coroutine_handle<void> {
  void *frame = nullptr;
  static coroutine_handle from_address(void *p) noexcept {
    coroutine_handle h;
    h.frame = p;
    return h;
  }
  void *address() const noexcept { return frame; }
  void resume() const { __builtin_coro_resume(frame); }
  void destroy() const { __builtin_coro_destroy(frame); }
  bool done() const noexcept { return __builtin_coro_done(frame); }
};
template <class P> struct coroutine_handle : coroutine_handle<> {
  static coroutine_handle from_address(void *p) noexcept {
    coroutine_handle h;
    h.frame = p;
    return h;
  }
  static coroutine_handle from_promise(P &p) noexcept {
    return from_address(__builtin_coro_promise(&p, alignof(P), true));
  }
  P &promise() const { return *static_cast<P *>(__builtin_coro_promise(this->frame, alignof(P), false)); }
};
struct suspend_always {
  bool await_ready() const noexcept { return false; }
  void await_suspend(coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
struct suspend_never {
  bool await_ready() const noexcept { return true; }
  void await_suspend(coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
} // namespace std
// A task that runs when it is told to, yields and returns ints.
struct Task {
  struct promise_type {
    int value = 0;
    bool failed = false;
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int v) {
      value = v;
      return {};
    }
    void return_value(int v) { value = v; }
    void unhandled_exception() { failed = true; }
  };
  std::coroutine_handle<promise_type> handle;
  int next() {
    handle.resume();
    return handle.promise().value;
  }
};
