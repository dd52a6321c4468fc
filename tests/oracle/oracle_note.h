// What arbiter.py puts into disputed sources calls this; included before anything else, so that it may
// include nothing itself. Each fact is written at once, and once: `number line value file`.
#define ORACLE_NOTE(number, ...)                                                                   \
  ((__VA_ARGS__) ? oracle_note(number, __LINE__, 1, __FILE_NAME__)                                 \
                 : oracle_note(number, __LINE__, 0, __FILE_NAME__))

char *oracle_getenv(const char *) __asm__("getenv");
int oracle_open(const char *, int, ...) __asm__("open");
long oracle_write(int, const void *, unsigned long) __asm__("write");
int oracle_snprintf(char *, unsigned long, const char *, ...) __asm__("snprintf");

__attribute__((unused)) static int oracle_note(int number, int line, int value, const char *name) {
  static int seen[2000][3];
  static int count, file;
  for (int i = 0; i < count; i++)
    if (seen[i][0] == number && seen[i][1] == line && seen[i][2] == value)
      return value;
  if (count < 2000) {
    seen[count][0] = number;
    seen[count][1] = line;
    seen[count++][2] = value;
  }
  if (!file && oracle_getenv("ORACLE_NOTES"))
    file = oracle_open(oracle_getenv("ORACLE_NOTES"), 02001 | 0100, 0666); // append, write, create
  char text[200];
  int size = oracle_snprintf(text, sizeof(text), "%d %d %d %s\n", number, line, value, name);
  if (file > 0)
    (void)!oracle_write(file, text, (unsigned long)size);
  return value;
}
