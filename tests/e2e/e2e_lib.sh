# What the end-to-end tests share; source after tests/lib.sh.

# fresh_shards: nothing is on record.
fresh_shards() {
  rm -rf "$FASTCOV_DIR"
  mkdir -p "$FASTCOV_DIR"
}

# sites_of JSON: all that the report says of the source, a line per fact, without totals or ledger.
sites_of() {
  jq -c '.files[] | .path as $path | (.sites[], .functions[]) | [$path, .]' "$1"
}

# outcome JSON FILE TEXT NAME: true or false: did this outcome of the site that begins on the first
# line of FILE that contains TEXT run?
outcome() {
  outcome_line=$(grep -n -F -e "$3" "$2" | head -n 1 | cut -d: -f1)
  jq --arg path "$2" --argjson line "$outcome_line" --arg name "$4" '
    [.files[] | select(.path | endswith($path)) | .sites[] | select(.line == $line) |
     .outcomes[] | select(.name == $name) | .covered] | any' "$1"
}
