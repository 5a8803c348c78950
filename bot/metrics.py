"""What Prometheus is told, in one place. No label ever holds a person, a chat or a text."""

from prometheus_client import Counter, Gauge, Histogram

UPDATES = Counter("mitra_updates", "Updates taken, by what became of them.", ["outcome"])
UPDATE_SECONDS = Histogram(
    "mitra_update_seconds",
    "From taking an update to its commit, in seconds.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
SENT = Counter("mitra_sent", "Messages and edits tried, by outcome and kind.", ["outcome", "kind"])
OUTBOX_PENDING = Gauge("mitra_outbox_pending", "Messages that wait in the outbox.", ["kind"])
LAG_SECONDS = Histogram(
    "mitra_delivery_lag_seconds",
    "From when a message may go to when it has arrived, in seconds.",
    ["kind"],
    buckets=(0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400),
)
PACE = Gauge(
    "mitra_send_pace", "Unasked messages a second that the courier allows itself.", ["rate"]
)
PAID_LEFT = Gauge("mitra_paid_left", "Messages that today's budget of Stars still pays for.")
LEADER = Gauge("mitra_leader", "1 while this process holds the lease of the job.", ["job"])
JOB_ROWS = Counter("mitra_job_rows", "What the calendar's jobs have done.", ["job"])
JOB_FAILURES = Counter("mitra_job_failures", "Runs of the calendar's jobs that failed.", ["job"])
