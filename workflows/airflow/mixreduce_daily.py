"""Fits the rows of one day, aggregates the days of the month to one model without reading their rows
again, and scores the day with it: what oozie/daily does, for Apache Airflow 2 (2.4 or newer).

Put this file into the folder of DAGs. The workers need the hadoop command and the job jar. Settings are
Airflow variables: mixreduce_jar, mixreduce_feed (a day's rows are in FEED/2026-01-31, complete when
_SUCCESS is there), mixreduce_output, mixreduce_k.
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.exceptions import AirflowFailException, AirflowSkipException
from airflow.operators.bash import BashOperator
from airflow.sensors.bash import BashSensor

FEED = "{{ var.value.mixreduce_feed }}/{{ ds }}"
OUTPUT = "{{ var.value.mixreduce_output }}"
MIXREDUCE = "hadoop jar {{ var.value.mixreduce_jar }}"

# Exit code 1 may pass: a job failed, or the driver of a worker that died still writes. The command line, the
# data or the model (2 and 3) are the same when tried again. For want of one that fails for good, they become
# the exit code that skips a task.
FOR_GOOD = """\
trap 'code=$?; rm -f "${summary:-}"; case $code in 2 | 3) exit 99 ;; esac' EXIT"""


class MixReduceOperator(BashOperator):
    """A command of mixreduce, retried only where that may help."""

    def execute(self, context):
        try:
            return super().execute(context)
        except AirflowSkipException as skip:
            raise AirflowFailException("exit code 2 or 3: the log says what to change") from skip


# The last line of standard output is what the next task can ask for.
FIT = f"""
{FOR_GOOD}
set -eu
summary=$(mktemp)
{MIXREDUCE} fit --resume --header --input '{FEED}' --output '{OUTPUT}/fits/{{{{ ds }}}}' \\
  --k '{{{{ var.value.mixreduce_k }}}}' --patience 1000 --summary "$summary"
sed -n 's/^verdict=//p' "$summary"
"""

# A doubtful fit is put aside, or the next day would aggregate it.
VERDICT = f"""
set -eu
if [ '{{{{ ti.xcom_pull(task_ids="fit") }}}}' = trustworthy ]; then exit; fi
hadoop fs -mkdir -p '{OUTPUT}/suspect'
hadoop fs -rm -r -f -skipTrash '{OUTPUT}/suspect/{{{{ ds }}}}'
hadoop fs -mv '{OUTPUT}/fits/{{{{ ds }}}}' '{OUTPUT}/suspect'
echo 'not to be used as it is: see {OUTPUT}/suspect/{{{{ ds }}}}/manifest.json' >&2
exit 1
"""

# Up to the day, so that an old one can be cleared and run again. An unfinished fit is named and left out,
# or it would stop all others of the month. A day without any fit, as bad rows leave it or a partition that
# never came, cannot be named: the log says which days are in ("3 runs: ..."). Once such a day is mended,
# clear the days after it.
AGGREGATE = f"""
{FOR_GOOD}
{MIXREDUCE} aggregate --overwrite --runs '{OUTPUT}/fits/{{{{ ds[:7] }}}}-*' --through '{{{{ ds }}}}' \\
  --skip-unfinished --output '{OUTPUT}/models/{{{{ ds }}}}'
"""

SCORE = f"""
{FOR_GOOD}
set -eu
hadoop fs -rm -r -f -skipTrash '{OUTPUT}/scores/{{{{ ds }}}}'
{MIXREDUCE} score --model '{OUTPUT}/models/{{{{ ds }}}}' --input '{FEED}' --output '{OUTPUT}/scores/{{{{ ds }}}}'
"""

with DAG(
    dag_id="mixreduce_daily",
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    # Days follow each other: a day leaves out those before it that are still being fitted.
    max_active_runs=1,
    catchup=True,
) as dag:
    partition = BashSensor(
        task_id="partition",
        bash_command=f"hadoop fs -test -e '{FEED}/_SUCCESS'",
        mode="reschedule",
        poke_interval=300,
        timeout=timedelta(days=7).total_seconds(),
    )
    fit = MixReduceOperator(
        task_id="fit",
        bash_command=FIT,
        do_xcom_push=True,
        # A job may fail for reasons that pass; the run goes on where it ended.
        retries=2,
        retry_delay=timedelta(minutes=10),
    )
    # A wrong answer stays wrong: no retries.
    verdict = BashOperator(task_id="verdict", bash_command=VERDICT, retries=0)
    aggregate = MixReduceOperator(task_id="aggregate", bash_command=AGGREGATE, retries=1)
    score = MixReduceOperator(task_id="score", bash_command=SCORE, retries=1)

    partition >> fit >> verdict >> aggregate >> score
