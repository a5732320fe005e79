package com.flowex.simulator.storm;

import com.flowex.simulator.chaos.ChaosLoad;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** Lets things happen, one after the other, with everything well in between. Of one thread. */
final class Nemesis {

    private static final Duration RECOVERY_MAX = Duration.ofMinutes(4);
    private static final long CALM_NANOS = Duration.ofSeconds(3).toNanos();

    private final StormCluster cluster;
    private final Havoc havoc;
    private final ChaosLoad load;
    private final Path file;
    private final PrintStream progress;
    private final List<FaultRun> faults = new ArrayList<>();

    /** @param file where faults are written down as they happen */
    Nemesis(StormCluster cluster, Havoc havoc, ChaosLoad load, Path file, PrintStream progress) {
        this.cluster = cluster;
        this.havoc = havoc;
        this.load = load;
        this.file = file;
        this.progress = progress;
    }

    /**
     * Breaks what the plan says until the time is over, or something does not come back.
     *
     * @return what did not come back
     */
    Optional<String> rage(FaultPlan plan, Duration time) throws IOException, InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        await(CALM_NANOS);
        while (System.nanoTime() < until) {
            Optional<String> unwell = one(plan.next());
            if (unwell.isPresent()) {
                return unwell;
            }
            await(CALM_NANOS);
        }
        return Optional.empty();
    }

    List<FaultRun> faults() {
        return List.copyOf(faults);
    }

    private Optional<String> one(FaultPlan.Next next) throws IOException, InterruptedException {
        Fault fault = next.fault();
        List<String> notes = new ArrayList<>();
        OptionalInt leader = cluster.leader();
        if (leader.isEmpty()) {
            // Between two faults an election may be under way on a busy machine.
            Optional<String> unwell = cluster.recover(RECOVERY_MAX, notes);
            leader = cluster.leader();
            if (unwell.isPresent() || leader.isEmpty()) {
                return Optional.of("before " + fault.word() + ": " + unwell.orElse("nobody leads"));
            }
        }
        long begin = load.nowNanos();
        String what = havoc.begin(fault, leader.getAsInt(), next.choice());
        progress.println("chaos: " + fault.word() + ": " + what);
        await(next.held().toNanos() / 2);
        havoc.goOn(fault);
        await(next.held().toNanos() / 2);
        havoc.mend(fault);
        long mended = load.nowNanos();
        Optional<String> unwell = cluster.recover(RECOVERY_MAX, notes);
        FaultRun run = new FaultRun(fault, what, begin, mended, load.nowNanos(), unwell.isEmpty(), notes);
        faults.add(run);
        Files.writeString(file, run.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        notes.forEach(note -> progress.println("chaos: " + note));
        progress.println("chaos: well again after "
                + Duration.ofNanos(run.wellNanos() - mended).toMillis() + " ms");
        return unwell.map(still ->
                "after " + fault.word() + " of " + what + " within " + RECOVERY_MAX.toSeconds() + " s: " + still);
    }

    private static void await(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
