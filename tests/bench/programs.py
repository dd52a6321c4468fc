"""The programs that are measured and the ways to build them."""
import glob
import os

HERE = os.path.dirname(os.path.abspath(__file__))
DRIVERS = os.path.join(HERE, "drivers")
KERNELS = ["sum_if", "clamp", "count", "find", "max_if", "interpret", "parse", "tiny"]


class Program:
    """Sources, how to compile them, and two workloads: for the clock and for callgrind."""

    def __init__(self, name, sources, flags="", time="1", ir="1", cxx=False, data=""):
        self.name, self.sources, self.flags, self.cxx = name, sources, flags.split(), cxx
        self.time, self.ir, self.data = time.split(), ir.split(), data


def programs(sources, work):
    """All programs whose sources are there. `sources` is a directory as fetch_sources.sh makes it."""
    def files(pattern, but=()):
        found = sorted(glob.glob(os.path.join(sources, pattern)))
        return [f for f in found if os.path.basename(f) not in but]

    def driver(name):
        return [os.path.join(DRIVERS, name)]

    def include(path):
        return f"-I{sources}/{path}"

    zstd = [f for part in ("common", "compress", "decompress") for f in files(f"libzstd/lib/{part}/*.c")]
    zlib = files("zlib/*.c", but=("gzlib.c", "gzread.c", "gzwrite.c", "gzclose.c"))
    expat = [os.path.join(sources, "expat/expat/lib", f) for f in ("xmlparse.c", "xmlrole.c", "xmltok.c")]
    script = os.path.join(DRIVERS, "bench.lua")
    every = [
        Program("lua", files("lua/src/*.c", but=("luac.c",)), "-DLUA_USE_POSIX -Dluai_makeseed(L)=0",
                f"{script} 120", f"{script} 8"),
        Program("zstd", zstd + driver("zstd_driver.c"), include("libzstd/lib") + " -DZSTD_DISABLE_ASM",
                "40 1 3 6 12 -5", "4 1 3 6 12 -5"),
        Program("sqlite3", [os.path.join(work, "sqlite/sqlite3.c")] + driver("sqlite_driver.c"),
                f"-I{work}/sqlite -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION", "20", "2"),
        Program("zlib", zlib + driver("zlib_driver.c"), include("zlib"), "60", "5"),
        Program("lz4", [os.path.join(sources, "lz4/lib", f) for f in ("lz4.c", "lz4hc.c")] +
                driver("lz4_driver.c"), include("lz4/lib"), "200", "20"),
        Program("expat", expat + driver("expat_driver.c"),
                include("expat/expat/lib") + " -DXML_GE=1 -DXML_NS -DXML_DTD -DXML_CONTEXT_BYTES=1024"
                " -DHAVE_GETRANDOM -DBYTEORDER=1234", "150", "20"),
        Program("cjson", [os.path.join(sources, "cjson/cJSON.c")] + driver("cjson_driver.c"),
                include("cjson"), "1500", "100"),
        Program("fmt", files("fmtlib/src/format.cc") + files("fmtlib/src/os.cc") + driver("fmt_driver.cc"),
                include("fmtlib/include"), "300", "15", cxx=True),
        Program("nlohmann", driver("json_driver.cc"), include("nlohmann-json3/include"), "500", "30",
                cxx=True),
    ]
    needed = {"sqlite3": os.path.join(work, "sqlite/sqlite3.c")}
    return [p for p in every if p.sources and all(map(os.path.exists, p.sources))
            and os.path.exists(needed.get(p.name, "/"))
            and all(os.path.isdir(f[2:]) for f in p.flags if f.startswith("-I"))]


class Variant:
    """A way to build: the compiler's family, flags, and which variant it is compared with."""

    def __init__(self, name, title, flags, base="plain", gcc=False, link=()):
        self.name, self.title, self.flags, self.base = name, title, flags.split(), base
        self.gcc, self.link = gcc, list(link)


def variants(plugin):
    return [
        Variant("plain", "plain -O2", ""),
        Variant("fastcov", "fastcov", f"-fplugin={plugin}"),
        Variant("llvm", "clang source-based", "-fprofile-instr-generate -fcoverage-mapping"),
        Variant("single", "clang single-byte",
                "-fprofile-instr-generate -fcoverage-mapping -mllvm -enable-single-byte-coverage"),
        Variant("gcov", "clang --coverage", "--coverage"),
        Variant("sancov", "sancov bool flag", "-fsanitize-coverage=edge,inline-bool-flag",
                link=[os.path.join(DRIVERS, "sancov_start.c")]),
        Variant("gcc", "gcc plain -O2", "", base="gcc", gcc=True),
        Variant("gcc-gcov", "gcc --coverage", "--coverage", base="gcc", gcc=True),
    ]
