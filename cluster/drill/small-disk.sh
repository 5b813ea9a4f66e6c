#!/usr/bin/env bash
# A fit onto a disk that is too small for it, and its continuation when there is room. In a mount name
# space of its own: the disk goes with this process.
set -eu

here=$1
shift
disk=$here/full

no() {
  echo "$*" >&2
  exit 1
}

mount -t tmpfs -o size=256k tmpfs "$disk"
code=0
"$@" > "$here/full.log" 2>&1 || code=$?
[ "$code" -eq 1 ] || no "on a full disk fit ended with exit code $code, not 1: read $here/full.log"
for words in "$disk/fit" --resume; do
  grep -q -e "$words" "$here/full.log" || no "nothing is said of '$words': read $here/full.log"
done
left=$(ls "$disk/fit")
[ "$left" = _work ] || no "on a full disk fit left '$left'"
echo "failed with exit code 1 on $(df -h --output=size "$disk" | tail -n 1 | tr -d ' '), left _work"
mount -o remount,size=64m "$disk"
"${@:1:2}" --resume --output "$disk/fit" > "$here/resumed.log" 2>&1 \
  || no "not resumed: read $here/resumed.log"
cp -r "$disk/fit" "$here/resumed"
