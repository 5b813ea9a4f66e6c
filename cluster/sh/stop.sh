# Ends what start has started, and nothing else.

grace=20 # seconds for a daemon to end by itself

stop() {
  local name stopped=0
  for name in $(daemons | tac); do
    if process "$name" > /dev/null; then
      end_process "$name"
      stopped=$((stopped + 1))
    fi
    rm -f "$dir/run/$name.pid"
  done
  end_strays
  echo "cluster: $stopped daemons stopped; HDFS keeps its files in $dir"
}

end_process() { # name
  local id end=$((SECONDS + grace))
  id=$(process "$1")
  kill "$id"
  while process "$1" > /dev/null; do
    if ((SECONDS >= end)); then
      kill -KILL "$id" 2> /dev/null || true
      return
    fi
    sleep 0.1
  done
}

# What a killed node manager left behind, and daemons whose process files are gone.
end_strays() {
  local id
  for id in $(strays); do
    kill -KILL "$id" 2> /dev/null || true
  done
}
