# shellcheck shell=bash
# The Oozie server of the drill: assembled from Maven's artifacts, started, asked, stopped.

assemble() {
  [ ! -f "$server/complete" ] || return 0
  command -v mvn > /dev/null || fail "no mvn: install Maven 3.6.3 or newer"
  echo "oozie-drill: fetching Oozie $oozie, once" >&2
  (cd "$home" && mvn -q -B -ntp -Poozie -pl oozie -Dspotless.check.skip package >&2) \
    || fail "Maven could not assemble Oozie $oozie"
  touch "$server/complete"
}

configure() {
  mkdir -p "$work/conf/action-conf" "$work/log" "$work/tmp"
  sed -e "s|@port@|$oozie_port|g;s|@conf@|$conf|g;s|@directory@|$work|g" \
    "$home/oozie/server/oozie-site.xml" > "$work/conf/oozie-site.xml"
  cp "$home/oozie/server/oozie-log4j.properties" "$work/conf/"
  cp "$home/oozie/server/action-conf/java.xml" "$work/conf/action-conf/"
}

# The jar of Oozie's launcher, where the server looks for it.
share() {
  local share
  share=/user/$(id -un)/share/lib/lib_20260101000000/oozie
  hdfs -mkdir -p "$share"
  hdfs -put -f "$server"/lib/oozie-sharelib-oozie-*.jar "$server"/lib/json-simple-*.jar "$share"
}

# Oozie wires itself up by reflection on Java's own classes.
start_server() {
  local end=$((SECONDS + 180))
  setsid "$java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED \
    -Doozie.home.dir="$work" -Doozie.config.dir="$work/conf" -Doozie.log.dir="$work/log" \
    -Doozie.data.dir="$work/tmp" -Doozie.config.file=oozie-site.xml \
    -Doozie.log4j.file=oozie-log4j.properties -Doozie.log4j.reload=0 \
    -Dderby.stream.error.file="$work/log/derby.log" -Djava.io.tmpdir="$work/tmp" \
    -cp "$work/conf:$server:$server/lib/*" org.apache.oozie.server.EmbeddedOozieServer \
    > "$work/log/oozie.log" 2>&1 < /dev/null &
  process=$!
  until ask admin/status | grep -q NORMAL; do
    kill -0 "$process" 2> /dev/null || fail "Oozie has ended: read $work/log/oozie.log"
    ((SECONDS < end)) || fail "Oozie does not answer: read $work/log/oozie.log"
    sleep 1
  done
}

stop_server() {
  [ -n "${process:-}" ] || return 0
  kill "$process" 2> /dev/null || true
  wait "$process" 2> /dev/null || true
}

# Oozie's own command.
oozie() {
  OOZIE_URL=http://localhost:$oozie_port/oozie "$java" -XX:TieredStopAtLevel=1 \
    -cp "$server/lib/*" org.apache.oozie.cli.OozieCLI "$@" 2>> "$work/log/client.log"
}

ask() { # what
  local separator='?'
  [[ $1 != *\?* ]] || separator='&'
  get "$oozie_port" "/oozie/v2/$1${separator}user.name=$(id -un)"
}

submit() { # name; its properties come in; tells the job's id
  cat > "$work/$1.properties"
  oozie job -run -config "$work/$1.properties" | sed -n 's/^job: //p'
}

status_of() { # job
  ask "job/$1?show=status" | field status
}

# Leaves in $state what has become of it. In this shell, not in one of its own, so that it can be
# interrupted.
await() { # job
  local end=$((SECONDS + patience))
  while state=$(status_of "$1"); [[ $state =~ ^(PREP|RUNNING|)$ ]]; do
    kill -0 "$process" 2> /dev/null || fail "Oozie has ended: read $work/log/oozie.log"
    ((SECONDS < end)) || { state="still ${state:-unknown} after $patience seconds" && return; }
    sleep 2
  done
}

# A node of a workflow that has run, as one line of JSON; nothing if it has not.
node() { # job, name
  ask "job/$1?show=info" | tr -d '\r\n' | sed 's/{"cred"/\n&/g' | grep -F "\"name\":\"$2\"" || true
}

# What a node has captured: a name=value a line.
captured() { # job, node
  # shellcheck disable=SC1003
  node "$1" "$2" | sed -n 's/.*"data":"\([^"]*\)".*/\1/p' | sed 's/\\r//g;s/\\n/\n/g' | tr -d '\\' \
    | grep '=' || true
}

message() { # job, node
  # shellcheck disable=SC1003
  node "$1" "$2" | sed -n 's/.*"errorMessage":"\([^"]*\)".*/\1/p' | tr -d '\\'
}

transition() { # job, node
  node "$1" "$2" | sed -n 's/.*"transition":"\([^"]*\)".*/\1/p'
}
