# How a daemon is, in words; the exit status says whether that is well.

status() {
  local name id state down=0
  for name in $(daemons); do
    if ! id=$(process "$name"); then
      id=-
      state="does not run: read $(log_of "$name")"
      down=1
    elif ! state=$(health "$name"); then
      state+=": read $(log_of "$name")"
      down=1
    fi
    # shellcheck disable=SC2046,SC2183
    printf '%-16s %-8s %-22s %-23s %s\n' "$name" "$id" $(address "$name") "$state"
  done
  [ -n "$nodes" ] || { echo "there is no cluster: bin/cluster start" && down=1; }
  return $down
}

health() { # name
  "$(kind_of "$1")_health" "$(node_of "$1")"
}

namenode_health() {
  local state
  listens "$(port_of namenode)" || { echo "does not listen" && return 1; }
  state=$(bean FSNamesystemState)
  case $(field FSState <<< "$state") in
    Operational) echo "serves, $(field NumLiveDataNodes <<< "$state") data nodes" ;;
    "") echo "does not answer" && return 1 ;;
    *) echo "is in safe mode" && return 1 ;;
  esac
}

datanode_health() { # node
  get "$(port_of datanode.web "$1")" /jmx > /dev/null || { echo "does not answer" && return 1; }
  case $(bean NameNodeInfo | grep '"LiveNodes"') in
    *"127.0.0.1:$(port_of datanode "$1")"*) echo "serves" ;;
    *) echo "is not known to the name node" && return 1 ;;
  esac
}

resourcemanager_health() {
  local metrics
  metrics=$(get "$(port_of resourcemanager.web)" /ws/v1/cluster/metrics | field activeNodes)
  listens "$(port_of resourcemanager)" && [ -n "$metrics" ] \
    || { echo "does not answer" && return 1; }
  echo "serves, $metrics node managers"
}

nodemanager_health() { # node
  case $(get "$(port_of nodemanager.web "$1")" /ws/v1/node/info) in
    *'"nodeHealthy":true'*) ;;
    *'"nodeHealthy":false'*) echo "says that it is not healthy" && return 1 ;;
    *) echo "does not answer" && return 1 ;;
  esac
  case $(get "$(port_of resourcemanager.web)" '/ws/v1/cluster/nodes?states=RUNNING') in
    *"\"localhost:$(port_of nodemanager "$1")\""*) echo "serves" ;;
    *) echo "is not known to the resource manager" && return 1 ;;
  esac
}

historyserver_health() {
  case $(get "$(port_of historyserver.web)" /ws/v1/history/info) in
    *hadoopVersion*) echo "serves" ;;
    *) echo "does not answer" && return 1 ;;
  esac
}

# What the name node says of itself.
bean() { # name
  get "$(port_of namenode.web)" "/jmx?qry=Hadoop:service=NameNode,name=$1"
}

get() { # port, path
  timeout 10 bash -c '
    exec 3<> "/dev/tcp/127.0.0.1/$0"
    printf "GET %s HTTP/1.0\r\nHost: localhost\r\nAccept: application/json\r\n\r\n" "$1" >&3
    cat <&3' "$1" "$2" 2> /dev/null
}

field() { # name; of the JSON that comes in
  sed -n 's/.*"'"$1"'" *: *"\{0,1\}\([^",}]*\).*/\1/p' | head -n 1
}
