# Ends what start has started, and nothing else.

grace=30 # seconds for all daemons to end by themselves

stop() {
  local name id stopped=0 end
  for name in $(daemons | tac); do
    if id=$(process "$name"); then
      kill "$id"
      stopped=$((stopped + 1))
    fi
  done
  end=$((SECONDS + grace))
  for name in $(daemons); do
    await_end "$name" "$end"
    rm -f "$dir/run/$name.pid"
  done
  end_strays
  echo "cluster: $stopped daemons stopped; HDFS keeps its files in $dir"
}

await_end() { # name, second
  local id
  while id=$(process "$1"); do
    if ((SECONDS >= $2)); then
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
