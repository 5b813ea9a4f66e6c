# What the resource manager and the history server tell of a run's jobs.

# Applications of a step of the run, in the order of their start: id and state.
applications() { # step, such as fit or certify; run, if another
  get "$(port_of resourcemanager.web)" /ws/v1/cluster/apps | tr '{' '\n' | sed -n \
    's/^"id":"\(application_[0-9_]*\)".*"name":"'"$tag-${2:-$name} $1"'".*"state":"\([A-Z_]*\)".*/\1 \2/p' \
    | sort
}

# The application of a step, as soon as there is one: "fit 2" is the second round.
has_begun() { # step, number
  application=$(applications "$1" | sed -n "$2{s/ .*//p}")
  [ -n "$application" ]
}

await_step() { # step, number
  await "job $2 of $1" has_begun "$1" "$2"
}

is_over() { # step, number
  applications "$1" | sed -n "$2p" | grep -q ' FINISHED$'
}

job_history() { # path after the job's id; of the application at hand
  get "$(port_of historyserver.web)" "/ws/v1/history/mapreduce/jobs/${application/application/job}$1"
}

is_in_history() { job_history "" | grep -q '"state":"SUCCEEDED"'; }

# Attempts of a task and what became of them.
attempts_of() { # task
  job_history "/tasks/$1/attempts" | tr '{' '\n' \
    | sed -n 's/.*"id":"\(attempt_[^"]*\)".*"state":"\([A-Z]*\)".*/\1 \2/p'
}

# An attempt was lost, and another took its place.
was_replaced() { # attempt
  local task fate successor
  task=${1/attempt/task}
  task=${task%_*}
  application=${task/task/application}
  application=${application%_*_*}
  within 60 "history of $application" is_in_history
  fate=$(attempts_of "$task" | sed -n "s/^$1 //p")
  case $fate in
    FAILED | KILLED) ;;
    *) no "nothing happened to $1: the history server says '$fate'" ;;
  esac
  successor=$(attempts_of "$task" | sed -n 's/ SUCCEEDED$//p')
  [ -n "$successor" ] || no "no attempt replaced $1"
  fact "${1#attempt_*_} $fate, ${successor#attempt_*_} SUCCEEDED"
}

# What became of the application's masters, in their order.
masters_of_job() {
  get "$(port_of resourcemanager.web)" "/ws/v1/cluster/apps/$application/appattempts" | tr '{' '\n' \
    | sed -n 's/.*"appAttemptId":"[^"]*_\([0-9]*\)".*"appAttemptState":"\([A-Z]*\)".*/\1 \2/p' \
    | sort | cut -d' ' -f2 | paste -sd' '
}

# A line of the table.
fact() { echo "$*"; }
