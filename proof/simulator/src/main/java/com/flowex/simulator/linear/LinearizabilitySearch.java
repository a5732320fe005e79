package com.flowex.simulator.linear;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.linear.Step.StepAction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Search for an order of one account's steps in which every answer is right. It uses the algorithm of Wing and Gong in
 * Lowe's form, with memory of visited states. A step happens at the latest when its answer came. All possible states
 * are kept from answer to answer; if none is left, there is no such order.
 *
 * <p>Steps of different orders may be exchanged, unless another step sees both. So an answer about one order tries the
 * pending steps of that order. Because fills come in the order of the log, it also tries those of the order that is
 * filled next. A list is checked order by order. Other pending steps wait, so the duration of a search depends on the
 * unknown steps of one order, not of all.
 */
final class LinearizabilitySearch {

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    /** Possible state, and the pending steps that have happened in it. */
    private record PossibleState(AccountModelState standing, Set<Integer> done) {

        PossibleState doing(AccountModelState after, int step) {
            Set<Integer> more = new HashSet<>(done);
            more.add(step);
            return new PossibleState(after, Set.copyOf(more));
        }

        PossibleState without(int step) {
            Set<Integer> fewer = new HashSet<>(done);
            fewer.remove(step);
            return new PossibleState(standing, Set.copyOf(fewer));
        }

        /** A set's own hash code, the sum of its numbers, is the same for many sets of small numbers. */
        @Override
        public int hashCode() {
            long hash = standing.hashCode();
            for (int step : done) {
                long mixed = (step + 1) * MIX;
                hash += mixed ^ mixed >>> 29;
            }
            return Long.hashCode(hash);
        }
    }

    /** Result of the search: the step at which no state was left, if there is one. */
    record Ending(Optional<Step> brokenAt, String why, boolean isDecided) {}

    private final AccountModel rules;
    private final List<Step> steps;
    private final long standingsMax;
    private final List<Step> onTheirWay = new ArrayList<>();
    private long visited;

    /**
     * @param all all calls that affect the account
     * @param judged calls to judge
     * @param standingsMax highest number of states to visit before it gives up
     */
    LinearizabilitySearch(String account, List<HistoryCall> all, List<HistoryCall> judged, long standingsMax) {
        rules = new AccountModel(account, all, judged);
        steps = steps(account, judged);
        this.standingsMax = standingsMax;
    }

    private static List<Step> steps(String account, List<HistoryCall> calls) {
        List<Step> steps = new ArrayList<>();
        for (HistoryCall call : calls) {
            Optional<ClientAnswer> answer = call.answered();
            boolean own = call.operation().account().equals(account);
            if (answer.isEmpty()) {
                if (call.operation().isCommand()) {
                    add(steps, new Step.Done(call.operation()), call, Step.NONE, false);
                }
                continue;
            }
            switch (answer.get()) {
                case ClientAnswer.NotDelivered _, ClientAnswer.OutcomeUnknown _ -> {}
                case ClientAnswer.Refused(String code) -> {
                    if (own && call.operation().isCommand()) {
                        add(steps, new Step.RefusedAction(call.operation(), code), call, Step.NONE, true);
                    }
                }
                default -> {
                    int after = Step.NONE;
                    if (call.operation().isCommand()) {
                        after = add(steps, new Step.Done(call.operation()), call, Step.NONE, true);
                    }
                    if (own && concernsTheAccount(answer.get())) {
                        add(steps, new Step.Seen(answer.get()), call, after, true);
                    }
                }
            }
        }
        return steps;
    }

    private static boolean concernsTheAccount(ClientAnswer answer) {
        return answer instanceof ClientAnswer.OrderSeen
                || answer instanceof ClientAnswer.Orders
                || answer instanceof ClientAnswer.Balances
                || answer instanceof ClientAnswer.Fills;
    }

    private static int add(List<Step> steps, StepAction act, HistoryCall call, int after, boolean mustBe) {
        steps.add(new Step(steps.size(), act, call, after, mustBe));
        return steps.size() - 1;
    }

    Ending run() {
        Set<PossibleState> possible = Set.of(new PossibleState(rules.beginning(), Set.of()));
        TreeMap<Long, List<Step>> begins = new TreeMap<>(
                steps.stream().collect(Collectors.groupingBy(step -> step.call().from())));
        List<Step> ends = steps.stream()
                .filter(Step::mustBe)
                .sorted(Comparator.comparingLong((Step step) -> step.call().until())
                        .thenComparingInt(Step::number))
                .toList();
        for (Step end : ends) {
            while (!begins.isEmpty() && begins.firstKey() < end.call().until()) {
                onTheirWay.addAll(begins.pollFirstEntry().getValue());
            }
            Set<PossibleState> after =
                    end.act() instanceof Step.Seen(ClientAnswer.Orders(List<ClientAnswer.OrderSeen> orders))
                            ? withList(possible, end, orders)
                            : with(possible, end);
            if (visited > standingsMax) {
                return new Ending(Optional.empty(), "", false);
            }
            if (after.isEmpty()) {
                String could = possible.stream()
                        .limit(5)
                        .map(one -> rules.words(one.standing(), end))
                        .distinct()
                        .collect(Collectors.joining(" | "));
                return new Ending(Optional.of(end), "before it there could be: " + could, true);
            }
            onTheirWay.remove(end);
            possible = forgetting(after);
        }
        return new Ending(Optional.empty(), "", true);
    }

    /**
     * Handles a list, which sees all orders. The orders with pending steps come first, one after the other, each as it
     * was seen; then all of them at once.
     */
    private Set<PossibleState> withList(Set<PossibleState> before, Step end, List<ClientAnswer.OrderSeen> orders) {
        Set<PossibleState> at = before;
        if (noOtherSeesAll(end)) {
            for (ClientAnswer.OrderSeen order : orders) {
                int id = rules.idOf(order);
                if (onTheirWay.stream().anyMatch(step -> rules.idOf(step) == id)) {
                    Predicate<AccountModelState> isAsSeen = standing -> rules.isAsSeen(standing, order);
                    Set<PossibleState> fitting = new LinkedHashSet<>();
                    explore(at, one -> nexts(one, end, id), one -> {
                        if (isAsSeen.test(one.standing())) {
                            fitting.add(one);
                        }
                    });
                    at = fitting;
                }
            }
        }
        return with(at, end);
    }

    /** Returns all possible states after the step, if it happens as late as it may. */
    private Set<PossibleState> with(Set<PossibleState> before, Step end) {
        Set<PossibleState> after = new LinkedHashSet<>();
        boolean isFirst =
                end.decidesAnId() && onTheirWay.stream().noneMatch(step -> isAnswer(step) && !step.equals(end));
        int id = rules.idOf(end);
        explore(before, one -> isFirst || one.done().contains(end.number()) ? List.of() : nexts(one, end, id), one -> {
            if (one.done().contains(end.number())) {
                after.add(one.without(end.number()));
            } else if (hasHappened(one, end.after())) {
                rules.after(one.standing(), end)
                        .ifPresent(standing -> after.add(new PossibleState(standing, one.done())));
            }
        });
        return after;
    }

    private void explore(
            Set<PossibleState> from, Function<PossibleState, List<PossibleState>> nexts, Consumer<PossibleState> each) {
        Deque<PossibleState> frontier = new ArrayDeque<>(from);
        Set<PossibleState> states = new HashSet<>(from);
        while (!frontier.isEmpty() && ++visited <= standingsMax) {
            PossibleState one = frontier.pop();
            each.accept(one);
            for (PossibleState next : nexts.apply(one)) {
                if (states.add(next)) {
                    frontier.push(next);
                }
            }
        }
    }

    /**
     * Returns the states that may come next before a step.
     *
     * @param id id whose steps are tried, besides those of the order that is filled next
     */
    private List<PossibleState> nexts(PossibleState one, Step end, int id) {
        List<PossibleState> nexts = new ArrayList<>();
        rules.afterFill(one.standing()).ifPresent(standing -> nexts.add(new PossibleState(standing, one.done())));
        int filled = rules.idOfNextFill(one.standing());
        boolean isOfMoney = end.moves() || end.act() instanceof Step.Seen(ClientAnswer.Balances _);
        boolean isOfAll = !noOtherSeesAll(end);
        Set<StepAction> tried = new HashSet<>();
        for (Step other : onTheirWay) {
            int of = rules.idOf(other);
            boolean isTried = isOfAll || of == id || of == filled || isOfMoney && other.moves();
            if (isTried
                    && !other.equals(end)
                    && !one.done().contains(other.number())
                    && hasHappened(one, other.after())
                    // Identical unanswered requests are interchangeable, so one is tried.
                    && (other.mustBe() || tried.add(other.act()))) {
                rules.after(one.standing(), other)
                        .filter(standing -> other.mustBe() || !standing.equals(one.standing()))
                        .ifPresent(standing -> nexts.add(one.doing(standing, other.number())));
            }
        }
        return nexts;
    }

    private static boolean isAnswer(Step step) {
        return !(step.act() instanceof Step.Done);
    }

    /**
     * Returns true if no other pending answer is about more than one order; such an answer might come before or behind
     * anything.
     */
    private boolean noOtherSeesAll(Step end) {
        return onTheirWay.stream()
                .noneMatch(step -> !step.equals(end)
                        && step.act() instanceof Step.Seen(ClientAnswer answer)
                        && !(answer instanceof ClientAnswer.OrderSeen));
    }

    /** Returns true if a step has happened: its end was reached, or it was taken early. */
    private boolean hasHappened(PossibleState one, int step) {
        return step == Step.NONE
                || one.done().contains(step)
                || onTheirWay.stream().noneMatch(waiting -> waiting.number() == step);
    }

    /**
     * Treats pending steps that can no longer change anything as done, and drops a step for which this holds in all
     * possible states.
     */
    private Set<PossibleState> forgetting(Set<PossibleState> possible) {
        List<Step> maybe = onTheirWay.stream().filter(step -> !step.mustBe()).toList();
        if (maybe.isEmpty()) {
            return possible;
        }
        Set<PossibleState> shorter = possible;
        for (Step step : maybe) {
            if (shorter.stream()
                    .allMatch(one -> one.done().contains(step.number()) || rules.isOver(one.standing(), step))) {
                onTheirWay.remove(step);
                shorter = shorter.stream()
                        .map(one -> one.without(step.number()))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            } else {
                shorter = shorter.stream()
                        .map(one -> !one.done().contains(step.number()) && rules.isOver(one.standing(), step)
                                ? one.doing(one.standing(), step.number())
                                : one)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
            }
        }
        return shorter;
    }

    /** Returns a step in words. */
    static String words(Step step) {
        ClientOperation operation = step.call().operation();
        return operation.word() + (operation.id().isEmpty() ? "" : " " + operation.id()) + ", line "
                + (step.call().until() + 1) + ": "
                + switch (step.act()) {
                    case Step.Done _ -> "done";
                    case Step.RefusedAction(ClientOperation _, String code) -> "refused, " + code;
                    case Step.Seen(ClientAnswer answer) -> describe(answer);
                };
    }

    private static String describe(ClientAnswer answer) {
        return switch (answer) {
            case ClientAnswer.OrderSeen orderSeen ->
                orderSeen.status() + ", filled " + orderSeen.filled().toPlainString() + " of "
                        + orderSeen.quantity().toPlainString() + " at "
                        + orderSeen.price().toPlainString();
            case ClientAnswer.Balances balances ->
                new TreeMap<>(balances.totals())
                        .entrySet().stream()
                                .map(asset ->
                                        asset.getKey() + " " + asset.getValue().toPlainString())
                                .collect(Collectors.joining(", "));
            case ClientAnswer.Orders orders -> orders.orders().size() + " orders";
            case ClientAnswer.Fills fills -> fills.fills().size() + " fills";
            default -> "answered";
        };
    }
}
