package com.flowex.simulator.linear;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.history.HistoryLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Check of a whole history. Each account is judged by itself, because effects between accounts are in the calls of
 * both. Then the log, its order, and the total money are checked.
 */
public final class HistoryCheck {

    /** Highest number of states that the search for one account visits, about a minute's work. */
    public static final long STANDINGS_MAX = 5_000_000;

    private final List<HistoryCall> calls;
    private final long standingsMax;

    /** @throws HistoryCall.InvalidHistoryException if the lines contradict themselves */
    public HistoryCheck(List<HistoryLine> history, long standingsMax) throws HistoryCall.InvalidHistoryException {
        calls = HistoryCall.of(history);
        this.standingsMax = standingsMax;
    }

    /** Returns the verdict of each account. */
    public List<Verdict> verdicts() {
        Map<String, List<HistoryCall>> byAccount = new LinkedHashMap<>();
        Set<String> owners = new HashSet<>();
        for (HistoryCall call : calls) {
            ClientOperation operation = call.operation();
            owners.add(operation.account());
            byAccount
                    .computeIfAbsent(operation.account(), _ -> new ArrayList<>())
                    .add(call);
            if (operation instanceof ClientOperation.Transfer transfer
                    && !transfer.to().equals(transfer.account())) {
                byAccount.computeIfAbsent(transfer.to(), _ -> new ArrayList<>()).add(call);
            }
        }
        return byAccount.entrySet().parallelStream()
                .filter(account -> owners.contains(account.getKey()))
                .map(account -> new AccountCheck(account.getKey(), account.getValue(), standingsMax).verdict())
                .toList();
    }

    /** Returns the whole report. */
    public HistoryReport report() {
        List<HistoryCall> commands = calls.stream()
                .filter(call -> call.operation().isCommand()
                        && !(call.answered().orElse(null) instanceof ClientAnswer.NotDelivered))
                .toList();
        List<HistoryCall> unknown =
                commands.stream().filter(call -> call.answer().isEmpty()).toList();
        Map<ClientOperation, Long> answered = lastAnswered(commands);
        LogPresenceCheck log = new LogPresenceCheck(calls);
        List<String> findings = new ArrayList<>(BankCheck.findings(calls));
        findings.addAll(LogOrderCheck.findings(calls));
        findings.addAll(
                log.unread().stream().map(subject -> "never read: " + subject).toList());
        return new HistoryReport(
                commands.size(),
                commands.stream().filter(HistoryCall::isAcknowledged).count(),
                commands.stream()
                        .filter(call -> call.answered().orElse(null) instanceof ClientAnswer.Refused)
                        .count(),
                unknown.size(),
                unknown.stream()
                        .filter(call -> answered.getOrDefault(call.operation(), -1L) > call.from())
                        .count(),
                List.copyOf(log.lost()),
                List.copyOf(log.twice()),
                findings,
                silenceNanos(commands),
                verdicts());
    }

    /** Returns the time at which each operation was last requested with an answer. */
    private static Map<ClientOperation, Long> lastAnswered(List<HistoryCall> commands) {
        Map<ClientOperation, Long> last = new HashMap<>();
        commands.stream()
                .filter(call -> call.answer().isPresent())
                .forEach(call -> last.merge(call.operation(), call.from(), Math::max));
        return last;
    }

    private static long silenceNanos(List<HistoryCall> commands) {
        List<Long> times = commands.stream()
                .filter(call -> call.isAcknowledged() && !(call.operation() instanceof ClientOperation.Deposit))
                .map(call -> call.answer().orElseThrow().timeNanos())
                .sorted(Comparator.naturalOrder())
                .toList();
        long longest = 0;
        for (int i = 1; i < times.size(); i++) {
            longest = Math.max(longest, times.get(i) - times.get(i - 1));
        }
        return longest;
    }
}
