// The style and the script of the HTML report's pages, from report/html.
#ifndef FASTCOV_HTML_ASSETS_H
#define FASTCOV_HTML_ASSETS_H

#include "cursor.h"

struct bytes html_asset_css(void);
struct bytes html_asset_js(void);

#endif
