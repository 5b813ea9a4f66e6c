# The processes of containers, and what is done to them.

master=" org.apache.hadoop.mapreduce.v2.app.MRAppMaster"

attempt() { echo " attempt_[0-9]*_[0-9]*_$1_[0-9]*_0 "; } # m or r

# Process, node, application, container and task of every container whose command fits.
containers() { # pattern
  ps -ww -eo pid=,args= | awk -v directory=" -Dyarn.app.container.log.dir=$dir/" -v pattern="$1" '
    $2 ~ /\/java$/ && (at = index($0, directory)) && $0 ~ pattern {
      split(substr($0, at + length(directory)), path, "[/ ]")
      task = "master"
      for (i = NF; i > 2; i--) if ($i ~ /^attempt_/) { task = $i; break }
      print $1, path[1], path[3], path[4], task
    }'
}

# A container of the application at hand whose command fits: sets victim, node and task.
is_seen() { # pattern
  read -r victim node _ container task < <(containers "$1" | grep " $application " | head -n 1)
}

# What a reducer says when it has fetched all that maps have made for it.
fetched="MergeManagerImpl: finalMerge called"

# A task's process that is at work: it has its rows or fits, and has not handed in what it makes of
# them. It stands still then, for whatever comes next; one that does already is caught.
is_caught() { # m, r, or fetched for a reducer that needs the maps no longer; a node to leave out
  local works kind=$1
  case $kind in
    m) works="MapTask: Processing split" ;;
    r) works="ReduceTask: Using ShuffleConsumerPlugin" ;;
    fetched)
      works=$fetched
      kind=r
      ;;
  esac
  while read -r victim node _ container task; do
    stands "$victim" && continue
    grep -q "$works" "$(syslog)"* 2> /dev/null || continue
    kill -STOP "$victim" 2> /dev/null || continue
    grep -q "Task: *Task.* \(is done\|is allowed\|done\)" "$(syslog)" || return 0
    kill -CONT "$victim"
  done < <(containers "$(attempt "$kind")" | grep " $application " | grep -v " ${2:-no node} ")
  return 1
}

stands() { [[ $(ps -o stat= -p "$1") == T* ]]; } # process

# What a reducer tells of its fetching is beside it, in a syslog.shuffle.
syslog() { echo "$dir/$node/logs/$application/$container/syslog"; }

catch_task() { # m, r or fetched; a node to leave out
  local kind=map
  [ "$1" = m ] || kind=reduce
  await "a $kind task of $application was at work" is_caught "$@"
}

slay() { kill -KILL "$1" || no "process $1 was gone before it could be killed"; }

slay_daemon() { # name
  local id
  id=$(process "$1") || no "$1 does not run"
  slay "$id"
  fact "killed $1"
}

signal_daemon() { # signal, name
  local id
  id=$(process "$2") || no "$2 does not run"
  kill "-$1" "$id"
}

end_containers() { # node
  local id
  for id in $(containers . | awk -v n="$1" '$2 == n { print $1 }'); do
    kill -KILL "$id" 2> /dev/null || true
  done
}
