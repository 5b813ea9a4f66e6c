# What is remembered from one start to the next: nodes, Hadoop's version, ports, memory.

settings=(nodes hadoop port task_memory node_memory)

recall() {
  local key
  for key in "${settings[@]}"; do
    printf -v "$key" %s "$(remembered "$key")"
  done
  lib=$dir/hadoop-$hadoop
}

remembered() { # key
  [ ! -f "$dir/settings" ] || sed -n "s/^$1=//p" "$dir/settings"
}

remember() {
  local key
  for key in "${settings[@]}"; do
    echo "$key=${!key}"
  done > "$dir/settings"
}

# The options of start, over what is remembered, over what is usual.
read_options() {
  local key given=()
  fresh=
  while [ $# -gt 0 ]; do
    case $1 in
      --fresh) fresh=yes && shift && continue ;;
      --nodes | --hadoop | --port | --task-memory | --node-memory) key=${1#--} ;;
      *) misused "start knows no '$1'" ;;
    esac
    [ $# -ge 2 ] || misused "$1 needs a value"
    key=${key/-/_}
    printf -v "$key" %s "$2"
    given+=("$key")
    shift 2
  done
  check_options
  for key in "${given[@]}"; do
    keep_what_runs "$key"
  done
  # What is usual for a node depends on how many there are.
  if [ "$nodes" != "$(remembered nodes)" ] && [[ " ${given[*]} " != *" node_memory "* ]]; then
    node_memory=
  fi
  usual
}

check_options() {
  [[ ${nodes:-1} =~ ^[1-9]$ ]] || misused "--nodes $nodes: a number from 1 to 9"
  [[ ${port:-29000} =~ ^[0-9]{4,5}$ ]] || misused "--port $port: a number such as 29000"
  [[ ${task_memory:-1024} =~ ^[0-9]+$ ]] || misused "--task-memory $task_memory: megabytes"
  [[ ${node_memory:-1024} =~ ^[0-9]+$ ]] || misused "--node-memory $node_memory: megabytes"
}

# What cannot change under a cluster that runs, or under the files that HDFS holds.
keep_what_runs() { # key
  local before option=--${1/_/-}
  before=$(remembered "$1")
  if [ -z "$before" ] || [ "$before" = "${!1}" ]; then
    return 0
  fi
  ! any_runs || misused "the cluster runs with $option $before: stop it first"
  case $1 in
    nodes | hadoop)
      [ -n "$fresh" ] || [ ! -d "$dir/name/current" ] \
        || misused "HDFS holds files of a cluster with $option $before:" \
          "leave $option out, or forget the files by --fresh"
      ;;
  esac
}

usual() {
  nodes=${nodes:-1}
  hadoop=${hadoop:-$(sed -n 's|.*<hadoop.version>\(.*\)</hadoop.version>.*|\1|p' "$home/pom.xml")}
  task_memory=${task_memory:-1024}
  # Room for an application master (768 MB) and, all nodes together, a task for each of few cores.
  node_memory=${node_memory:-$((nodes == 1 ? 3072 : 2048))}
  lib=$dir/hadoop-$hadoop
}
