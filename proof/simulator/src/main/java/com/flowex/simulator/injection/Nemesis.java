package com.flowex.simulator.injection;

import com.flowex.simulator.chaos.ChaosLoad;
import com.flowex.simulator.injection.fault.Fault;
import com.flowex.simulator.injection.fault.FaultPlan;
import com.flowex.simulator.injection.fault.FaultRecord;
import com.flowex.simulator.injection.shell.ConditionWait;
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
import java.util.stream.Collectors;

/**
 * Injects faults, one after the other or two at once, and waits for full recovery between them. It is used by one
 * thread.
 */
final class Nemesis {

    private static final Duration RECOVERY_MAX = Duration.ofMinutes(4);
    private static final long QUIESCE_NANOS = Duration.ofSeconds(3).toNanos();

    private final ChaosCluster cluster;
    private final FaultInjector injector;
    private final ChaosLoad load;
    private final Path file;
    private final PrintStream progress;
    private final List<FaultRecord> faults = new ArrayList<>();

    /** @param file file to which faults are written as they occur */
    Nemesis(ChaosCluster cluster, FaultInjector injector, ChaosLoad load, Path file, PrintStream progress) {
        this.cluster = cluster;
        this.injector = injector;
        this.load = load;
        this.file = file;
        this.progress = progress;
    }

    /**
     * Injects the faults of the plan until the time is over, or until something does not recover.
     *
     * @return the part that did not recover, if there is one
     */
    Optional<String> rage(FaultPlan plan, Duration time) throws IOException, InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        await(QUIESCE_NANOS);
        while (System.nanoTime() < until) {
            Optional<String> unwell = one(plan.next());
            if (unwell.isPresent()) {
                return unwell;
            }
            await(QUIESCE_NANOS);
        }
        return Optional.empty();
    }

    List<FaultRecord> faults() {
        return List.copyOf(faults);
    }

    private Optional<String> one(FaultPlan.Next next) throws IOException, InterruptedException {
        Fault fault = next.fault();
        List<String> notes = new ArrayList<>();
        OptionalInt leader = cluster.leader();
        if (leader.isEmpty()) {
            // On a busy machine, an election may be under way between two faults.
            Optional<String> unwell = cluster.recover(RECOVERY_MAX, notes);
            leader = cluster.leader();
            if (unwell.isPresent() || leader.isEmpty()) {
                return Optional.of("before " + fault.word() + ": " + unwell.orElse("no node leads"));
            }
        }
        List<ActiveFault> faults;
        try {
            faults = hold(next, leader.getAsInt());
        } catch (IOException e) {
            return Optional.of("of " + fault.word() + " "
                    + next.second()
                            .map(second -> "with " + second.fault().word() + " ")
                            .orElse("") + "in the middle: "
                    + e.getMessage());
        }
        long mended = load.nowNanos();
        Optional<String> unwell = cluster.recover(RECOVERY_MAX, notes);
        long well = load.nowNanos();
        for (int i = 0; i < faults.size(); i++) {
            ActiveFault one = faults.get(i);
            Optional<Fault> during = i == 0 ? Optional.empty() : Optional.of(fault);
            write(new FaultRecord(
                    one.fault(),
                    during,
                    one.what(),
                    one.nanos(),
                    mended,
                    well,
                    unwell.isEmpty(),
                    i == 0 ? notes : List.of()));
        }
        notes.forEach(note -> progress.println("chaos: " + note));
        progress.println(
                "chaos: well again after " + Duration.ofNanos(well - mended).toMillis() + " ms");
        String broken = faults.stream()
                .map(one -> one.fault().word() + " of " + one.what())
                .collect(Collectors.joining(" with "));
        return unwell.map(still -> "after " + broken + " within " + RECOVERY_MAX.toSeconds() + " s: " + still);
    }

    /** Active fault, with its beginning by the history's clock. */
    private record ActiveFault(Fault fault, String what, long nanos) {}

    /** Begins the next fault, holds it and removes it; on return only dead processes are left. */
    private List<ActiveFault> hold(FaultPlan.Next next, int leader) throws IOException, InterruptedException {
        List<ActiveFault> faults = new ArrayList<>();
        long half = next.held().toNanos() / 2;
        faults.add(begin(next.fault(), leader, next.choice()));
        await(half);
        injector.goOn(next.fault());
        if (next.second().isPresent()) {
            FaultPlan.PlannedSecondFault second = next.second().get();
            // The former leader may no longer lead.
            faults.add(begin(second.fault(), cluster.leader().orElse(leader), second.choice()));
            await(half);
            injector.goOn(second.fault());
        }
        await(half);
        for (ActiveFault one : faults) {
            injector.mend(one.fault());
        }
        return faults;
    }

    private ActiveFault begin(Fault fault, int leader, int choice) throws IOException, InterruptedException {
        long now = load.nowNanos();
        String subject = injector.begin(fault, leader, choice);
        progress.println("chaos: " + fault.word() + ": " + subject);
        return new ActiveFault(fault, subject, now);
    }

    private void write(FaultRecord run) throws IOException {
        faults.add(run);
        Files.writeString(file, run.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void await(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            ConditionWait.pause(until - System.nanoTime());
        }
    }
}
