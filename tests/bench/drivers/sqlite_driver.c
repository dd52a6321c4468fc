// sqlite_driver SCALE: a table of SCALE * 1000 rows in memory: insert, index, join, group, update.
#include "bench_input.h"
#include "sqlite3.h"

static sqlite3 *db;
static unsigned rows;
static int row(void *data, int count, char **values, char **names) {
  (void)data, (void)names;
  rows += count && values[0] && values[0][0];
  return 0;
}
static void run(const char *sql) {
  char *message = NULL;
  if (sqlite3_exec(db, sql, row, NULL, &message) != SQLITE_OK) {
    fprintf(stderr, "%s\n", message);
    exit(1);
  }
}

int main(int argc, char **argv) {
  char sql[256];
  unsigned count = (unsigned)atoi(argv[argc - 1]) * 1000;
  sqlite3_open(":memory:", &db);
  run("CREATE TABLE t(a INTEGER PRIMARY KEY, b INT, c TEXT); BEGIN");
  for (unsigned i = 0; i < count; i++) {
    sprintf(sql, "INSERT INTO t VALUES(%u, %u, 'name %u of x')", i, i * 7919 % 1009, i * 31 % 977);
    run(sql);
  }
  run("COMMIT; CREATE INDEX tb ON t(b); CREATE INDEX tc ON t(c)");
  for (unsigned i = 0; i < count; i += 20) {
    sprintf(sql, "SELECT c, count(*), sum(a) FROM t WHERE b BETWEEN %u AND %u GROUP BY c ORDER BY 2",
            i % 1000, i % 1000 + 3);
    run(sql);
  }
  run("SELECT x.a, y.b FROM t x JOIN t y ON x.b = y.a WHERE y.c LIKE 'name 1%' ORDER BY y.b, x.a");
  run("UPDATE t SET b = b + 1 WHERE a % 3 = 0; DELETE FROM t WHERE c GLOB '*9 of*'");
  run("SELECT upper(c), length(c) FROM t ORDER BY c DESC LIMIT 500; PRAGMA integrity_check");
  printf("%u\n", rows);
  return 0;
}
