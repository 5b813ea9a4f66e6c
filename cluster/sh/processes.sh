# Starting daemons, and knowing them again.

main_class() { # name
  case $(kind_of "$1") in
    namenode) echo org.apache.hadoop.hdfs.server.namenode.NameNode ;;
    datanode) echo org.apache.hadoop.hdfs.server.datanode.DataNode ;;
    resourcemanager) echo org.apache.hadoop.yarn.server.resourcemanager.ResourceManager ;;
    nodemanager) echo org.apache.hadoop.yarn.server.nodemanager.NodeManager ;;
    historyserver) echo org.apache.hadoop.mapreduce.v2.hs.JobHistoryServer ;;
  esac
}

heap() { # name
  case $1 in
    namenode | resourcemanager) echo 320m ;;
    *) echo 224m ;;
  esac
}

class_path() { # name
  local node json
  node=$(node_of "$1")
  # Hadoop 3.4 has two writers of JSON that name things differently; the first is taken, and * has no order.
  json=$(find "$lib/lib" -name 'jersey-json-*.jar')
  echo "${node:+$dir/node-$node/conf:}$conf:$lib/share:${json:+$json:}$lib/lib/*"
}

log_of() { echo "$dir/log/$1.log"; }

find_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  java=$(command -v "$java") || fail "no java: install JDK 17 or set JAVA_HOME"
  java=$(readlink -f "$java")
  # What containers start with.
  export JAVA_HOME=${java%/bin/java}
}

# A command of Hadoop's, until it ends.
run_java() { # class path, arguments of java
  local path=$1
  shift
  "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir="$dir/tmp" -cp "$path" "$@"
}

launch() { # name
  # Hadoop 3.4 defines classes in a way that Java 17 leaves shut.
  # A session of its own: what interrupts a later command at the same terminal is not for it.
  setsid "$java" "$(mark "$1")" -Xmx"$(heap "$1")" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -XX:+ExitOnOutOfMemoryError --add-opens java.base/java.lang=ALL-UNNAMED \
    -Djava.io.tmpdir="$dir/tmp" -Dhadoop.root.logger=INFO,console \
    -cp "$(class_path "$1")" "$(main_class "$1")" > "$(log_of "$1")" 2>&1 < /dev/null &
  echo $! > "$dir/run/$1.pid"
  # Until then it is this script's twin, which process() does not know.
  until process "$1" > /dev/null || ! kill -0 $! 2> /dev/null; do sleep 0.05; done
}

# What stands on the command line of a daemon of this cluster and of no other process.
mark() { echo "-Dmixreduce.cluster=$dir/$1"; }

process() { # name; its id, if it runs
  local id
  id=$(cat "$dir/run/$1.pid" 2> /dev/null) || return 1
  case " $(ps -ww -o args= -p "$id" 2> /dev/null) " in
    *" $(mark "$1") "*) echo "$id" ;;
    *) return 1 ;;
  esac
}

any_runs() {
  local name
  for name in $(daemons); do
    ! process "$name" > /dev/null || return 0
  done
  return 1
}

# Processes of this cluster that no file names: containers that outlived their node manager, and
# daemons from before a mvn clean.
strays() {
  ps -ww -eo pid=,args= | awk -v daemon=" -Dmixreduce.cluster=$dir/" \
    -v container=" -Dyarn.app.container.log.dir=$dir/" \
    '$2 != "awk" && (index($0, daemon) || index($0, container)) { print $1 }'
}
