# The drills in which there is no room to write.

# HDFS refuses what the first round's reducers write, and then, with all jobs done, the results.
drill_quota() {
  hdfs dfs -mkdir -p "$place/$name"
  begin_fit
  await_step fit 1
  catch_task m
  take_room
  kill -CONT "$victim"
  fails_for_want_of_room
  give_room
  begin_resume
  await_step certify 1
  kill -STOP "$run"
  within 120 "end of the scan" is_over certify 1
  take_room
  kill -CONT "$run"
  fails_for_want_of_room
  give_room
  begin_resume
  ends_with 0
  results_are_the_same
}

take_room() { hdfs dfsadmin -setSpaceQuota 1 "$place/$name"; }

give_room() { hdfs dfsadmin -clrSpaceQuota "$place/$name"; }

fails_for_want_of_room() {
  local left
  ends_with 1
  says "$place/$name/fit"
  says --resume
  left=$(hdfs dfs -ls -C "$place/$name/fit" | sed 's|.*/||' | paste -sd' ')
  [ "$left" = _work ] || no "the run has failed and left '$left'"
  fact "failed with exit code 1, left _work"
}

# A disk that is too small, under the local runner.
drill_disk() {
  local here=$work/$name options_of_mount=(--mount)
  # Anybody may mount a disk that nobody else sees.
  [ "$(id -u)" -eq 0 ] || options_of_mount+=(--map-root-user)
  mkdir -p "$here/full"
  hdfs dfs -get "$place/rows" "$here/rows"
  "$home/bin/mixreduce" fit --input "$here/rows" "${options[@]}" --output "$here/roomy" > "$here/roomy.log" 2>&1 \
    || no "not even with room: read $here/roomy.log"
  unshare "${options_of_mount[@]}" bash "$home/cluster/drill/small-disk.sh" "$here" \
    "$home/bin/mixreduce" fit --input "$here/rows" "${options[@]}" --output "$here/full/fit"
  same_files "$here/roomy" "$here/resumed"
  same_bytes "$here/roomy" "$here/resumed" "${results[@]}"
}
