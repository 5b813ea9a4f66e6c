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

said() { sed -n "s/^$1=//p" "$summary"; } # name

stop_if_doubtful() { # directory of the model
  if [ "$(said verdict)" = doubtful ] && [ "${ON_DOUBT:-stop}" != score ]; then
    echo "$(basename "$0"): not scored: $(said to_act_on) findings speak against K = $(said k);" \
      "they are in $1/manifest.json" >&2
    exit 4
  fi
}

score() { # directory of the model, input, output
  local remove="rm -rf"
  ! command -v hadoop > /dev/null || remove="hadoop fs -rm -r -f -skipTrash"
  # Of an earlier start that did not come to its end.
  # shellcheck disable=SC2086
  ${REMOVE:-$remove} "$3"
  mixreduce score --model "$1" --input "$2" --output "$3"
}
