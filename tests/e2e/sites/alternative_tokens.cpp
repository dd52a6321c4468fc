// `and`, `or`, `not` and digraphs.
static int f(int a, int b) <%
  if (a and not b) // [if `a`: true+ false+] [if `not b`: true+ false-]
    return 1;
  return (a or b) ? 2 : 3; // [?: `a`: true- false+] [?: `b`: true- false+]
%>
int main() { return f(1, 0) + f(0, 0) - 4; }
