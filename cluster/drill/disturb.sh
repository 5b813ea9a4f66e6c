# The drills that a fit or score must come through by itself.

drill_undisturbed() {
  begin_fit
  ends_with 0
  begin_score "$place/$name/fit"
  ends_with 0
  collect
  fact "$(applications '[a-z]*' | wc -l) jobs"
}

drill_map() {
  kill_tasks m
}

drill_reducer() {
  kill_tasks r
}

# In the first round and in the certifying scan.
kill_tasks() { # m or r
  local step tasks=()
  begin_fit
  for step in fit certify; do
    await_step $step 1
    catch_task "$1"
    slay "$victim"
    tasks+=("$task")
  done
  ends_with 0
  for task in "${tasks[@]}"; do was_replaced "$task"; done
  results_are_the_same
}

drill_master() {
  begin_fit
  await_step fit 1
  catch_task m
  kill -CONT "$victim"
  is_seen "$master" || no "no master of $application"
  slay "$victim"
  ends_with 0
  within 60 "history of $application" is_in_history
  [ "$(masters_of_job)" = "FAILED FINISHED" ] \
    || no "the masters of $application are '$(masters_of_job)', not FAILED FINISHED"
  fact "of ${application##*_} the first master FAILED, the second FINISHED"
  results_are_the_same
}

# A machine that goes takes its containers along; not the master's, which is another drill.
drill_nodemanager() {
  local lost
  begin_fit
  await_step fit 1
  await "a master" is_seen "$master"
  catch_task m "$node"
  lost=$node
  slay_daemon "nodemanager-${lost#node-}"
  end_containers "$lost"
  await "the resource manager missed $lost" is_lost "${lost#node-}"
  fact "$lost LOST"
  ends_with 0
  was_replaced "$task"
  results_are_the_same
}

is_lost() { # node
  get "$(port_of resourcemanager.web)" '/ws/v1/cluster/nodes?states=LOST' \
    | grep -q "\"localhost:$(port_of nodemanager "$1")\""
}

# It stays away until the run is over.
drill_datanode() {
  local knocks
  begin_fit
  await_step fit 1
  catch_task m
  slay_daemon datanode-2
  kill -CONT "$victim"
  ends_with 0
  within 90 "data node that the name node misses" a_data_node_is_dead
  fact "the name node counts 1 dead"
  knocks=$(knocks_at 2)
  [ "$knocks" -gt 0 ] || no "no task and no driver ever asked for datanode-2"
  fact "asked for in vain $knocks times"
  results_are_the_same
}

a_data_node_is_dead() { [ "$(bean FSNamesystemState | field NumDeadDataNodes)" = 1 ]; }

# How often the run's processes met a data node that is gone.
knocks_at() { # node
  local of_run
  of_run=$(applications '[a-z]*' | cut -d' ' -f1 | paste -sd'|')
  find "$dir"/node-?/logs -path '*application_*' -name syslog | grep -E "/($of_run)/" \
    | xargs cat "$log" | grep -cE "WARN.*127.0.0.1:$(port_of datanode "$1")\\b" || true
}

speculation=(
  -D mapreduce.map.speculative=true
  -D mapreduce.reduce.speculative=true
  -D mapreduce.job.speculative.speculative-cap-running-tasks=0.5
)

# A map task stands still until another attempt has overtaken it, and is killed by its master.
drill_speculation() {
  begin_fit "${speculation[@]}"
  await_step fit 1
  catch_task m
  await "another attempt of $task" is_overtaken
  ends_with 0
  was_replaced "$task"
  results_are_the_same
}

is_overtaken() { overtaker=$(containers " ${task%_0}_1 " | cut -d' ' -f1) && [ -n "$overtaker" ]; }

# The same, but the overtaken task comes back to life and hands in late: a reducer of the first
# round, and a map task that scores. Its node manager stands still too, or it would kill the task. So
# neither may be where the master is, and reducers must have fetched from it all they need.
drill_late() {
  local tasks=() other=()
  begin_fit "${speculation[@]}"
  catch_late fit fetched
  await "another attempt of $task had fetched" second_stands_still fetched
  revive_late
  ends_with 0
  begin_score "$place/$name/fit" "${speculation[@]}"
  catch_late score m
  hold_job_open
  revive_late
  kill -CONT "${other[@]}" || no "the job did not wait for the task that stood still"
  ends_with 0
  for task in "${tasks[@]}"; do was_replaced "$task"; done
  collect
  compare
}

catch_late() { # step; m or fetched
  await_step "$1" 1
  await "a master" is_seen "$master"
  catch_task "$2" "$node"
  tasks+=("$task")
}

# Scores are written as they are made, and would find their folder gone if the job was over. So another
# map task stands still as well, and its second attempt.
hold_job_open() {
  local late=("$victim" "$node" "$container" "$task") other_task
  catch_task m
  other=("$victim")
  other_task=$task
  victim=${late[0]} node=${late[1]} container=${late[2]} task=${late[3]}
  await "second attempts of $task and $other_task were there" both_stand_still
}

# Each as soon as it is seen, and before the other is.
both_stand_still() {
  local other_second
  second_stands_still m || overtaker=
  other_second=$(stop_attempt "${other_task%_0}_1" m) || return 1
  [ -n "$overtaker" ] && other+=("$other_second")
}

second_stands_still() { overtaker=$(stop_attempt "${task%_0}_1" "$1"); } # m or fetched

# The process of an attempt that stands still from now on.
stop_attempt() { # attempt; m or fetched
  local id its_node its_container
  read -r id its_node _ its_container _ < <(containers " $1 ") || return 1
  [ "$2" = m ] || has_fetched "$its_node" "$its_container" || return 1
  kill -STOP "$id" && echo "$id"
}

has_fetched() { # node, container
  grep -q "$fetched" "$dir/$1/logs/$application/$2/syslog"* 2> /dev/null
}

# Its node manager has killed it when all is over. Whoever asks whether to commit is not told no, but to
# ask again.
revive_late() {
  local manager=nodemanager-${node#node-} fate
  signal_daemon STOP "$manager"
  kill -CONT "$overtaker" || no "the second attempt of $task was over before $manager stood still"
  within 120 "end of the second attempt of $task" is_gone "$overtaker"
  kill -CONT "$victim" || no "$task did not live until another attempt was through"
  within 60 "result of $task after it was revived" has_handed_in
  # Time to ask a few times.
  sleep 3
  fate="not told to commit"
  ! has_been_told_to_commit || fate="told to commit"
  signal_daemon CONT "$manager"
  within 60 "end of $task after its node manager was revived" is_gone "$victim"
  fact "${task#attempt_*_} came back and was through, $fate"
}

has_handed_in() { grep -q "Task:$task is done" "$(syslog)"; }

has_been_told_to_commit() { grep -q "Task $task is allowed to commit" "$(syslog)"; }

is_gone() { ! kill -0 "$1" 2> /dev/null; } # process

# Between two rounds: while the driver stands still and its job is over. And within a scan.
drill_resourcemanager() {
  local first second
  find_java
  begin_fit
  await_step fit 1
  first=$application
  kill -STOP "$run"
  within 120 "end of round 1" is_over fit 1
  slay_daemon resourcemanager
  kill -CONT "$run"
  sleep 3
  launch resourcemanager
  await_step fit 2
  second=$application
  [ "${first%_*}" != "${second%_*}" ] || no "$second is of the same resource manager as $first"
  await_step certify 1
  catch_task m
  slay_daemon resourcemanager
  kill -CONT "$victim"
  sleep 3
  launch resourcemanager
  ends_with 0
  for application in "$first" "$second" "$application"; do
    within 60 "history of $application" is_in_history
  done
  fact "rounds 1 and 2 under different ones, all jobs SUCCEEDED"
  results_are_the_same
}
