package com.flowex.simulator.linear;

import com.flowex.simulator.history.Deed;
import com.flowex.simulator.history.Told;
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
final class LogCheck {

    private final List<String> lost = new ArrayList<>();
    private final List<String> twice = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    /** @param calls calls of the whole history */
    LogCheck(List<PastCall> calls) {
        Map<String, List<PastCall>> byAccount =
                calls.stream().collect(Collectors.groupingBy(call -> call.deed().account()));
        Map<String, Map<String, List<Told.Move>>> moves = new HashMap<>();
        byAccount.forEach((account, own) -> moves.put(account, movesByNumber(own)));
        byAccount.forEach((account, own) -> {
            orders(account, own);
            moves(account, own, moves);
        });
        nothingUnasked(calls, moves);
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

    private static <T extends Told> Stream<T> told(List<PastCall> calls, Class<T> type) {
        return calls.stream()
                .flatMap(call -> call.told().stream())
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static boolean isAcknowledged(PastCall call, Class<? extends Deed> type) {
        return call.isAcknowledged() && type.isInstance(call.deed());
    }

    private static Map<String, List<Told.Move>> movesByNumber(List<PastCall> calls) {
        return told(calls, Told.Moves.class)
                .reduce((_, later) -> later)
                .map(Told.Moves::moves)
                .orElse(List.of())
                .stream()
                .collect(Collectors.groupingBy(Told.Move::number));
    }

    private void orders(String account, List<PastCall> calls) {
        Map<String, List<PastCall>> byOrder = calls.stream()
                .filter(call -> switch (call.deed()) {
                    case Deed.Place _, Deed.Amend _, Deed.Cancel _ -> true;
                    case Deed.Read read -> read.of() == Deed.Subject.LIFE;
                    case Deed.Transfer _, Deed.Deposit _ -> false;
                })
                .collect(Collectors.groupingBy(call -> call.deed().id()));
        List<Told.OrderSeen> listed = told(calls, Told.Orders.class)
                .reduce((_, later) -> later)
                .map(Told.Orders::orders)
                .orElse(List.of());
        Map<String, Long> times =
                listed.stream().collect(Collectors.groupingBy(Told.OrderSeen::id, Collectors.counting()));
        Map<String, List<Long>> fills = fillsByOrder(calls, listed);
        byOrder.forEach((id, ofOrder) -> {
            String name = account + " order " + id;
            boolean isPlaced = ofOrder.stream().anyMatch(call -> isAcknowledged(call, Deed.Place.class));
            if (isPlaced) {
                once(name, "listed", times.getOrDefault(id, 0L), 1, 1);
                life(name, ofOrder, fills.getOrDefault(id, List.of()));
            }
            if (told(ofOrder, Told.OrderSeen.class)
                            .map(Told.OrderSeen::number)
                            .distinct()
                            .count()
                    > 1) {
                twice.add(name + ": two numbers");
            }
        });
    }

    private static Map<String, List<Long>> fillsByOrder(List<PastCall> calls, List<Told.OrderSeen> listed) {
        Map<String, String> ids = new HashMap<>();
        listed.forEach(order -> ids.put(order.number(), order.id()));
        return told(calls, Told.Fills.class)
                .reduce((_, later) -> later)
                .map(Told.Fills::fills)
                .orElse(List.of())
                .stream()
                .collect(Collectors.groupingBy(
                        fill -> ids.getOrDefault(fill.order(), ""),
                        Collectors.mapping(Told.Fill::sequence, Collectors.toList())));
    }

    private void life(String name, List<PastCall> calls, List<Long> fills) {
        List<Told.LifeEvent> life = told(calls, Told.Life.class)
                .reduce((_, later) -> later)
                .map(Told.Life::events)
                .orElse(List.of());
        if (life.isEmpty()) {
            unread.add(name + ": its events");
            return;
        }
        once(name, "accepted", count(life, "accepted"::equals), 1, 1);
        long canceledByAmending = calls.stream()
                .filter(call -> isAcknowledged(call, Deed.Amend.class)
                        && call.told().orElseThrow() instanceof Told.OrderSeen seen
                        && seen.status().equals("canceled"))
                .count();
        long canceled = count(life, "canceled"::equals);
        long cancels = count(calls, Deed.Cancel.class, true);
        once(name, "canceled", canceled, Math.min(1, cancels), 1);
        long amends = count(calls, Deed.Amend.class, true);
        long unknown = count(calls, Deed.Amend.class, false);
        long amended = count(life, event -> event.equals("amended") || event.equals("reduced"));
        // An amendment that lost against a cancel is answered as canceled, whichever of the two did it.
        once(name, "amended", amended, amends - canceledByAmending, amends + unknown);
        List<Long> traded = life.stream()
                .filter(event -> event.event().equals("traded"))
                .map(Told.LifeEvent::sequence)
                .sorted()
                .toList();
        if (!traded.equals(fills.stream().sorted().toList())) {
            (traded.size() > fills.size() ? lost : twice).add(name + ": traded at " + traded + ", fills at " + fills);
        }
    }

    private static long count(List<Told.LifeEvent> life, Predicate<String> wanted) {
        return life.stream().map(Told.LifeEvent::event).filter(wanted).count();
    }

    private static long count(List<PastCall> calls, Class<? extends Deed> type, boolean acknowledged) {
        return calls.stream()
                .filter(call -> type.isInstance(call.deed())
                        && (acknowledged ? call.isAcknowledged() : call.answer().isEmpty()))
                .count();
    }

    private void once(String name, String what, long times, long least, long most) {
        if (times < least) {
            lost.add(name + ": " + what + " " + times + " times, acknowledged " + least);
        } else if (times > most) {
            twice.add(name + ": " + what + " " + times + " times, asked for " + most);
        }
    }

    private void moves(String account, List<PastCall> calls, Map<String, Map<String, List<Told.Move>>> moves) {
        Map<String, Set<String>> numbers = new HashMap<>();
        for (PastCall call : calls) {
            if (!(call.told().orElse(null) instanceof Told.Done(String number, long _)) || number.isEmpty()) {
                continue;
            }
            switch (call.deed()) {
                case Deed.Transfer move -> {
                    numbers.computeIfAbsent("transfer " + move.id(), _ -> new HashSet<>())
                            .add(number);
                    shown(account, moves, number, move.asset(), move.amount().negate());
                    shown(move.to(), moves, number, move.asset(), move.amount());
                }
                case Deed.Deposit deposit -> {
                    numbers.computeIfAbsent("deposit " + deposit.id(), _ -> new HashSet<>())
                            .add(number);
                    shown(account, moves, number, deposit.asset(), deposit.amount());
                }
                case Deed.Place _, Deed.Amend _, Deed.Cancel _, Deed.Read _ -> {}
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
            Map<String, Map<String, List<Told.Move>>> moves,
            String number,
            String asset,
            BigDecimal amount) {
        long times = moves.getOrDefault(account, Map.of()).getOrDefault(number, List.of()).stream()
                .filter(move -> move.asset().equals(asset) && move.amount().compareTo(amount) == 0)
                .count();
        once(account + " move " + number, "shown", times, 1, 1);
    }

    private void nothingUnasked(List<PastCall> calls, Map<String, Map<String, List<Told.Move>>> moves) {
        Set<String> acknowledged =
                told(calls, Told.Done.class).map(Told.Done::number).collect(Collectors.toSet());
        moves.forEach((account, shown) -> shown.keySet().stream()
                .filter(number -> !acknowledged.contains(number))
                .forEach(number -> twice.add(account + " move " + number + ": nobody was told of it")));
    }
}
