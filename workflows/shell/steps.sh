# shellcheck shell=bash
# What the scripts of this folder share. The name of the script stands in messages.

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
summary=$(mktemp)
trap 'rm -f "$summary"' EXIT

mixreduce() { # command, its options
  local command=$1
  shift
  # Both may be several words.
  # shellcheck disable=SC2086
  ${MIXREDUCE:-"$here/../../bin/mixreduce"} "$command" ${GENERIC:-} "$@"
}

refuse() {
  echo "$(basename "$0"): $*" >&2
  exit 2
}

# Finds the command that reaches the output where MixReduce writes it, in the order of bin/mixreduce; none
# for local files. In doubt it stops: what is removed could be of the same name elsewhere.
find_files() { # output
  files=()
  if [ "${FS:-}" = local ]; then
    return
  elif [ -n "${FS:-}" ]; then
    read -ra files <<< "$FS"
  elif [ -n "${HADOOP_HOME:-}" ] && [ -x "$HADOOP_HOME/bin/hadoop" ]; then
    files=("$HADOOP_HOME/bin/hadoop" fs)
  elif command -v hadoop > /dev/null; then
    files=(hadoop fs)
  elif [ -n "${HADOOP_CONF_DIR:-}${MIXREDUCE:-}" ] || [[ $1 == *://* && $1 != file:* ]]; then
    refuse "no hadoop command to reach $1: say by FS what does (see --help)"
  fi
}

remove() { # directory
  if [ "${#files[@]}" -gt 0 ]; then
    "${files[@]}" -rm -r -f -skipTrash "$1"
  else
    rm -rf -- "${1#file:}"
  fi
}

put_aside() { # directory, the one to move it into
  remove "$2/$(basename "$1")"
  if [ "${#files[@]}" -gt 0 ]; then
    "${files[@]}" -mkdir -p "$2"
    "${files[@]}" -mv "$1" "$2"
  else
    mkdir -p -- "${2#file:}"
    mv -- "${1#file:}" "${2#file:}"
  fi
}

said() { sed -n "s/^$1=//p" "$summary"; } # name

is_doubtful() { [ "$(said verdict)" = doubtful ] && [ "${ON_DOUBT:-stop}" != score ]; }

stop_doubtful() { # directory of the model
  echo "$(basename "$0"): not scored: $(said to_act_on) findings speak against K = $(said k);" \
    "they are in $1/manifest.json" >&2
  exit 4
}

score() { # directory of the model, input, output
  # Of an earlier start that did not come to its end.
  remove "$3"
  mixreduce score --model "$1" --input "$2" --output "$3"
}
