package com.flowex.risk.judging;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.TailStoppedException;
import com.flowex.ground.database.Database;
import com.flowex.ground.projection.TailFactory;
import com.flowex.risk.daily.DailyScores.Progress;
import com.flowex.risk.suspicion.Abuse;
import com.flowex.risk.suspicion.SuspicionsTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Judges what is new in the log of one tenant, a stretch after the other, and keeps what it finds as cases. What was judged and what was
 * found are written together; who judges the same stretch meanwhile, or again after an end in between, writes nothing twice.
 *
 * @param end number of the last event of the log that is known here
 */
public record LogJudging(
        Database database, JudgedTable judged, TailFactory tails, LongSupplier end, InstantSource clock) {

    /** So many cases wait for people, at most: behind that the log waits, which forgets nothing. */
    static final int OPEN_MAX = 10_000;

    /** What is left is judged by the next task. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int PERCENT = 100;

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
            Judged before = judged.of(tenant);
            long last = end.getAsLong();
            isMore = isToJudge(before, last);
            if (isMore) {
                cases += judge(tenant, before, last, progress);
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
        JudgedStretch stretch = new JudgedStretch(tenant, before.start(), before.sequence(), last);
        try {
            new LogReading(tails).read(before.start(), stretch::on, () -> tell(progress, before, last, stretch.last()));
        } catch (TailStoppedException why) {
            trouble(tenant, before, why);
            throw why;
        }
        if (stretch.isAtEnd() && isOver(JudgedTable.instant(stretch.timeNanos()))) {
            stretch.settle();
        }
        return database.transaction(tenant, connection -> write(connection, tenant, before, stretch));
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
                        new Judged(
                                now.sequence(),
                                now.time(),
                                now.start(),
                                now.settled(),
                                clock.instant(),
                                "events behind " + now.start().sequence() + " cannot be read: " + why.getMessage()));
            }
            return now;
        });
    }

    /** @return how many cases it opened */
    private int write(Connection connection, int tenant, Judged before, JudgedStretch stretch) throws SQLException {
        Judged now = JudgedTable.hold(connection, tenant);
        if (now.sequence() != before.sequence() || now.settled() != before.settled()) {
            return 0; // another process has judged it meanwhile
        }
        int opened = 0;
        long open = SuspicionsTable.open(connection, tenant, OPEN_MAX);
        for (JudgedStretch.Found found : stretch.found()) {
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
                        stretch.last().sequence(),
                        JudgedTable.instant(stretch.timeNanos()),
                        stretch.next(),
                        stretch.isSettled(),
                        clock.instant(),
                        ""));
        return opened;
    }
}
