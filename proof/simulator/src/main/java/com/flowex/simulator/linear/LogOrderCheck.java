package com.flowex.simulator.linear;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Check that the exchange's log is an order that its clients can have seen. A command acknowledged before another one
 * was requested comes before it, over all accounts.
 */
final class LogOrderCheck {

    /** One command, however often it was requested: its first request, its first answer, and its place in the log. */
    private record Placed(String what, long from, long until, long sequence) {}

    private final Map<String, List<ClientAnswer.OrderLifeEvent>> lives = new HashMap<>();

    private LogOrderCheck(List<HistoryCall> calls) {
        for (HistoryCall call : calls) {
            if (call.answered().orElse(null) instanceof ClientAnswer.Life(List<ClientAnswer.OrderLifeEvent> events)) {
                lives.put(order(call), events);
            }
        }
    }

    /** Returns each command that is in the log before one that was acknowledged before it was requested. */
    static List<String> findings(List<HistoryCall> calls) {
        LogOrderCheck log = new LogOrderCheck(calls);
        List<Placed> placeds = calls.stream()
                .filter(call -> call.operation().isCommand() && !(call.operation() instanceof ClientOperation.Amend))
                .collect(Collectors.groupingBy(call -> call.operation().word() + " " + order(call)))
                .entrySet()
                .stream()
                .flatMap(one -> log.placed(one.getKey(), one.getValue()).stream())
                .sorted(Comparator.comparingLong(Placed::from))
                .toList();
        List<Placed> answered =
                placeds.stream().sorted(Comparator.comparingLong(Placed::until)).toList();
        List<String> findings = new ArrayList<>();
        Placed before = new Placed("", 0, 0, 0);
        int next = 0;
        for (Placed one : placeds) {
            for (; next < answered.size() && answered.get(next).until() < one.from(); next++) {
                before = answered.get(next).sequence() > before.sequence() ? answered.get(next) : before;
            }
            if (one.sequence() < before.sequence()) {
                findings.add(one.what() + " is at " + one.sequence() + " of the log, before " + before.what() + " at "
                        + before.sequence() + ", which was acknowledged before it was asked for");
            }
        }
        return findings;
    }

    private static String order(HistoryCall call) {
        return call.operation().account() + " " + call.operation().id();
    }

    private List<Placed> placed(String subject, List<HistoryCall> attempts) {
        List<HistoryCall> done =
                attempts.stream().filter(HistoryCall::isAcknowledged).toList();
        if (done.isEmpty()) {
            return List.of();
        }
        OptionalLong sequence = sequence(done.getFirst());
        return sequence.isEmpty() || sequence.getAsLong() == 0
                ? List.of()
                : List.of(new Placed(
                        subject, attempts.getFirst().from(), done.getFirst().until(), sequence.getAsLong()));
    }

    /**
     * Returns the place of an acknowledged command in the log, if it is known. An end caused by an amendment is not
     * known to be a cancel's.
     */
    private OptionalLong sequence(HistoryCall call) {
        return switch (call.operation()) {
            case ClientOperation.Place _ -> event(call, "accepted");
            case ClientOperation.Cancel _ -> event(call, "canceled");
            case ClientOperation.Transfer _, ClientOperation.Deposit _ ->
                call.answered().orElseThrow() instanceof ClientAnswer.Done(String _, long sequence)
                        ? OptionalLong.of(sequence)
                        : OptionalLong.empty();
            case ClientOperation.Amend _, ClientOperation.Read _ -> OptionalLong.empty();
        };
    }

    private OptionalLong event(HistoryCall call, String word) {
        return lives.getOrDefault(order(call), List.of()).stream()
                .filter(event -> event.event().equals(word))
                .mapToLong(ClientAnswer.OrderLifeEvent::sequence)
                .findFirst();
    }
}
