int other(int a);
int odd(int a);
