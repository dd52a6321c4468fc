// The tree of directories of the HTML report: each row with bars, each directory a part that opens
// and closes, without scripts.
#ifndef FASTCOV_HTML_TREE_H
#define FASTCOV_HTML_TREE_H

#include "html_parts.h"

void html_tree(struct html *html);

#endif
