# What is done to a run, each when the run has come to where it hurts. A disturbance says what it did,
# and fails if the run ended before it could.

# What speculation needs, beside a task that lags.
speculation=(-D mapreduce.map.speculative=true -D mapreduce.reduce.speculative=true)

disturb_map() { # process of the run, its log
  kill_task "$1" "$2" m
}

disturb_reducer() {
  kill_task "$1" "$2" r
}

disturb_master() {
  local victim
  in_first_round "$1" "$2" m > /dev/null || return 1
  victim=$(until_seen "$1" "$master") || return 1
  slay "$victim"
}

# A machine that goes takes its containers along; not the master's, which is another drill.
disturb_nodemanager() {
  local victim node masters
  in_first_round "$1" "$2" m > /dev/null || return 1
  masters=$(containers "$master" | cut -d' ' -f2)
  until victim=$(containers "$(attempt m)" | awk -v m="$masters" '$2 != m' | grep -m 1 .); do
    runs "$1" || return 1
    sleep 0.1
  done
  node=$(cut -d' ' -f2 <<< "$victim")
  slay_daemon "nodemanager-${node#node-}"
  containers . | awk -v n="$node" '$2 == n' | while read -r victim; do slay "$victim"; done
}

disturb_datanode() {
  in_first_round "$1" "$2" m > /dev/null || return 1
  slay_daemon datanode-2
}

disturb_speculation() {
  local victim task
  victim=$(in_first_round "$1" "$2" m) || return 1
  kill -STOP "${victim%% *}"
  task=${victim##* }
  echo "stopped $task"
  # The application master ends it once another attempt is through.
  until_seen "$1" " ${task%_0}_1 " > /dev/null || return 1
  echo "${task%_0}_1 started"
}

disturb_resourcemanager() {
  until_said "$1" "$2" "round 2:" || return 1
  slay_daemon resourcemanager
  sleep 3
  find_java
  launch resourcemanager
  echo "started it again"
}

kill_task() { # process of the run, its log, m or r
  local victim
  victim=$(in_first_round "$@") || return 1
  slay "$victim"
}

master=" org.apache.hadoop.mapreduce.v2.app.MRAppMaster"

attempt() { echo " attempt_[0-9]*_[0-9]*_$1_[0-9]*_0 "; } # m or r

in_first_round() { # process of the run, its log, m or r
  until_said "$1" "$2" "round 1:" && until_seen "$1" "$(attempt "$3")"
}

slay() { # container
  kill -KILL "${1%% *}" && echo "killed $(cut -d' ' -f3,2 <<< "$1")"
}

slay_daemon() { # name
  kill -KILL "$(process "$1")" && echo "killed $1"
}

runs() { kill -0 "$1" 2> /dev/null; }

until_said() { # process of the run, its log, words
  until grep -q "$3" "$2" 2> /dev/null; do
    runs "$1" || return 1
    sleep 0.1
  done
}

# The first container's process, node and task that runs such a command.
until_seen() { # process of the run, pattern
  local victim
  while runs "$1"; do
    victim=$(containers "$2" | head -n 1)
    if [ -n "$victim" ]; then
      echo "$victim"
      return 0
    fi
    sleep 0.1
  done
  return 1
}

# Process, node and task of every container of this cluster whose command fits.
containers() { # pattern
  ps -ww -eo pid=,args= | awk -v directory=" -Dyarn.app.container.log.dir=$dir/" -v pattern="$1" '
    $2 ~ /\/java$/ && (at = index($0, directory)) && $0 ~ pattern {
      split(substr($0, at + length(directory)), path, "/")
      task = "master"
      for (i = NF; i > 2; i--) if ($i ~ /^attempt_/) { task = $i; break }
      print $1, path[1], task
    }'
}

# How many attempts of the tasks of a run's jobs were lost, by the history server.
attempts() { # name
  local history=/ws/v1/history/mapreduce/jobs
  get "$(port_of historyserver.web)" "$history" | tr '{' '\n' | grep "\"name\":\"drill-$1 " \
    | grep -o 'job_[0-9_]*' | while read -r job; do
      get "$(port_of historyserver.web)" "$history/$job"
    done | tr ',' '\n' | awk -F: '
      /"(failed|killed)(Map|Reduce)Attempts"/ { gsub(/[^a-zA-Z]/, "", $1); sum[$1] += $2 }
      END { for (key in sum) if (sum[key]) printf "%s %d ", key, sum[key] }'
}
