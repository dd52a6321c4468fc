// See debug_info.h.
#include "debug_info.h"
#include "xmalloc.h"
#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <stdlib.h>

struct debug_info {
  Dwfl *dwfl;
  Dwfl_Module *module;
  Dwarf *dwarf; // NULL if there is none
  const char *file;
};

// Object files in archives have no address of their own; this callback pretends, as readelf's does.
static const Dwfl_Callbacks callbacks = {
    .find_elf = dwfl_build_id_find_elf,
    .find_debuginfo = dwfl_standard_find_debuginfo,
    .section_address = dwfl_offline_section_address,
};

struct debug_info *debug_info_open(const char *path) {
  struct debug_info *info = xcalloc(1, sizeof *info);
  info->dwfl = dwfl_begin(&callbacks);
  info->module = info->dwfl ? dwfl_report_offline(info->dwfl, path, path, -1) : NULL;
  if (!info->module) {
    debug_info_free(info);
    return NULL;
  }
  dwfl_report_end(info->dwfl, NULL, NULL);
  Dwarf_Addr bias;
  info->dwarf = dwfl_module_getdwarf(info->module, &bias);
  dwfl_module_info(info->module, NULL, NULL, NULL, NULL, NULL, NULL, &info->file);
  return info;
}

void debug_info_free(struct debug_info *info) {
  if (!info)
    return;
  if (info->dwfl)
    dwfl_end(info->dwfl);
  free(info);
}

const char *debug_info_file(const struct debug_info *info) { return info->file; }

static const char *die_text(Dwarf_Die *die, unsigned int name) {
  Dwarf_Attribute attribute;
  return dwarf_formstring(dwarf_attr(die, name, &attribute));
}

static bool assembly(Dwarf_Die *die) {
  Dwarf_Attribute attribute;
  Dwarf_Word language;
  return !dwarf_formudata(dwarf_attr(die, DW_AT_language, &attribute), &language) &&
         language == DW_LANG_Mips_Assembler;
}

// With -gsplit-dwarf `named` is in the *.dwo file and `placed` in the image; else both are the
// same.
static void unit_visit(Dwarf_Die *named, Dwarf_Die *placed, debug_source_visitor *visit,
                       void *context) {
  const char *name = dwarf_diename(named);
  bool code = dwarf_hasattr(placed, DW_AT_low_pc) || dwarf_hasattr(placed, DW_AT_ranges);
  if (name && code && !assembly(named))
    visit(context, name, die_text(placed, DW_AT_comp_dir));
}

void debug_info_sources(const struct debug_info *info, debug_source_visitor *visit, void *context) {
  Dwarf_CU *unit = NULL;
  Dwarf_Die die, split;
  uint8_t type;
  while (info->dwarf && !dwarf_get_units(info->dwarf, unit, &unit, NULL, &type, &die, &split)) {
    if (type == DW_UT_skeleton && dwarf_tag(&split) == DW_TAG_compile_unit)
      unit_visit(&split, &die, visit, context);
    else if (type == DW_UT_compile)
      unit_visit(&die, &die, visit, context);
  }
}
