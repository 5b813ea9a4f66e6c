# The drills in which a driver dies, finds no room, or is not alone: what it has begun can be resumed.

begin_resume() {
  begin fit --resume --output "$place/$name/fit"
}

# A command that must be turned down at once, with words that a person needs.
is_refused() { # exit code, words, command, options
  local code=$1 words=$2 worker=$run its_log=$log
  shift 2
  "$@"
  ends_with "$code"
  says "$words"
  run=$worker
  log=$its_log
}

says() { # words
  grep -q -e "$1" "$log" || no "nothing is said of '$1': read $log"
}

# Killed between two rounds, its job over and it not knowing; in the midst of the next round, whose job
# runs on; and within the scan, whose job goes as well. Only that one is run again.
drill_driver() {
  local jobs
  begin_fit
  await_step fit 1
  # By then the driver has written down which job it waits for.
  catch_task m
  kill -STOP "$run"
  kill -CONT "$victim"
  within 120 "end of round 1" is_over fit 1
  kill_driver
  is_refused 2 --resume begin_fit
  begin_resume
  await_step fit 2
  catch_task m
  kill_driver
  kill -CONT "$victim"
  applications fit | sed -n 2p | grep -q RUNNING || no "the job of round 2 died with its driver"
  is_refused 2 --resume begin_fit
  begin_resume
  await_step certify 1
  catch_task m
  kill_driver
  "$home/bin/cluster" yarn application -kill "$application" > /dev/null 2>&1
  begin_resume
  ends_with 0
  jobs="$(applications profile | wc -l) $(applications fit | wc -l) $(applications certify | wc -l)"
  [ "$jobs" = "1 2 2" ] || no "jobs of profile, rounds, scan: $jobs, not 1 2 2"
  fact "killed 3 times, refused twice; no job run twice but the killed one"
  results_are_the_same
}

kill_driver() {
  slay "$run"
  wait "$run" 2> /dev/null || true
}

# Two at the same time: one is turned down. And so is a third, and who would resume, while one works.
drill_twins() {
  local first second
  begin_fit
  first=$run
  first_log=$log
  begin_fit
  second=$run
  within 60 "refusal of one of two drivers" one_of_two_is_gone "$first" "$second"
  if is_gone "$first"; then
    run=$first log=$first_log expect_refusal
    run=$second
  else
    run=$second expect_refusal
    run=$first
    log=$first_log
  fi
  await_step fit 1
  is_refused 1 "$place/$name/fit is being written" begin_fit
  is_refused 1 "$place/$name/fit is being written" begin_resume
  fact "3 drivers refused"
  ends_with 0
  results_are_the_same
}

one_of_two_is_gone() { is_gone "$1" || is_gone "$2"; }

expect_refusal() {
  ends_with 1
  says "$place/$name/fit is being written"
}
