package com.flowex.simulator.linear;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.linear.AccountModelState.KnownId;
import com.flowex.simulator.linear.AccountModelState.State;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sequential model of one account of an exchange: the answers that it may give, one after the other. Effects of other
 * accounts come by its fills, in the order of the exchange's log, and by the transfers to it.
 */
final class AccountModel {

    private static final String UNKNOWN_ORDER = "unknown_order";
    private static final String NOTHING_TO_AMEND = "nothing_to_amend";

    private final String account;
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<String, Integer> assets = new LinkedHashMap<>();
    private final List<ClientAnswer.Fill> fills;
    private final Map<String, String> idsByNumber = new HashMap<>();
    private final boolean whole;

    /**
     * @param all all calls that affect the account
     * @param judged calls to judge; answers about other orders are skipped
     */
    AccountModel(String account, List<HistoryCall> all, List<HistoryCall> judged) {
        this.account = account;
        this.whole = all.size() == judged.size();
        judged.stream()
                .filter(call -> call.operation().isCommand())
                .forEach(call -> ids.putIfAbsent(key(call.operation()), ids.size()));
        List<ClientAnswer.Fill> answers = List.of();
        for (HistoryCall call : all) {
            switch (call.answered().orElse(null)) {
                case ClientAnswer.OrderSeen orderSeen -> idsByNumber.putIfAbsent(orderSeen.number(), orderSeen.id());
                case ClientAnswer.Orders orders ->
                    orders.orders().forEach(seen -> idsByNumber.putIfAbsent(seen.number(), seen.id()));
                case ClientAnswer.Fills fillsReported -> answers = fillsReported.fills();
                case ClientAnswer.Balances balances ->
                    balances.totals().keySet().forEach(this::asset);
                case null, default -> {}
            }
            switch (call.operation()) {
                case ClientOperation.Transfer transfer -> asset(transfer.asset());
                case ClientOperation.Deposit deposit -> asset(deposit.asset());
                case ClientOperation.Place _,
                        ClientOperation.Amend _,
                        ClientOperation.Cancel _,
                        ClientOperation.Read _ -> {}
            }
        }
        Predicate<ClientAnswer.Fill> isOurs = fill -> whole || ids.containsKey(orderKey(idOf(fill)));
        fills = answers.stream()
                .filter(isOurs)
                .sorted(Comparator.comparingLong(ClientAnswer.Fill::sequence)
                        .thenComparing(fill -> fill.order().length())
                        .thenComparing(ClientAnswer.Fill::order))
                .toList();
        fills.forEach(fill -> {
            asset(fill.base());
            asset(fill.quote());
        });
    }

    private String idOf(ClientAnswer.Fill fill) {
        return idsByNumber.getOrDefault(fill.order(), "");
    }

    private static String orderKey(String id) {
        return "order " + id;
    }

    private static String key(ClientOperation operation) {
        return switch (operation) {
            case ClientOperation.Transfer transfer -> "transfer " + transfer.account() + " " + transfer.id();
            case ClientOperation.Deposit deposit -> "deposit " + deposit.id();
            case ClientOperation.Place _, ClientOperation.Amend _, ClientOperation.Cancel _, ClientOperation.Read _ ->
                orderKey(operation.id());
        };
    }

    private int asset(String code) {
        return assets.computeIfAbsent(code, _ -> assets.size());
    }

    private int id(ClientOperation operation) {
        return ids.getOrDefault(key(operation), Step.NONE);
    }

    /** Returns the id that a step is about; {@link Step#NONE} if it is about all of them. */
    int idOf(Step step) {
        return switch (step.act()) {
            case Step.Done(ClientOperation operation) -> id(operation);
            case Step.RefusedAction(ClientOperation clientOperation, String _) -> id(clientOperation);
            case Step.Seen(ClientAnswer.OrderSeen orderSeen) -> idOf(orderSeen);
            case Step.Seen _ -> Step.NONE;
        };
    }

    /** Returns the id of an order that is seen. */
    int idOf(ClientAnswer.OrderSeen orderSeen) {
        return ids.getOrDefault(orderKey(orderSeen.id()), Step.NONE);
    }

    /** Returns the id of the order that is filled next; {@link Step#NONE} if none is. */
    int idOfNextFill(AccountModelState now) {
        return now.fills() == fills.size()
                ? Step.NONE
                : ids.getOrDefault(orderKey(idOf(fills.get(now.fills()))), Step.NONE);
    }

    /** Returns true if an order may be as it is seen. */
    boolean isAsSeen(AccountModelState now, ClientAnswer.OrderSeen orderSeen) {
        return seen(now, orderSeen).isPresent();
    }

    AccountModelState beginning() {
        return new AccountModelState(
                PersistentArray.ofSize(ids.size()), Collections.nCopies(assets.size(), BigDecimal.ZERO), 0);
    }

    /** Returns the state after a step; empty if the step cannot happen now. */
    Optional<AccountModelState> after(AccountModelState now, Step step) {
        return switch (step.act()) {
            case Step.Done(ClientOperation operation) -> done(now, operation);
            case Step.RefusedAction(ClientOperation clientOperation, String code) ->
                declined(now, clientOperation, code);
            case Step.Seen(ClientAnswer answer) -> seen(now, answer);
        };
    }

    /** Returns true if a step that may happen can no longer change anything. */
    boolean isOver(AccountModelState now, Step step) {
        if (!(step.act() instanceof Step.Done(ClientOperation operation))) {
            return false;
        }
        KnownId known = now.ids().get(id(operation));
        return known != null && (step.decidesAnId() || !known.isOpen());
    }

    /** Returns the state after the next fill; empty if there is none or its order cannot be filled so now. */
    Optional<AccountModelState> afterFill(AccountModelState now) {
        if (now.fills() == fills.size()) {
            return Optional.empty();
        }
        ClientAnswer.Fill fill = fills.get(now.fills());
        int id = ids.getOrDefault(orderKey(idOf(fill)), Step.NONE);
        KnownId known = id == Step.NONE ? null : now.ids().get(id);
        if (known == null || !known.isOpen()) {
            return Optional.empty();
        }
        KnownId filled = known.filledBy(fill.quantity());
        if (filled.filled().compareTo(filled.quantity()) > 0) {
            return Optional.empty();
        }
        return Optional.of(now.with(id, filled)
                .with(asset(fill.base()), fill.baseChange())
                .with(asset(fill.quote()), fill.quoteChange())
                .afterFill());
    }

    private Optional<AccountModelState> done(AccountModelState now, ClientOperation operation) {
        int id = id(operation);
        KnownId known = now.ids().get(id);
        return switch (operation) {
            case ClientOperation.Place place ->
                known == null
                        ? Optional.of(now.with(
                                id,
                                KnownId.order(
                                        AccountModelState.exact(place.price()),
                                        AccountModelState.exact(place.quantity()),
                                        !place.stays())))
                        : known.isOrder() ? Optional.of(now) : Optional.empty();
            case ClientOperation.Transfer move ->
                moved(
                        now,
                        id,
                        move.asset(),
                        account.equals(move.to())
                                ? move.amount()
                                : move.amount().negate());
            case ClientOperation.Deposit deposit -> moved(now, id, deposit.asset(), deposit.amount());
            case ClientOperation.Amend amend -> amended(now, id, known, amend);
            case ClientOperation.Cancel _ ->
                known != null && known.isOpen()
                        ? Optional.of(now.with(id, known.as(State.CANCELED)))
                        : Optional.empty();
            case ClientOperation.Read _ -> Optional.of(now);
        };
    }

    private Optional<AccountModelState> moved(AccountModelState now, int id, String asset, BigDecimal change) {
        KnownId known = now.ids().get(id);
        if (known != null) {
            return known.state() == State.MOVED ? Optional.of(now) : Optional.empty();
        }
        return Optional.of(now.with(id, KnownId.moved()).with(asset(asset), change));
    }

    private static Optional<AccountModelState> amended(
            AccountModelState now, int id, @Nullable KnownId known, ClientOperation.Amend amend) {
        if (known == null || !known.isOpen()) {
            return Optional.empty();
        }
        BigDecimal quantity = AccountModelState.exact(amend.quantity());
        return Optional.of(now.with(
                id,
                quantity.compareTo(known.filled()) <= 0
                        ? known.as(State.CANCELED)
                        : known.amended(AccountModelState.exact(amend.price()), quantity)));
    }

    private Optional<AccountModelState> declined(AccountModelState now, ClientOperation operation, String code) {
        int id = id(operation);
        KnownId known = now.ids().get(id);
        return switch (operation) {
            case ClientOperation.Place _ ->
                known == null
                        ? Optional.of(now.with(id, KnownId.refused(code)))
                        : known.equals(KnownId.refused(code)) ? Optional.of(now) : Optional.empty();
            case ClientOperation.Transfer _, ClientOperation.Deposit _ ->
                known == null
                        ? Optional.of(now.with(id, KnownId.refused(code)))
                        : known.state() == State.REFUSED ? Optional.of(now) : Optional.empty();
            case ClientOperation.Cancel _ -> code.equals(UNKNOWN_ORDER) ? notOpen(now, id, known) : Optional.of(now);
            case ClientOperation.Amend amend ->
                switch (code) {
                    case UNKNOWN_ORDER -> notOpen(now, id, known);
                    case NOTHING_TO_AMEND ->
                        known != null
                                        && known.isOpen()
                                        && known.equals(known.amended(
                                                AccountModelState.exact(amend.price()),
                                                AccountModelState.exact(amend.quantity())))
                                ? Optional.of(now)
                                : Optional.empty();
                    default -> Optional.of(now);
                };
            case ClientOperation.Read _ -> Optional.of(now);
        };
    }

    private static Optional<AccountModelState> notOpen(AccountModelState now, int id, @Nullable KnownId known) {
        if (known == null || !known.isOpen()) {
            return Optional.of(now);
        }
        return known.mayExpire() ? Optional.of(now.with(id, known.as(State.EXPIRED))) : Optional.empty();
    }

    private Optional<AccountModelState> seen(AccountModelState now, ClientAnswer answer) {
        return switch (answer) {
            case ClientAnswer.OrderSeen order -> seen(now, order);
            case ClientAnswer.Orders orders -> seen(now, orders.orders());
            case ClientAnswer.Balances balances ->
                assets.entrySet().stream()
                                .allMatch(asset -> balances.totals()
                                                .getOrDefault(asset.getKey(), BigDecimal.ZERO)
                                                .compareTo(now.balances().get(asset.getValue()))
                                        == 0)
                        ? Optional.of(now)
                        : Optional.empty();
            case ClientAnswer.Fills _ -> now.fills() == fills.size() ? Optional.of(now) : Optional.empty();
            case ClientAnswer.Done _,
                    ClientAnswer.Life _,
                    ClientAnswer.Moves _,
                    ClientAnswer.Ledger _,
                    ClientAnswer.Refused _,
                    ClientAnswer.NotDelivered _,
                    ClientAnswer.OutcomeUnknown _ -> Optional.of(now);
        };
    }

    private Optional<AccountModelState> seen(AccountModelState now, List<ClientAnswer.OrderSeen> orders) {
        Optional<AccountModelState> at = Optional.of(now);
        int listed = 0;
        for (ClientAnswer.OrderSeen order : orders) {
            if (whole || ids.containsKey(orderKey(order.id()))) {
                listed++;
                at = at.flatMap(standing -> seen(standing, order));
            }
        }
        return listed == known(now) ? at : Optional.empty();
    }

    private long known(AccountModelState now) {
        return ids.values().stream()
                .filter(id -> {
                    KnownId known = now.ids().get(id);
                    return known != null && known.isOrder();
                })
                .count();
    }

    private Optional<AccountModelState> seen(AccountModelState now, ClientAnswer.OrderSeen orderSeen) {
        int id = ids.getOrDefault(orderKey(orderSeen.id()), Step.NONE);
        KnownId known = id == Step.NONE ? null : now.ids().get(id);
        if (known == null
                || !known.isOrder()
                || !known.note().isEmpty() && !known.note().equals(orderSeen.number())) {
            return Optional.empty();
        }
        KnownId as = orderSeen.status().equals("expired") && known.isOpen() && known.mayExpire()
                ? known.as(State.EXPIRED)
                : known;
        boolean fits = status(as).equals(orderSeen.status())
                && as.filled().compareTo(orderSeen.filled()) == 0
                && as.quantity().compareTo(orderSeen.quantity()) == 0
                && as.price().compareTo(orderSeen.price()) == 0;
        return fits ? Optional.of(now.with(id, as.called(orderSeen.number()))) : Optional.empty();
    }

    private static String status(KnownId order) {
        return switch (order.state()) {
            case OPEN -> order.isFilled() ? "filled" : order.filled().signum() == 0 ? "open" : "partially_filled";
            case CANCELED -> "canceled";
            case EXPIRED -> "expired";
            case MOVED, REFUSED -> "none";
        };
    }

    /** Returns the state in words, as far as a step is about it, to explain why the step cannot happen. */
    String words(AccountModelState now, Step step) {
        if (step.act() instanceof Step.Seen(ClientAnswer.Balances _)) {
            List<String> words = new ArrayList<>();
            assets.forEach((code, asset) ->
                    words.add(code + " " + now.balances().get(asset).toPlainString()));
            return String.join(", ", words);
        }
        if (step.act() instanceof Step.Seen(ClientAnswer.Fills _)) {
            return now.fills() + " of " + fills.size() + " fills";
        }
        ClientOperation operation = step.call().operation();
        KnownId known = operation.id().isEmpty() || id(operation) == Step.NONE
                ? null
                : now.ids().get(id(operation));
        if (known == null) {
            return operation.id().isEmpty() ? known(now) + " orders" : "nothing of " + operation.id();
        }
        return known.isOrder()
                ? status(known) + ", filled " + known.filled().toPlainString() + " of "
                        + known.quantity().toPlainString() + " at "
                        + known.price().toPlainString()
                : known.state().name().toLowerCase(Locale.ROOT);
    }
}
