package com.flowex.simulator.linear;

import java.util.ArrayList;
import java.util.List;

/**
 * Report about a history.
 *
 * @param commands number of requests that can change something, without those that never arrived
 * @param acknowledged number of acknowledged ones among them
 * @param refused number of refused ones among them
 * @param unknown number of ones with unknown outcome at first
 * @param resolved number of unknown ones that were repeated until there was an answer
 * @param lost commands that were acknowledged and are not in the log
 * @param duplicated commands that are in the log more often than requested
 * @param findings findings about money, the order of the log, and data that was never read
 * @param silenceNanos longest time without any acknowledged command
 */
public record HistoryReport(
        long commands,
        long acknowledged,
        long refused,
        long unknown,
        long resolved,
        List<String> lost,
        List<String> duplicated,
        List<String> findings,
        long silenceNanos,
        List<Verdict> verdicts) {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int SHOWN_MAX = 10;

    /** Returns true if an exchange that loses and makes nothing can have answered so. */
    public boolean isAccepted() {
        return lost.isEmpty()
                && duplicated.isEmpty()
                && findings.isEmpty()
                && resolved == unknown
                && verdicts.stream().allMatch(Verdict.Linearizable.class::isInstance);
    }

    /** Returns the verdict in one or two words. */
    public String verdict() {
        if (verdicts.stream().anyMatch(Verdict.NotLinearizable.class::isInstance)) {
            return "not linearizable";
        }
        return verdicts.stream().anyMatch(Verdict.NotDecided.class::isInstance) ? "not decided" : "linearizable";
    }

    /** Returns the lines to print: faults first, at most ten of each kind, and the sums last. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lost.stream().limit(SHOWN_MAX).forEach(subject -> lines.add("lost: " + subject));
        duplicated.stream().limit(SHOWN_MAX).forEach(what -> lines.add("duplicated: " + what));
        findings.stream().limit(SHOWN_MAX).forEach(what -> lines.add("wrong: " + what));
        verdicts.stream()
                .filter(verdict -> !(verdict instanceof Verdict.Linearizable))
                .limit(SHOWN_MAX)
                .forEach(verdict -> lines.addAll(words(verdict)));
        lines.add("commands=" + commands + " acknowledged=" + acknowledged + " refused=" + refused + " unknown="
                + unknown + " resolved=" + resolved + " lost=" + lost.size() + " duplicated=" + duplicated.size());
        lines.add("longest time without an acknowledged command: " + silenceNanos / NANOS_PER_MILLI + " ms");
        lines.add("accounts=" + verdicts.size() + " verdict: " + verdict()
                + (isAccepted() ? ", accepted" : ", not accepted"));
        return lines;
    }

    private static List<String> words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Linearizable _ -> List.of();
            case Verdict.NotDecided(String account, long max) ->
                List.of(account + ": not decided within " + max + " standings");
            case Verdict.NotLinearizable(String account, String why, List<HistoryCall> part) -> {
                List<String> words = new ArrayList<>(List.of(account + ": not linearizable: " + why));
                part.stream()
                        .limit(4 * SHOWN_MAX)
                        .forEach(call -> words.add("    lines " + (call.from() + 1) + "-"
                                + (call.answer().isPresent() ? call.until() + 1 : "?") + " " + call.operation() + " -> "
                                + call.answered().map(Object::toString).orElse("unknown")));
                yield words;
            }
        };
    }
}
