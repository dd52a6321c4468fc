#!/bin/sh
# GitHub's annotations and GitLab's Code Quality, read as they document them.
. tests/lib.sh
. tests/reports/project.sh
merge -q --github g.txt --gitlab g.json

# What ours says of them: "FILE LINE" of each site that misses something, and of each function that was never called.
truth '.files[] | .path as $path |
  (.sites[] | select([.outcomes[] | select(.excluded == null and .covered == false)] | length > 0) | [$path, .line]),
  (.functions[] | select(.covered == false and .excluded == null) | [$path, .line]) | @json' | sort >wanted.txt

cat >annotations.py <<'END'
# As the runner reads commands: properties up to the next "::", then the message; %XX stands for special characters.
import json, re
def plain(text, codes):
    for code, character in codes:
        text = text.replace(code, character)
    return text
DATA = [('%0D', '\r'), ('%0A', '\n'), ('%25', '%')]
for line in open('g.txt', encoding='utf-8', newline='\n').read().split('\n')[:-1]:
    kind, properties, message = re.fullmatch('::([a-z]+) (.*?)::(.*)', line, re.S).groups()
    properties = dict(pair.split('=', 1) for pair in properties.split(','))
    properties = {key: plain(value, [('%3A', ':'), ('%2C', ',')] + DATA) for key, value in properties.items()}
    assert kind == 'warning' and properties['title'] in ('Missed branch', 'Missed function') and message, line
    assert int(properties.get('endColumn', 999)) >= int(properties['col']) if 'col' in properties else True, line
    print(json.dumps([properties['file'], int(properties['line'])], ensure_ascii=False, separators=(',', ':')))
END
github() { python3 annotations.py | jq -c . | sort | diff wanted.txt -; }
gitlab() { jq -c '.[] | [.location.path, .location.lines.begin]' g.json | sort | diff wanted.txt -; }
check "GitHub is told of each missed site and function, at its place" github
check "so is GitLab" gitlab
check "what a test reaches comes first" eval 'head -1 g.txt | grep "odd.h,line=2,endLine=2,col=35,endColumn=39"'
check "GitLab gets all that its format demands" jq -e 'all(.[]; (.description | type) == "string" and
  (.check_name | test("^missed-(branch|function)$")) and (.severity | IN("minor", "major")) and
  (.fingerprint | test("^[0-9a-f]{32}$")))' g.json
check "no two findings share a fingerprint" jq -e '([.[].fingerprint] | unique | length) == length' g.json
moved() { # a line more in front, and the file's one finding of `if` gone
  sed -i '1i // moved' lib/odd.h && fastcov_cxx -c -o main.o src/main.cpp && rm -rf "$FASTCOV_DIR" &&
    plain_cxx -o prog main.o odd.o plain.o alone.o left.o && ./prog && merge -q --gitlab moved.json &&
    jq -e '.[0].location.lines.begin == 3' moved.json &&
    [ "$(jq '.[].fingerprint' g.json)" = "$(jq '.[].fingerprint' moved.json)" ]
}
check "code that moved keeps its fingerprints" moved
damaged() {
  printf x >bad.fcs
  ! merge -q --github bad.txt bad.fcs 2>err.txt && grep -x "::error title=Coverage::bad.fcs: .*" bad.txt
}
check "GitHub is told why there is no verdict" damaged
missing() {
  ! merge -q --github github.txt --markdown markdown.txt --expect-processes 999999 2>err.txt &&
    grep -x "::error title=Coverage::.* processes are on record, not 999999 as expected" github.txt &&
    grep "are no verdict" markdown.txt && grep "^- .* processes are on record" markdown.txt
}
check "GitHub and readers of Markdown are told that processes are missing" missing
finish
