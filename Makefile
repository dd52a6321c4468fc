# fastcov: exact branch coverage for C and C++. `make help` lists what can be made.

# ---- Choices ------------------------------------------------------------------------------------
# The clang that the plugin is for. Default: the newest with headers installed, else what `make setup` installs.
LLVM_VERSIONS := 22 19 14
LLVM_INSTALLED := $(foreach v,$(LLVM_VERSIONS),$(if $(wildcard /usr/lib/llvm-$(v)/include/clang/AST/AST.h),$(if $(wildcard /usr/bin/clang-$(v)),$(v))))
LLVM ?= $(firstword $(LLVM_INSTALLED) $(firstword $(LLVM_VERSIONS)))
PREFIX ?= /usr/local
DESTDIR ?=
CFLAGS ?= -O2 -g
CXXFLAGS ?= -O2 -g
JOBS ?= $(shell nproc)
MAKEFLAGS += -j$(JOBS)

BUILD := build
WARN := -Wall -Wextra -Werror
INCLUDES := -Iruntime -Icompiler-plugin -Imerge-tool -Ireport
LLVM_CONFIG := /usr/lib/llvm-$(LLVM)/bin/llvm-config
CLANG := clang-$(LLVM)
VERSION := $(shell sed -n 's/.*FASTCOV_VERSION "\(.*\)"/\1/p' report/version.h)

.SUFFIXES:
.DELETE_ON_ERROR:
.PHONY: all setup test screenshots demo oracle suites torture fuzz endings bench bench-processes bench-sharing bench-reports install uninstall clean format format-check help FORCE
all: $(BUILD)/fastcov.so $(BUILD)/libfastcov.so $(BUILD)/libfastcov.a $(BUILD)/fastcov-merge $(BUILD)/fastcov-report ## Build everything

# The packages that the goals need: those of a plain build are asked for, the others' installed.
NEEDS := $(or $(sort $(filter demo oracle suites bench bench-processes bench-sharing bench-reports,$(MAKECMDGOALS)) $(if $(filter setup test torture fuzz endings screenshots,$(MAKECMDGOALS)),test)),build)
PACKAGES := $(NEEDS:%=$(BUILD)/packages-$(LLVM)-%)
$(BUILD)/packages-$(LLVM)-%: tests/setup.sh tests/html/package-lock.json
	@mkdir -p $(@D)
	@LLVM=$(LLVM) tests/setup.sh $(if $(filter build,$*),,--install) $*
	@$(if $(filter test,$*),BUILD=$(abspath $(BUILD)) tests/html/setup.sh)
	@touch $@

# What was chosen, so that another choice rebuilds what depends on it.
define remember
$(1): FORCE | $(PACKAGES)
	@mkdir -p $$(@D)
	@printf '%s\n' '$(2)' | cmp -s - $$@ || printf '%s\n' '$(2)' > $$@
endef
$(eval $(call remember,$(BUILD)/choice-llvm,$(LLVM)))
$(eval $(call remember,$(BUILD)/llvm-$(LLVM)/choice-flags,$(CXX) $(CXXFLAGS) $(CC) $(CFLAGS) $(LDFLAGS)))
$(eval $(call remember,$(BUILD)/choice-tools,$(CC) $(CFLAGS) $(CPPFLAGS) $(LDFLAGS)))

# ---- compiler-plugin: the Clang plugin, with the start-up code as bitcode inside -----------------
PLUGIN_SOURCES := $(wildcard compiler-plugin/*.cpp)
PLUGIN_DIR := $(BUILD)/llvm-$(LLVM)
PLUGIN_OBJECTS := $(PLUGIN_SOURCES:compiler-plugin/%.cpp=$(PLUGIN_DIR)/%.o) $(PLUGIN_DIR)/map_writer.o $(PLUGIN_DIR)/start_code.o

$(BUILD)/fastcov.so: $(PLUGIN_DIR)/fastcov.so $(BUILD)/choice-llvm
	cp $< $@.new && mv $@.new $@

$(PLUGIN_DIR)/fastcov.so: $(PLUGIN_OBJECTS)
	$(CXX) -shared -o $@ $(PLUGIN_OBJECTS) $(LDFLAGS) -Wl,--exclude-libs,ALL -lzstd

# LLVM's headers are system headers: their warnings are not ours to mend.
$(PLUGIN_DIR)/%.o: compiler-plugin/%.cpp $(PLUGIN_DIR)/choice-flags
	@mkdir -p $(@D)
	$(CXX) -std=c++17 -fPIC -fno-rtti -fvisibility=hidden $(CXXFLAGS) $(WARN) $(INCLUDES) \
	  $(subst -I,-isystem ,$(filter -I%,$(shell $(LLVM_CONFIG) --cppflags))) -D__STDC_CONSTANT_MACROS -D__STDC_FORMAT_MACROS -D__STDC_LIMIT_MACROS \
	  -MMD -MP -c $< -o $@

$(PLUGIN_DIR)/map_writer.o: compiler-plugin/map_writer.c $(PLUGIN_DIR)/choice-flags
	@mkdir -p $(@D)
	$(CC) -std=c11 -fPIC -fvisibility=hidden $(CFLAGS) $(WARN) $(INCLUDES) -MMD -MP -c $< -o $@

# The start-up code. What it does is compiled to bytes here, once; only the little that ties those bytes to an image
# is bitcode, which every compilation turns into code anew.
FREESTANDING := -std=c11 -ffreestanding -fPIC -fno-stack-protector -fno-builtin -fvisibility=hidden -fno-ident $(WARN) -Iruntime

# The targets of programs; any clang compiles for them all, and lld links them all.
TARGETS := x86_64 aarch64 i386
TARGET_FLAGS_x86_64 := -fcf-protection=branch
TARGET_FLAGS_i386 := -fcf-protection=branch
TARGET_FLAGS_aarch64 := -mbranch-protection=bti
# What must not depend on the page that the bytes begin in.
SHARD_FLAGS_aarch64 := -mcmodel=tiny

define start_code
$(PLUGIN_DIR)/shard_code-$(1).bin: runtime/shard.c runtime/shard.ld $(PLUGIN_DIR)/choice-flags
	@mkdir -p $$(@D)
	$(CLANG) --target=$(1)-linux-gnu $(FREESTANDING) $(TARGET_FLAGS_$(1)) $(SHARD_FLAGS_$(1)) -Oz -fno-asynchronous-unwind-tables \
	  -MMD -MP -MF $$(@:.bin=.d) -MT $$@ -c $$< -o $$(@:.bin=.o)
	ld.lld-$(LLVM) -T runtime/shard.ld -e __fastcov_runtime --oformat binary -o $$@ $$(@:.bin=.o)

$(PLUGIN_DIR)/start-$(1).bc: runtime/start.c $(PLUGIN_DIR)/choice-flags
	@mkdir -p $$(@D)
	$(CLANG) --target=$(1)-linux-gnu $(FREESTANDING) $(TARGET_FLAGS_$(1)) -O2 -DFASTCOV_SHARD_CODE_APART \
	  -MMD -MP -MF $$(@:.bc=.bc.d) -MT $$@ -emit-llvm -c $$< -o $$@
endef
$(foreach t,$(TARGETS),$(eval $(call start_code,$(t))))

# Both as arrays: start_bitcode_TARGET, shard_code_TARGET.
$(PLUGIN_DIR)/start_code.c: $(TARGETS:%=$(PLUGIN_DIR)/start-%.bc) $(TARGETS:%=$(PLUGIN_DIR)/shard_code-%.bin)
	array() { \
	  echo "extern const unsigned char $$1[]; extern const unsigned long $$1_size;"; \
	  echo "const unsigned char $$1[] = {"; od -An -v -tu1 "$$2" | sed 's/\([0-9]\+\)/\1,/g'; \
	  echo "}; const unsigned long $$1_size = sizeof $$1;"; }; \
	for t in $(TARGETS); do \
	  array start_bitcode_$$t $(PLUGIN_DIR)/start-$$t.bc; array shard_code_$$t $(PLUGIN_DIR)/shard_code-$$t.bin; done > $@

$(PLUGIN_DIR)/start_code.o: $(PLUGIN_DIR)/start_code.c
	$(CC) -std=c11 -fPIC -fvisibility=hidden -c $< -o $@

# ---- runtime: the library for programs that call the API ----------------------------------------
RUNTIME_OBJECTS := $(BUILD)/runtime/libfastcov.o
# What refers to the image that it is linked into: for the static library alone.
STATIC_OBJECTS := $(BUILD)/runtime/fastcov_write.o

$(BUILD)/runtime/%.o: runtime/%.c $(BUILD)/choice-tools
	@mkdir -p $(@D)
	$(CC) -std=c11 -fPIC -fvisibility=hidden $(CPPFLAGS) $(CFLAGS) $(WARN) $(INCLUDES) -MMD -MP -c $< -o $@

$(BUILD)/libfastcov.a: $(RUNTIME_OBJECTS) $(STATIC_OBJECTS)
	rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/libfastcov.so: $(RUNTIME_OBJECTS)
	$(CC) -shared -Wl,-soname,libfastcov.so.0 -o $@ $^ $(LDFLAGS)

# ---- merge-tool and report: fastcov-merge -------------------------------------------------------
TOOL_SOURCES := $(wildcard merge-tool/*.c report/*.c)
TOOL_OBJECTS := $(TOOL_SOURCES:%.c=$(BUILD)/%.o)
TOOL_LIBS := -ldw -lelf -lzstd -lcjson -lmd

$(BUILD)/merge-tool/%.o: merge-tool/%.c $(BUILD)/choice-tools
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(CPPFLAGS) $(CFLAGS) $(WARN) $(INCLUDES) -MMD -MP -c $< -o $@

$(BUILD)/report/%.o: report/%.c $(BUILD)/choice-tools
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE $(CPPFLAGS) $(CFLAGS) $(WARN) $(INCLUDES) -MMD -MP -c $< -o $@

# The style and script of HTML pages are parts of the program.
$(BUILD)/report/html_assets.o: $(wildcard report/html/*)

$(BUILD)/fastcov-merge: $(TOOL_OBJECTS)
	$(CC) $(CFLAGS) -o $@ $^ $(LDFLAGS) $(TOOL_LIBS)

# The same program by another name.
$(BUILD)/fastcov-report: $(BUILD)/fastcov-merge
	ln -sf fastcov-merge $@

-include $(wildcard $(BUILD)/*/*.d)

# ---- Uses ---------------------------------------------------------------------------------------
RUN_TESTS = BUILD=$(BUILD) LLVM=$(LLVM) JOBS=$(JOBS) tests/run
FORMATTED := $(wildcard compiler-plugin/*.cpp $(foreach d,compiler-plugin runtime merge-tool report tests/*,$(d)/*.[ch]))
FORMATTED := $(filter-out tests/e2e/% tests/oracle/%,$(FORMATTED))

setup: $(PACKAGES) ## Install the packages that building and testing need

test: all ## Run all tests; SUITES="e2e format" runs some
	@$(RUN_TESTS) $(SUITES)

screenshots: all ## Bring docs/screenshots and the transcript in docs/usage.md up to date
	@BUILD=$(abspath $(BUILD)) LLVM=$(LLVM) tests/html/document.sh

demo: all ## Measure fastcov's own tools with fastcov, tests running in parallel
	@BUILD=$(BUILD) LLVM=$(LLVM) JOBS=$(JOBS) tests/demo/demo.sh

oracle: all ## Compare with llvm-cov on Lua, zlib and cJSON; PROGRAMS="lua leveldb" on others
	@BUILD=$(BUILD) LLVM=$(LLVM) PROGRAMS="$(PROGRAMS)" tests/oracle/oracle.sh
	@BUILD=$(BUILD) LLVM=$(LLVM) tests/oracle/mutations.sh

suites: all ## Run the test suites of fmtlib, nlohmann-json3 and leveldb with fastcov, plain and under sanitizers; PROGRAMS="zlib" of others
	@BUILD=$(BUILD) LLVM=$(LLVM) PROGRAMS="$(PROGRAMS)" tests/suites.sh

torture: all ## Compare random programs with clang's own instrumentation; TORTURE_COUNT=n of them (default: 500)
	@BUILD=$(BUILD) LLVM=$(LLVM) tests/torture/torture.sh $(or $(TORTURE_COUNT),500)

fuzz: all ## Fuzz the readers of shards, maps, profiles, LCOV and JSON for ten minutes each; FUZZ_SECONDS=n for n seconds
	@FUZZ_SECONDS=$(or $(FUZZ_SECONDS),600) $(RUN_TESTS) tests/fuzz/readers.sh

bench: all ## Measure what coverage costs; ROUNDS=n runs, PROGRAMS=a,b
	@BUILD=$(BUILD) LLVM=$(LLVM) ROUNDS=$(ROUNDS) PROGRAMS=$(PROGRAMS) tests/bench/bench.sh

endings: all ## Kill processes at 1,000 random moments; KILLS=n for n
	@KILLS=$(or $(KILLS),1000) $(RUN_TESTS) tests/e2e/kill_random.sh tests/e2e/endings_modes.sh

bench-processes: all ## Measure what coverage costs per process; RUNS=n runs
	@BUILD=$(BUILD) LLVM=$(LLVM) tests/bench/processes.sh

bench-reports: all ## Measure reports beside those of other tools; ROUNDS=n, FILES=n C++ files
	@BUILD=$(BUILD) LLVM=$(LLVM) ROUNDS=$(ROUNDS) FILES=$(FILES) tests/bench/reports.sh

bench-sharing: all ## Measure threads and processes that set the same flags; ROUNDS=n runs
	@BUILD=$(BUILD) LLVM=$(LLVM) ROUNDS=$(ROUNDS) tests/bench/sharing.sh

format: ## Format the sources
	clang-format-14 -i $(FORMATTED)

format-check: ## See whether the sources are formatted
	clang-format-14 --dry-run -Werror $(FORMATTED)

install: all ## Install below DESTDIR and PREFIX
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin include lib/pkgconfig share/man/man1 share/man/man3 share/fastcov)
	install -m 755 $(BUILD)/fastcov-merge $(DESTDIR)$(PREFIX)/bin
	ln -sf fastcov-merge $(DESTDIR)$(PREFIX)/bin/fastcov-report
	install -m 644 runtime/fastcov.h $(DESTDIR)$(PREFIX)/include
	install -m 644 $(BUILD)/fastcov.so $(BUILD)/libfastcov.a $(DESTDIR)$(PREFIX)/lib
	install -m 644 $(BUILD)/libfastcov.so $(DESTDIR)$(PREFIX)/lib/libfastcov.so.0
	ln -sf libfastcov.so.0 $(DESTDIR)$(PREFIX)/lib/libfastcov.so
	install -m 644 $(wildcard docs/man/*.1) $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 $(wildcard docs/man/*.3) $(DESTDIR)$(PREFIX)/share/man/man3
	install -m 644 docs/fastcov-report.schema.json $(DESTDIR)$(PREFIX)/share/fastcov
	printf '%s\n' 'prefix=$(PREFIX)' 'Name: fastcov' 'Version: $(VERSION)' \
	  'Description: exact branch coverage: the calls that a program may make' 'Cflags: -I$${prefix}/include' \
	  'Libs: -L$${prefix}/lib -Wl,--push-state,--no-as-needed -lfastcov -Wl,--pop-state' \
	  > $(DESTDIR)$(PREFIX)/lib/pkgconfig/fastcov.pc

uninstall: ## Remove what install put there
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/,bin/fastcov-merge bin/fastcov-report include/fastcov.h lib/fastcov.so lib/pkgconfig/fastcov.pc) \
	  $(addprefix $(DESTDIR)$(PREFIX)/lib/libfastcov,.a .so .so.0) \
	  $(DESTDIR)$(PREFIX)/share/fastcov/fastcov-report.schema.json \
	  $(foreach n,1 3,$(patsubst docs/man/%,$(DESTDIR)$(PREFIX)/share/man/man$n/%,$(wildcard docs/man/*.$n)))

clean: ## Remove everything that was built
	rm -rf $(BUILD)

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22
	@echo 'Choices: LLVM=$(LLVM) (of: $(LLVM_INSTALLED)) PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) CC=$(CC) CFLAGS="$(CFLAGS)"'
