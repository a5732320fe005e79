package com.flowex.simulator.linear;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Check that every acknowledged command is in the exchange's log once, by the final orders and moves of each account.
 */
final class LogPresenceCheck {

    private final List<String> lost = new ArrayList<>();
    private final List<String> twice = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    /** @param calls calls of the whole history */
    LogPresenceCheck(List<HistoryCall> calls) {
        Map<String, List<HistoryCall>> byAccount = calls.stream()
                .collect(Collectors.groupingBy(call -> call.operation().account()));
        Map<String, Map<String, List<ClientAnswer.Move>>> moves = new HashMap<>();
        byAccount.forEach((account, own) -> moves.put(account, movesByNumber(own)));
        byAccount.forEach((account, own) -> {
            orders(account, own);
            moves(account, own, moves);
        });
        everyEventWasRequested(calls, moves);
    }

    /** Returns the commands that were acknowledged and are not in the log. */
    List<String> lost() {
        return lost;
    }

    /** Returns the commands that are in the log more than once. */
    List<String> twice() {
        return twice;
    }

    /** Returns the data that was not read from the exchange at the end and is therefore unknown. */
    List<String> unread() {
        return unread;
    }

    private static <T extends ClientAnswer> Stream<T> answersOf(List<HistoryCall> calls, Class<T> type) {
        return calls.stream()
                .flatMap(call -> call.answered().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static boolean isAcknowledged(HistoryCall call, Class<? extends ClientOperation> type) {
        return call.isAcknowledged() && type.isInstance(call.operation());
    }

    private static Map<String, List<ClientAnswer.Move>> movesByNumber(List<HistoryCall> calls) {
        return answersOf(calls, ClientAnswer.Moves.class)
                .reduce((_, later) -> later)
                .map(ClientAnswer.Moves::moves)
                .orElse(List.of())
                .stream()
                .collect(Collectors.groupingBy(ClientAnswer.Move::number));
    }

    private void orders(String account, List<HistoryCall> calls) {
        Map<String, List<HistoryCall>> byOrder = calls.stream()
                .filter(call -> switch (call.operation()) {
                    case ClientOperation.Place _, ClientOperation.Amend _, ClientOperation.Cancel _ -> true;
                    case ClientOperation.Read read -> read.of() == ClientOperation.Subject.LIFE;
                    case ClientOperation.Transfer _, ClientOperation.Deposit _ -> false;
                })
                .collect(Collectors.groupingBy(call -> call.operation().id()));
        List<ClientAnswer.OrderSeen> listed = answersOf(calls, ClientAnswer.Orders.class)
                .reduce((_, later) -> later)
                .map(ClientAnswer.Orders::orders)
                .orElse(List.of());
        Map<String, Long> times =
                listed.stream().collect(Collectors.groupingBy(ClientAnswer.OrderSeen::id, Collectors.counting()));
        Map<String, List<Long>> fills = fillsByOrder(calls, listed);
        byOrder.forEach((id, ofOrder) -> {
            String name = account + " order " + id;
            boolean isPlaced = ofOrder.stream().anyMatch(call -> isAcknowledged(call, ClientOperation.Place.class));
            if (isPlaced) {
                once(name, "listed", times.getOrDefault(id, 0L), 1, 1);
                life(name, ofOrder, fills.getOrDefault(id, List.of()));
            }
            if (answersOf(ofOrder, ClientAnswer.OrderSeen.class)
                            .map(ClientAnswer.OrderSeen::number)
                            .distinct()
                            .count()
                    > 1) {
                twice.add(name + ": two numbers");
            }
        });
    }

    private static Map<String, List<Long>> fillsByOrder(List<HistoryCall> calls, List<ClientAnswer.OrderSeen> listed) {
        Map<String, String> ids = new HashMap<>();
        listed.forEach(order -> ids.put(order.number(), order.id()));
        return answersOf(calls, ClientAnswer.Fills.class)
                .reduce((_, later) -> later)
                .map(ClientAnswer.Fills::fills)
                .orElse(List.of())
                .stream()
                .collect(Collectors.groupingBy(
                        fill -> ids.getOrDefault(fill.order(), ""),
                        Collectors.mapping(ClientAnswer.Fill::sequence, Collectors.toList())));
    }

    private void life(String name, List<HistoryCall> calls, List<Long> fills) {
        List<ClientAnswer.OrderLifeEvent> life = answersOf(calls, ClientAnswer.Life.class)
                .reduce((_, later) -> later)
                .map(ClientAnswer.Life::events)
                .orElse(List.of());
        if (life.isEmpty()) {
            unread.add(name + ": its events");
            return;
        }
        once(name, "accepted", count(life, "accepted"::equals), 1, 1);
        long canceledByAmending = calls.stream()
                .filter(call -> isAcknowledged(call, ClientOperation.Amend.class)
                        && call.answered().orElseThrow() instanceof ClientAnswer.OrderSeen orderSeen
                        && orderSeen.status().equals("canceled"))
                .count();
        long canceled = count(life, "canceled"::equals);
        long cancels = count(calls, ClientOperation.Cancel.class, true);
        once(name, "canceled", canceled, Math.min(1, cancels), 1);
        long amends = count(calls, ClientOperation.Amend.class, true);
        long unknown = count(calls, ClientOperation.Amend.class, false);
        long amended = count(life, event -> event.equals("amended") || event.equals("reduced"));
        // An amendment that lost against a cancel is answered as canceled, whichever of the two did it.
        once(name, "amended", amended, amends - canceledByAmending, amends + unknown);
        List<Long> traded = life.stream()
                .filter(event -> event.event().equals("traded"))
                .map(ClientAnswer.OrderLifeEvent::sequence)
                .sorted()
                .toList();
        if (!traded.equals(fills.stream().sorted().toList())) {
            (traded.size() > fills.size() ? lost : twice).add(name + ": traded at " + traded + ", fills at " + fills);
        }
    }

    private static long count(List<ClientAnswer.OrderLifeEvent> life, Predicate<String> filter) {
        return life.stream()
                .map(ClientAnswer.OrderLifeEvent::event)
                .filter(filter)
                .count();
    }

    private static long count(List<HistoryCall> calls, Class<? extends ClientOperation> type, boolean acknowledged) {
        return calls.stream()
                .filter(call -> type.isInstance(call.operation())
                        && (acknowledged ? call.isAcknowledged() : call.answer().isEmpty()))
                .count();
    }

    private void once(String name, String subject, long times, long least, long most) {
        if (times < least) {
            lost.add(name + ": " + subject + " " + times + " times, acknowledged " + least);
        } else if (times > most) {
            twice.add(name + ": " + subject + " " + times + " times, asked for " + most);
        }
    }

    private void moves(
            String account, List<HistoryCall> calls, Map<String, Map<String, List<ClientAnswer.Move>>> moves) {
        Map<String, Set<String>> numbers = new HashMap<>();
        for (HistoryCall call : calls) {
            if (!(call.answered().orElse(null) instanceof ClientAnswer.Done(String number, long _))
                    || number.isEmpty()) {
                continue;
            }
            switch (call.operation()) {
                case ClientOperation.Transfer move -> {
                    numbers.computeIfAbsent("transfer " + move.id(), _ -> new HashSet<>())
                            .add(number);
                    shown(account, moves, number, move.asset(), move.amount().negate());
                    shown(move.to(), moves, number, move.asset(), move.amount());
                }
                case ClientOperation.Deposit deposit -> {
                    numbers.computeIfAbsent("deposit " + deposit.id(), _ -> new HashSet<>())
                            .add(number);
                    shown(account, moves, number, deposit.asset(), deposit.amount());
                }
                case ClientOperation.Place _,
                        ClientOperation.Amend _,
                        ClientOperation.Cancel _,
                        ClientOperation.Read _ -> {}
            }
        }
        numbers.forEach((id, some) -> {
            if (some.size() > 1) {
                twice.add(account + " " + id + ": two numbers");
            }
        });
    }

    private void shown(
            String account,
            Map<String, Map<String, List<ClientAnswer.Move>>> moves,
            String number,
            String asset,
            BigDecimal amount) {
        long times = moves.getOrDefault(account, Map.of()).getOrDefault(number, List.of()).stream()
                .filter(move -> move.asset().equals(asset) && move.amount().compareTo(amount) == 0)
                .count();
        once(account + " move " + number, "shown", times, 1, 1);
    }

    private void everyEventWasRequested(
            List<HistoryCall> calls, Map<String, Map<String, List<ClientAnswer.Move>>> moves) {
        Set<String> acknowledged = answersOf(calls, ClientAnswer.Done.class)
                .map(ClientAnswer.Done::number)
                .collect(Collectors.toSet());
        moves.forEach((account, shown) -> shown.keySet().stream()
                .filter(number -> !acknowledged.contains(number))
                .forEach(number -> twice.add(account + " move " + number + ": no client received it")));
    }
}
