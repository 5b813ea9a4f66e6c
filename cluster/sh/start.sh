# From nothing to a cluster that serves.

patience=300 # seconds for a daemon to come up

start() {
  local name started=0
  read_options "$@"
  assemble
  find_java
  mkdir -p "$dir/run" "$dir/log" "$dir/tmp"
  if ! any_runs; then
    # Or jobs that were running when all was stopped would run again, behind the user's back.
    rm -rf "$dir/state"
    [ -z "$fresh" ] || rm -rf "$dir/name" "$dir"/node-?
    choose_port
    remember
    configure
  elif [ -n "$fresh" ]; then
    misused "the cluster runs: stop it before start --fresh"
  fi
  format
  # The history server makes directories in HDFS first of all, so it waits for the others.
  for name in $(daemons | grep -v historyserver); do
    start_missing "$name"
  done
  for name in $(daemons | grep -v historyserver); do
    wait_for "$name"
  done
  start_missing historyserver
  wait_for historyserver
  echo "cluster: $started of $(daemons | wc -l) daemons started, all serve;" \
    "hdfs://localhost:$port, configuration in $conf"
}

# Maven brings the jars, once for each version of Hadoop.
assemble() {
  [ ! -f "$lib/complete" ] || return 0
  command -v mvn > /dev/null || fail "no mvn: install Maven 3.6.3 or newer"
  echo "cluster: fetching Hadoop $hadoop, once" >&2
  (cd "$home" && mvn -q -B -ntp -Pcluster -pl cluster -Dhadoop.version="$hadoop" \
    -Dspotless.check.skip package >&2) || fail "Maven could not assemble Hadoop $hadoop"
  touch "$lib/complete"
}

choose_port() {
  if [ -n "$port" ] && all_free; then
    return
  fi
  for ((port = 29000; port < 32000; port += 200)); do
    if all_free; then
      return
    fi
  done
  fail "no free ports between 29000 and 32000: give the first by --port"
}

all_free() {
  local p
  for ((p = port; p < port + ports_for_all + ports_of_node * nodes; p++)); do
    ! listens "$p" || return 1
  done
}

# Writes the configuration: one directory for clients and tasks, and one for each node.
configure() {
  local i
  mkdir -p "$conf"
  fill_in "$home/cluster/conf" "$conf"
  for ((i = 1; i <= nodes; i++)); do
    mkdir -p "$dir/node-$i/conf"
    fill_in "$home/cluster/conf/node" "$dir/node-$i/conf" "$i"
  done
}

fill_in() { # templates, directory, node
  local file service script
  script="s|@directory@|$dir|g;s|@conf@|$conf|g;s|@hadoop@|$lib|g;s|@user@|$(id -un)|g"
  script+=";s|@task.memory@|$task_memory|;s|@node.memory@|$node_memory|"
  script+=";s|@replication@|$((nodes < 3 ? nodes : 3))|;s|@node@|$dir/node-${3:-}|"
  for service in "${!port_offsets[@]}"; do
    script+=";s|@$service@|$(port_of "$service" "${3:-}")|"
  done
  for file in "$1"/*.*; do
    sed -e "$script" "$file" > "$2/${file##*/}"
  done
}

format() {
  [ ! -d "$dir/name/current" ] || return 0
  run_java "$(class_path namenode)" -Dhadoop.root.logger=INFO,console "$(main_class namenode)" \
    -format -nonInteractive > "$(log_of format)" 2>&1 \
    || fail "HDFS cannot be formatted: read $(log_of format)"
}

start_missing() { # name
  if ! process "$1" > /dev/null; then
    launch "$1"
    started=$((started + 1))
  fi
}

wait_for() { # name
  local end=$((SECONDS + patience)) state
  until state=$(health "$1"); do
    process "$1" > /dev/null || fail "$1 has ended: read $(log_of "$1")"
    ((SECONDS < end)) || fail "$1 $state after $patience seconds: read $(log_of "$1")"
    sleep 0.5
  done
}
