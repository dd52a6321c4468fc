"""Draws the geometric means of a benchmark as horizontal bars, one panel a measure."""

BAR, GAP, LABEL, WIDTH = 16, 4, 150, 190


def draw(path, panels):
    """`panels`: pairs of a title and {variant: (ratios, geometric mean)}, all ratios to a plain build."""
    panels = [(t, {v: mean for v, (_, mean) in table.items() if mean}) for t, table in panels]
    panels = [(t, means) for t, means in panels if means]
    variants = list(panels[0][1]) if panels else []
    height = 60 + len(variants) * (BAR + GAP) + 20
    width = LABEL + len(panels) * (WIDTH + 30)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
           f'font-size="11"><rect width="100%" height="100%" fill="#fff"/>',
           '<text x="10" y="18" font-size="13">Cost of coverage: ratio to the plain build, geometric mean'
           ' (shorter is better)</text>']
    for row, variant in enumerate(variants):
        y = 50 + row * (BAR + GAP)
        out.append(f'<text x="{LABEL - 8}" y="{y + 12}" text-anchor="end">{variant}</text>')
    for column, (title, means) in enumerate(panels):
        x = LABEL + column * (WIDTH + 30)
        scale = (WIDTH - 34) / max(max(means.values()), 1.1)
        out.append(f'<text x="{x}" y="40" font-weight="bold">{title}</text>')
        for row, variant in enumerate(variants):
            mean = means.get(variant)
            if not mean:
                continue
            y = 50 + row * (BAR + GAP)
            colour = "#2a7" if variant == "fastcov" else "#9ab"
            out.append(f'<rect x="{x}" y="{y}" width="{mean * scale:.1f}" height="{BAR}" fill="{colour}"/>')
            out.append(f'<text x="{x + mean * scale + 4:.1f}" y="{y + 12}">{mean:.2f}</text>')
        out.append(f'<line x1="{x + scale:.1f}" x2="{x + scale:.1f}" y1="46" y2="{height - 14}" '
                   'stroke="#c33" stroke-dasharray="3 2"/>')
    out.append("</svg>")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")
