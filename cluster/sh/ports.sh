# Names of daemons, and where they are.

ports_for_all=30
ports_of_node=10

# Distances from the first port of all, or from the first of a node.
declare -A port_offsets=(
  [namenode]=0 [namenode.web]=1
  [resourcemanager]=10 [resourcemanager.scheduler]=11 [resourcemanager.tracker]=12
  [resourcemanager.admin]=13 [resourcemanager.web]=14
  [historyserver]=20 [historyserver.admin]=21 [historyserver.web]=22
  [datanode]=0 [datanode.web]=1 [datanode.ipc]=2
  [nodemanager]=3 [nodemanager.localizer]=4 [nodemanager.web]=5 [nodemanager.shuffle]=6
  [nodemanager.collector]=7
)

daemons() {
  local i
  [ -n "$nodes" ] || return 0
  echo namenode
  for ((i = 1; i <= nodes; i++)); do echo "datanode-$i"; done
  echo resourcemanager
  for ((i = 1; i <= nodes; i++)); do echo "nodemanager-$i"; done
  echo historyserver
}

kind_of() { echo "${1%-?}"; } # datanode of datanode-2

node_of() { # 2 of datanode-2, nothing of namenode
  case $1 in
    *-?) echo "${1##*-}" ;;
  esac
}

port_of() { # service such as namenode.web or datanode.ipc, node
  local first=$port
  case $1 in
    datanode* | nodemanager*) first=$((port + ports_for_all + ports_of_node * (${2:-1} - 1))) ;;
  esac
  echo $((first + port_offsets[$1]))
}

address() { # name
  local kind node scheme=
  kind=$(kind_of "$1")
  node=$(node_of "$1")
  [ "$kind" != namenode ] || scheme=hdfs://
  echo "${scheme}localhost:$(port_of "$kind" "$node") http://localhost:$(port_of "$kind.web" "$node")"
}

listens() { # port
  (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null
}
