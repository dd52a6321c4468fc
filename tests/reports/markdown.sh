#!/bin/sh
# Markdown, as GitHub's own program (cmark-gfm) renders it.
. tests/lib.sh
. tests/reports/project.sh
cat >rendered.py <<'END'
# rendered.py FILE: its tables and list items as cmark-gfm renders them, as JSON: {"tables": [[[cell]]], "items": [text],
# "left_out": those below that title, "tags": names of all elements}.
import html.parser, json, subprocess, sys
class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.result, self.into = {'tables': [], 'items': [], 'left_out': [], 'tags': []}, None
        self.section = ''
    def handle_starttag(self, tag, attributes):
        self.result['tags'].append(tag)
        if tag == 'table':
            self.result['tables'].append([])
        if tag == 'tr':
            self.result['tables'][-1].append([])
        if tag in ('td', 'th'):
            self.into = self.result['tables'][-1][-1]
            self.into.append('')
        if tag == 'li':
            self.into = self.result['left_out' if self.section.startswith('Left out') else 'items']
            self.into.append('')
        if tag == 'summary':
            self.section = ''
    def handle_endtag(self, tag):
        if tag in ('td', 'th', 'li'):
            self.into = None
    def handle_data(self, data):
        if self.into is not None:
            self.into[-1] += data
        elif not self.section:
            self.section = data
reader = Reader()
reader.feed(subprocess.run(['cmark-gfm', '-e', 'table', '-e', 'autolink', '-e', 'strikethrough', '--unsafe', sys.argv[1]],
                           stdout=subprocess.PIPE, check=True).stdout.decode('utf-8'))
reader.result['tags'] = sorted(set(reader.result['tags']))
reader.result['items'] = [item.strip() for item in reader.result['items']]
json.dump(reader.result, sys.stdout)
END
merge -q --markdown all.md && python3 rendered.py all.md >all.json
check_output "the first table is the totals" "$(
  truth '.totals | ("Branches", "Lines", "Functions") as $name | .[$name | ascii_downcase] |
    "\($name) \(.covered)/\(.count) \(.percent)"')" jq -r '
  .tables[0][1:][] | "\(.[0]) \(.[1]) \(.[2] | tonumber)"' all.json
# A path as it is shown: without control characters.
rows() {
  jq -r '.tables[1][1:] | sort | .[] | @json' all.json >ours.txt
  truth '[.files[] | [(.path | gsub("[\u0001-\u001f]"; "\ufffd"))] + (.totals |
    [.branches, .lines, .functions] | map("\(.covered)/\(.count)", (.percent // "-"))) |
    map(if type == "number" then tostring else . end)] | sort | .[] | @json' >theirs.txt
  # Trailing zeros of percentages are no difference.
  sed 's/\.\([0-9]*[1-9]\)\{0,1\}0*"/.\1"/g; s/\."/"/g' ours.txt >ours.cut
  [ -s ours.cut ] && diff theirs.txt ours.cut
}
check "the second has a row a file, the hostile one included" rows
check "no percentage of nothing" eval 'jq -e ".tables[1][] | select(.[0] == \"lib/plain.c\") | .[2] == \"-\"" all.json'
missed() {
  wanted=$(truth '[.files[] | (.sites[] | select(any(.outcomes[]; .excluded == null and .covered == false))),
    (.functions[] | select(.excluded == null and .covered == false))] | length')
  [ "$(jq '.items | length' all.json)" = "$wanted" ] && grep -F "<summary>Missed: $wanted</summary>" all.md &&
    jq -e 'any(.items[]; startswith("alone.c 2:10 "))' all.json
}
check "each missed site and function is an item" missed
check "each outcome and function that is left out is an item, lines are in stretches" eval '
  [ "$(truth "[.files[] | (.sites[].outcomes[], .functions[]) | select(.excluded)] | length")" = \
    "$(jq "[.left_out[] | select(test(\": lines? left out\") | not)] | length" all.json)" ] &&
  jq -e "any(.left_out[]; endswith(\"lib/left.c:6-7: lines left out: marked\"))" all.json'
check "names are no markup" eval 'jq -e "(.tags - [\"h3\", \"table\", \"thead\", \"tbody\", \"tr\", \"th\", \"td\", \"details\", \"summary\", \"ul\",
  \"li\", \"code\", \"p\"]) == []" all.json && ! LC_ALL=C grep -P "[\x01-\x09\x0b-\x1f]" all.md'

FIX=$ROOT/tests/format/fixtures.py
many() { # of more files than anybody reads
  PYTHONPATH=$ROOT/tests/format python3 -c 'if True:
    import fixtures, os
    chunks = [fixtures.chunk_make(fixtures.payload_make("d%d.c" % i, os.getcwd(), salt=i)) for i in range(230)]
    open("one.map", "wb").write(chunks[7])
    open("many.map", "wb").write(b"".join(chunk + bytes(-len(chunk) % 8) for chunk in chunks))' &&
    "$FIX" image crowd many.map && "$FIX" shard crowd.fcs --map one.map=1101001 --image crowd --build-id auto &&
    merge -q --markdown crowd.md --json crowd.json crowd.fcs && python3 rendered.py crowd.md >rendered.json || return 1
  jq -e '.tables[1] | length == 202 and .[201][0] == "30 more"' rendered.json &&
    jq -e '.items | length == 51 and (.[50] | test("^and [0-9]+ more$"))' rendered.json || return 1
  for column in 1:branches 3:lines 5:functions; do
    [ "$(jq -c "[.tables[1][1:][][${column%:*}] | split(\"/\") | map(tonumber)] | [map(.[0]), map(.[1])] | map(add)" rendered.json)" = \
      "$(jq -c ".totals.${column#*:} | [.covered, .count]" crowd.json)" ] || return 1
  done
}
check "the rest of many files is one row, and the rows come to the totals" many
check "why there is no verdict is said" eval '
  printf x >"_b*d_.fcs"; ! merge -q --markdown bad.md "_b*d_.fcs" 2>err.txt && python3 rendered.py bad.md |
  jq -e ".items[0] | startswith(\"_b*d_.fcs: \")"'
finish
