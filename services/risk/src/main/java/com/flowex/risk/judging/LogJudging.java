package com.flowex.risk.judging;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.TailStoppedException;
import com.flowex.ground.database.Database;
import com.flowex.risk.daily.DailyScores.Progress;
import com.flowex.risk.suspicion.Abuse;
import com.flowex.risk.suspicion.SuspicionsTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges what is new in the log, a stretch after the other, and keeps what it finds as cases. One tenant's task reads it for all whose
 * log is judged by schedule and who are as far: then theirs find nothing new. What was judged and what was found are written together,
 * each tenant's by itself; who judges the same stretch meanwhile, or again after an end in between, writes nothing twice.
 */
public final class LogJudging {

    /** So many cases wait for people, at most: behind that the log waits, which forgets nothing. */
    static final int OPEN_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(LogJudging.class);

    /** What is left is judged by the next task. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int PERCENT = 100;

    private final Database database;
    private final JudgedTable judged;
    private final JudgedLog log;
    private final InstantSource clock;

    /** Of a process one reads; who waits finds that it was read for them. */
    private final ReentrantLock reading = new ReentrantLock();

    public LogJudging(Database database, JudgedTable judged, JudgedLog log, InstantSource clock) {
        this.database = database;
        this.judged = judged;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Judges what is there.
     *
     * @return one line of what was done
     */
    public String run(int tenant, Progress progress) throws InterruptedException {
        Instant until = clock.instant().plus(LONGEST);
        long from = judged.of(tenant).sequence();
        int cases = 0;
        boolean isMore = true;
        while (isMore && clock.instant().isBefore(until)) {
            reading.lockInterruptibly();
            try {
                Judged before = judged.of(tenant);
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

    private boolean isToJudge(Judged before, long last) {
        Instant time = before.time();
        return last > before.sequence()
                || time != null && last == before.sequence() && !before.settled() && isOver(time);
    }

    private boolean isOver(Instant time) {
        return time.plus(JudgedStretch.OVERLAP).isBefore(clock.instant());
    }

    private int judge(int tenant, Judged before, long last, Progress progress) throws InterruptedException {
        Map<Integer, Judged> others = others(tenant, before, last);
        Map<Integer, Long> all = new TreeMap<>(Map.of(tenant, before.sequence()));
        others.forEach((other, at) -> all.put(other, at.sequence()));
        JudgedStretch stretch = new JudgedStretch(before.start(), all, tenant, last);
        try {
            new LogReading(log.tails())
                    .read(before.start(), stretch::on, () -> tell(progress, before, last, stretch.last()));
        } catch (TailStoppedException why) {
            trouble(tenant, before, why);
            throw why;
        }
        if (stretch.isAtEnd() && isOver(JudgedTable.instant(stretch.timeNanos()))) {
            stretch.settle();
        }
        int opened = database.transaction(tenant, connection -> write(connection, tenant, before, stretch.of(tenant)));
        others.forEach((other, at) -> writeFor(other, at, stretch.of(other)));
        return opened;
    }

    /** Who has something to be judged too, and needs nothing from before where this reading begins. */
    private Map<Integer, Judged> others(int tenant, Judged before, long last) {
        Map<Integer, Judged> others = new TreeMap<>();
        for (int other : log.scheduled().get()) {
            Judged at = other == tenant ? before : judged.of(other);
            if (other != tenant && at.start().sequence() >= before.start().sequence() && isToJudge(at, last)) {
                others.put(other, at);
            }
        }
        return others;
    }

    private static void tell(Progress progress, Judged before, long last, Checkpoint at) {
        long all = Math.max(1, last - before.start().sequence());
        long done = at.sequence() - before.start().sequence();
        progress.at((int) (PERCENT * done / all), "event " + at.sequence() + " of " + last);
    }

    /** Where it was is kept: it is tried again from there. */
    private void trouble(int tenant, Judged before, TailStoppedException why) {
        database.transaction(tenant, connection -> {
            Judged now = JudgedTable.hold(connection, tenant);
            if (now.sequence() == before.sequence()) {
                JudgedTable.write(
                        connection,
                        tenant,
                        now.troubled(
                                clock.instant(),
                                "events behind " + now.start().sequence() + " cannot be read: " + why.getMessage()));
            }
            return now;
        });
    }

    /** What stands in the way of another tenant is not this one's failure: its own task meets it, and says so. */
    private void writeFor(int other, Judged before, JudgedStretch.Reached reached) {
        try {
            database.transaction(other, connection -> write(connection, other, before, reached));
        } catch (RuntimeException why) {
            LOG.debug("tenant {} judges the log by itself", other, why);
        }
    }

    /** @return how many cases it opened */
    private int write(Connection connection, int tenant, Judged before, JudgedStretch.Reached reached)
            throws SQLException {
        Judged now = JudgedTable.hold(connection, tenant);
        boolean isJudgedMeanwhile = now.sequence() != before.sequence() || now.settled() != before.settled();
        if (isJudgedMeanwhile || reached.last().sequence() < now.sequence()) {
            return 0;
        }
        int opened = 0;
        long open = SuspicionsTable.open(connection, tenant, OPEN_MAX);
        for (JudgedStretch.Found found : reached.found()) {
            Abuse abuse = Abuse.of(found.suspicion(), found.from(), found.to());
            if (!SuspicionsTable.isKnown(connection, tenant, abuse)) {
                if (open + opened >= OPEN_MAX) {
                    throw new IllegalStateException(OPEN_MAX + " cases are open: the log is judged on behind event "
                            + before.sequence() + " once some of them are closed");
                }
                SuspicionsTable.add(connection, tenant, abuse, clock.instant());
                opened++;
            }
        }
        JudgedTable.write(
                connection,
                tenant,
                new Judged(
                        reached.last().sequence(),
                        JudgedTable.instant(reached.timeNanos()),
                        reached.next(),
                        reached.settled(),
                        clock.instant(),
                        "",
                        now.leftOut()));
        return opened;
    }
}
