package com.flowex.risk.app.judging;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.TailStoppedException;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.risk.app.daily.DailyScoring.Progress;
import com.flowex.risk.store.suspicion.JudgingProgress;
import com.flowex.risk.store.suspicion.JudgingProgressTable;
import com.flowex.risk.store.suspicion.SurveillanceCasesTable;
import com.flowex.risk.store.suspicion.SuspectedAbuse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges new events of the log, range by range, and stores its suspicions as cases. One tenant's task reads the log for
 * all scheduled tenants that are at the same place; their own tasks then find nothing new. Progress and cases are
 * written in one transaction per tenant. A second judge of the same range, also after a crash, writes nothing twice.
 */
public final class LogSurveillance {

    /** Maximum number of open cases: beyond it judging waits, and the log keeps its events. */
    static final int OPEN_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(LogSurveillance.class);

    /** Maximum duration of a run; the next task judges the rest. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int PERCENT = 100;

    private final Database database;
    private final JudgingProgressTable judged;
    private final SurveillanceLog log;
    private final InstantSource clock;

    /** Allows one reader per process; a waiting task finds that its part has been judged. */
    private final ReentrantLock reading = new ReentrantLock();

    public LogSurveillance(Database database, JudgingProgressTable judged, SurveillanceLog log, InstantSource clock) {
        this.database = database;
        this.judged = judged;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Judges the events that exist.
     *
     * @return one line that summarises the run
     */
    public String run(int tenant, Progress progress) throws InterruptedException {
        Instant until = clock.instant().plus(LONGEST);
        long from = judged.of(tenant).sequence();
        int cases = 0;
        boolean isMore = true;
        while (isMore && clock.instant().isBefore(until)) {
            reading.lockInterruptibly();
            try {
                JudgingProgress before = judged.of(tenant);
                long last = log.end().getAsLong();
                isMore = isToJudge(before, last);
                if (isMore) {
                    cases += judge(tenant, before, last, progress);
                }
            } finally {
                reading.unlock();
            }
        }
        long to = judged.of(tenant).sequence();
        return to > from
                ? "events " + (from + 1) + " to " + to + " judged, " + cases + " cases opened"
                : "nothing new behind event " + to + ", " + cases + " cases opened";
    }

    private boolean isToJudge(JudgingProgress before, long last) {
        Instant time = before.time();
        return last > before.sequence()
                || time != null && last == before.sequence() && !before.settled() && isOver(time);
    }

    private boolean isOver(Instant time) {
        return time.plus(SurveillanceRange.OVERLAP).isBefore(clock.instant());
    }

    private int judge(int tenant, JudgingProgress before, long last, Progress progress) throws InterruptedException {
        Map<Integer, JudgingProgress> others = others(tenant, before, last);
        Map<Integer, Long> all = new TreeMap<>(Map.of(tenant, before.sequence()));
        others.forEach((other, at) -> all.put(other, at.sequence()));
        SurveillanceRange range = new SurveillanceRange(
                before.start(), all, tenant, last, log.before(before.start().sequence() + 1));
        try {
            new LogRangeReader(log.tails())
                    .read(before.start(), range::on, () -> report(progress, before, last, range.last()));
        } catch (TailStoppedException why) {
            trouble(tenant, before, why);
            throw why;
        }
        if (range.isAtEnd() && isOver(JudgingProgressTable.instant(range.timeNanos()))) {
            range.settle();
        }
        int opened = database.transaction(tenant, transaction -> write(transaction, tenant, before, range.of(tenant)));
        others.forEach((other, at) -> writeFor(other, at, range.of(other)));
        return opened;
    }

    /** Returns the other tenants that have events to judge, and need none before the start of this reading. */
    private Map<Integer, JudgingProgress> others(int tenant, JudgingProgress before, long last) {
        Map<Integer, JudgingProgress> others = new TreeMap<>();
        for (int other : log.scheduled().get()) {
            JudgingProgress at = other == tenant ? before : judged.of(other);
            if (other != tenant && at.start().sequence() >= before.start().sequence() && isToJudge(at, last)) {
                others.put(other, at);
            }
        }
        return others;
    }

    private static void report(Progress progress, JudgingProgress before, long last, Checkpoint at) {
        long all = Math.max(1, last - before.start().sequence());
        long done = at.sequence() - before.start().sequence();
        progress.at((int) (PERCENT * done / all), "event " + at.sequence() + " of " + last);
    }

    /** Stores the reason for a failure; the position stays, and the next run tries again from there. */
    private void trouble(int tenant, JudgingProgress before, TailStoppedException why) {
        database.transaction(tenant, transaction -> {
            JudgingProgress now = JudgingProgressTable.hold(transaction, tenant);
            if (now.sequence() == before.sequence()) {
                JudgingProgressTable.write(
                        transaction,
                        tenant,
                        now.troubled(
                                clock.instant(),
                                "events behind " + now.start().sequence() + " cannot be read: " + why.getMessage()));
            }
            return now;
        });
    }

    /** Ignores a failure for another tenant: that tenant's own task meets the same failure, and reports it. */
    private void writeFor(int other, JudgingProgress before, SurveillanceRange.Reached reached) {
        try {
            database.transaction(other, transaction -> write(transaction, other, before, reached));
        } catch (RuntimeException why) {
            LOG.debug("the log is judged for tenant {} by that tenant's own task", other, why);
        }
    }

    /** @return number of cases opened */
    private int write(Transaction transaction, int tenant, JudgingProgress before, SurveillanceRange.Reached reached) {
        JudgingProgress now = JudgingProgressTable.hold(transaction, tenant);
        boolean isJudgedMeanwhile = now.sequence() != before.sequence() || now.settled() != before.settled();
        if (isJudgedMeanwhile || reached.last().sequence() < now.sequence()) {
            return 0;
        }
        int opened = 0;
        long open = SurveillanceCasesTable.open(transaction, tenant, OPEN_MAX);
        for (SurveillanceRange.FoundSuspicion found : reached.found()) {
            SuspectedAbuse abuse = SuspectedAbuse.of(found.suspicion(), found.from(), found.to());
            if (!SurveillanceCasesTable.isKnown(transaction, tenant, abuse)) {
                if (open + opened >= OPEN_MAX) {
                    throw new IllegalStateException(OPEN_MAX + " cases are open: the log is judged on behind event "
                            + before.sequence() + " once some of them are closed");
                }
                SurveillanceCasesTable.add(transaction, tenant, abuse, clock.instant());
                opened++;
            }
        }
        JudgingProgressTable.write(
                transaction,
                tenant,
                new JudgingProgress(
                        reached.last().sequence(),
                        JudgingProgressTable.instant(reached.timeNanos()),
                        reached.next(),
                        reached.settled(),
                        clock.instant(),
                        "",
                        now.leftOut()));
        return opened;
    }
}
