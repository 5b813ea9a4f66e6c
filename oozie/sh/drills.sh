# shellcheck shell=bash
# What the drill runs, and what must come of it.

properties() { # application, output
  sed -e "s|^nameNode=.*|nameNode=$name_node|" \
    -e "s|^resourceManager=.*|resourceManager=localhost:$(port_of resourcemanager)|" \
    -e "s|^output=.*|output=$name_node/oozie-drill/$2|" \
    -e "s|^launcherMemory=.*|launcherMemory=768|" "$home/oozie/$1/job.properties"
}

# Options over the file's own.
with() { # name=value ...
  local pair script=()
  for pair in "$@"; do script+=(-e "s|^${pair%%=*}=.*|$pair|"); done
  sed "${script[@]}"
}

check() { # what it is, expected, seen
  if [ "$2" != "$3" ]; then
    echo "  $1: '$3', expected '$2'"
    faults=$((faults + 1))
  fi
}

check_like() { # what it is, pattern, seen
  # shellcheck disable=SC2053
  if [[ $3 != $2 ]]; then
    echo "  $1: '$3', expected '$2'"
    faults=$((faults + 1))
  fi
}

there() { hdfs -test -e "/oozie-drill/$1" && echo yes || echo no; }

value() { sed -n "s/^$1=//p"; } # name; of the properties that come in

success() {
  local job out state
  job=$(properties fit-and-score success \
    | with "input=$name_node/oozie-drill/rows" k=1..3 shape=VVV | submit success)
  await "$job"
  check status SUCCEEDED "$state"
  out=$(captured "$job" fit)
  check verdict trustworthy "$(value verdict <<< "$out")"
  check K 2 "$(value k <<< "$out")"
  check shape VVV "$(value shape <<< "$out")"
  check rows 272 "$(value rows <<< "$out")"
  check BIC "$(hdfs -cat /oozie-drill/success/model/candidates.csv | awk -F, '$NF == "true" { print $7 }')" \
    "$(value bic <<< "$out")"
  check model "$name_node/oozie-drill/success/model/model.avro" "$(value model <<< "$out")"
  check decision score "$(transition "$job" verdict)"
  check scores yes "$(there success/scores/_SUCCESS)"
  check "rows scored" 272 "$(hdfs -cat '/oozie-drill/success/scores/part*' | grep -c '^[12],')"
}

error() {
  local job state
  job=$(properties fit-and-score error | with "input=$name_node/oozie-drill/nowhere" k=2 | submit error)
  await "$job"
  check status KILLED "$state"
  check "transition of fit" failed "$(transition "$job" fit)"
  check_like message "fit failed: mixreduce fit: --input: *nowhere* (exit code 2)" "$(message "$job" failed)"
  check scores no "$(there error/scores)"
}

# The chosen K is the least that was asked for: the verdict must stop the workflow before it scores.
doubt() {
  local job state
  job=$(properties fit-and-score doubt \
    | with "input=$name_node/oozie-drill/rows" k=2,3 shape=VVV standardErrors=none | submit doubt)
  await "$job"
  check status KILLED "$state"
  check verdict doubtful "$(captured "$job" fit | value verdict)"
  check decision doubtful "$(transition "$job" verdict)"
  check_like message "not scored: * findings speak against K = 2; *" "$(message "$job" doubtful)"
  check scores no "$(there doubt/scores)"
}

# Two days' partitions, the second of which arrives when the coordinator runs already.
daily() {
  local job day actions state
  job=$(properties daily daily \
    | with start=2026-01-01T04:00Z end=2026-01-03T04:00Z \
      "feed=$name_node/oozie-drill/feed" k=1..3 \
      standardErrors=none onDoubt=score \
    | submit daily)
  hdfs -touchz /oozie-drill/feed/2026-01-02/_SUCCESS
  await "$job"
  check status SUCCEEDED "$state"
  for day in 2026-01-01 2026-01-02; do
    check "fit of $day" yes "$(there "daily/fits/$day/_SUCCESS")"
    check "model of $day" yes "$(there "daily/models/$day/_SUCCESS")"
    check "scores of $day" yes "$(there "daily/scores/$day/_SUCCESS")"
  done
  actions=$(ask "jobs?jobtype=wf" | tr -d '\r\n' | tr '{' '\n' \
    | grep '"appName":"mixreduce-daily"' | grep -o '"id":"[^"]*"' | cut -d'"' -f4)
  check "workflows" 2 "$(grep -c . <<< "$actions")"
  check "rows of the second model" "136 272" \
    "$(for job in $actions; do captured "$job" aggregate | value rows; done | sort -n | xargs)"
}
