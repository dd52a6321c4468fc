int one(int), two(int);
int main(int argc, char **) { return one(argc) + two(argc) > 1000; }
