# Runs that are to be disturbed, how they must end, and what they must leave.

# Small tasks and a quick master: a drill waits for processes to start, and for nothing else.
small="-Xmx400m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
quick=(
  -D mapreduce.map.java.opts="$small"
  -D mapreduce.reduce.java.opts="$small"
  -D yarn.app.mapreduce.am.command-opts="$small"
  -D mapreduce.task.io.sort.mb=16
  -D mapreduce.job.reduces=2
  -D yarn.app.mapreduce.am.scheduler.heartbeat.interval-ms=200
)

# Two rounds and a certifying scan.
options=(--header --k 2..4 --round 2 --pool-rows 5000 --starts 3 --refine 0 --standard-errors none)

# A drill ends here, for a reason.
no() {
  echo "$*" >&2
  exit 1
}

mixreduce() { "$home/bin/mixreduce" "$@"; }

hdfs() { "$home/bin/cluster" hdfs "$@"; }

drill_generate() {
  mixreduce --cluster generate "${quick[@]}" -D dfs.blocksize=1048576 --output "$place/rows" \
    --rows "$rows" --k 4 --dimension 5 --overlap 0.05 --files 2 > "$work/generate.log" 2>&1 \
    || no "no rows: read $work/generate.log"
}

begun=0

# Starts a run on the cluster in the background: its process is $run and its log $log.
begin() { # command, options
  local command=$1
  shift
  begun=$((begun + 1))
  log=$work/$name.$begun.$command.log
  # Not mixreduce(): the process must be Java's, which a drill stops and kills.
  "$home/bin/mixreduce" --cluster "$command" "${quick[@]}" -D mapreduce.job.name="$tag-$name" "$@" \
    > "$log" 2>&1 &
  run=$!
}

begin_fit() { # options of Hadoop's
  begin fit "$@" --input "$place/rows" --output "$place/$name/fit" "${options[@]}"
}

begin_score() { # model, options of Hadoop's
  local model=$1
  shift
  begin score "$@" --input "$place/rows" --output "$place/$name/scores" --model "$model"
}

runs() { kill -0 "$run" 2> /dev/null; }

# Waits for the run's end.
ends_with() { # exit code
  local code=0
  wait "$run" || code=$?
  [ "$code" -eq "$1" ] || no "the run ended with exit code $code, not $1: read $log"
}

# Waits until a command succeeds; there is no point in waiting longer than the run.
await() { # what for, command
  local what=$1
  shift
  until "$@"; do
    runs || no "the run ended before $what: read $log"
    sleep 0.1
  done
}

# The same where it does not depend on a run.
within() { # seconds, what for, command
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    ((SECONDS < end)) || no "no $what"
    sleep 0.5
  done
}

# Scores with the model of the run, and compares.
results_are_the_same() {
  begin_score "$place/$name/fit"
  ends_with 0
  collect
  compare
}

collect() {
  mkdir -p "$work/$name"
  hdfs dfs -get "$place/$name/*" "$work/$name/" || no "no results in $place/$name"
}

# Of the other files of a fit the manifest tells the time, and Avro draws a mark for each file that
# tasks write.
results=(model.avro model.json candidates.csv subsets.csv)

# Against the undisturbed run.
compare() {
  local kind
  same_files "$work/undisturbed" "$work/$name"
  for kind in fit scores; do
    [ -e "$work/$name/$kind/_SUCCESS" ] || no "no _SUCCESS in $work/$name/$kind"
  done
  same_bytes "$work/undisturbed" "$work/$name" "${results[@]/#/fit/}" scores
}

same_files() { # directory, directory
  diff <(cd "$1" && find . | sort) <(cd "$2" && find . | sort) > "$work/$name.diff" \
    || no "other files than undisturbed: read $work/$name.diff"
}

same_bytes() { # directory, directory, files or directories in them
  local file
  for file in "${@:3}"; do
    diff -r "$1/$file" "$2/$file" >> "$work/$name.diff" \
      || no "other bytes in $file than undisturbed: read $work/$name.diff"
  done
}
