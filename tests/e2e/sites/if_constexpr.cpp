// if constexpr outside of templates: what is not chosen has no sites.
static int f(int a) {
  if constexpr (int n = 4; sizeof(int) == 4)
    return a ? n : 1; // [?: `a`: true+ false-]
  else
    return a ? 2 : 3;
}
int main() { return f(1) - 4; }
