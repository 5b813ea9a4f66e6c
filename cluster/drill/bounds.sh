# The bounds of a drill: it has so much time, and what it leaves is cleared away.

tag=drill-$$
drilled=()
group=
disturbed=

# Runs a drill as a process group of its own, for as long as it may take; says how it ended in code.
# Never part of a condition: bash would go on after errors in it.
bounded() { # name
  local begin=$SECONDS
  name=$1
  code=0
  disturbed=$name
  echo "drill: $name" >&2
  set -m
  (set +m && "drill_$name") > "$work/$name.facts" 2> "$work/$name.why" &
  group=$!
  set +m
  while kill -0 "$group" 2> /dev/null && ((SECONDS - begin < limit)); do sleep 0.2; done
  if kill -0 "$group" 2> /dev/null; then
    echo "not over after $limit seconds" >> "$work/$name.why"
    code=1
  else
    wait "$group" || code=$?
  fi
  aftermath
  disturbed=
  drilled+=("$name $code $((SECONDS - begin))")
}

why() { tail -n 1 "$work/$1.why"; } # name

# Ends what a drill has left, and brings back what it has killed.
aftermath() {
  local daemon id
  end_group
  # A daemon that stands still can neither serve nor stop.
  for daemon in $(daemons); do
    ! id=$(process "$daemon") || kill -CONT "$id"
  done
  "$home/bin/cluster" start > "$work/$name.start" 2>&1 \
    || fail "the cluster does not come back after $name: $(tail -n 1 "$work/$name.start")"
  for id in $(left_over); do
    "$home/bin/cluster" yarn application -kill "$id" > /dev/null 2>&1 || true
  done
}

end_group() {
  [ -z "$group" ] || kill -KILL -- "-$group" 2> /dev/null || true
  group=
}

# The jobs of drivers that are dead.
left_over() {
  applications '[a-z ]*' '[a-z]*' | grep -v -E ' (FINISHED|FAILED|KILLED)$' | cut -d' ' -f1
}

clear_up() {
  local code=$?
  trap '' INT TERM HUP
  end_group
  if [ -n "$ours" ]; then
    "$home/bin/cluster" stop >&2
  elif [ -n "$disturbed" ]; then
    aftermath
  fi
  exit "$code"
}

table() {
  local line name code seconds
  printf '\n%-16s %-7s %7s  %s\n' drill result seconds "what happened"
  for line in "${drilled[@]}"; do
    read -r name code seconds <<< "$line"
    if [ "$code" -eq 0 ]; then
      printf '%-16s %-7s %7s  %s\n' "$name" passed "$seconds" \
        "$(paste -sd';' "$work/$name.facts" | sed 's/;/; /g')"
    else
      printf '%-16s %-7s %7s  %s\n' "$name" FAILED "$seconds" "$(why "$name")"
    fi
  done
}
