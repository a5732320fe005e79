package com.flowex.simulator.linear;

import com.flowex.simulator.history.Deed;
import com.flowex.simulator.history.Told;
import com.flowex.simulator.linear.Standing.Known;
import com.flowex.simulator.linear.Standing.State;
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
final class AccountRules {

    private static final String UNKNOWN_ORDER = "unknown_order";
    private static final String NOTHING_TO_AMEND = "nothing_to_amend";

    private final String account;
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<String, Integer> assets = new LinkedHashMap<>();
    private final List<Told.Fill> fills;
    private final Map<String, String> idsByNumber = new HashMap<>();
    private final boolean whole;

    /**
     * @param all all calls that affect the account
     * @param judged calls to judge; answers about other orders are skipped
     */
    AccountRules(String account, List<PastCall> all, List<PastCall> judged) {
        this.account = account;
        this.whole = all.size() == judged.size();
        judged.stream()
                .filter(call -> call.deed().isCommand())
                .forEach(call -> ids.putIfAbsent(key(call.deed()), ids.size()));
        List<Told.Fill> told = List.of();
        for (PastCall call : all) {
            switch (call.told().orElse(null)) {
                case Told.OrderSeen seen -> idsByNumber.putIfAbsent(seen.number(), seen.id());
                case Told.Orders orders ->
                    orders.orders().forEach(seen -> idsByNumber.putIfAbsent(seen.number(), seen.id()));
                case Told.Fills fillsTold -> told = fillsTold.fills();
                case Told.Balances balances -> balances.totals().keySet().forEach(this::asset);
                case null, default -> {}
            }
            switch (call.deed()) {
                case Deed.Transfer transfer -> asset(transfer.asset());
                case Deed.Deposit deposit -> asset(deposit.asset());
                case Deed.Place _, Deed.Amend _, Deed.Cancel _, Deed.Read _ -> {}
            }
        }
        Predicate<Told.Fill> isOurs = fill -> whole || ids.containsKey(orderKey(idOf(fill)));
        fills = told.stream()
                .filter(isOurs)
                .sorted(Comparator.comparingLong(Told.Fill::sequence)
                        .thenComparing(fill -> fill.order().length())
                        .thenComparing(Told.Fill::order))
                .toList();
        fills.forEach(fill -> {
            asset(fill.base());
            asset(fill.quote());
        });
    }

    private String idOf(Told.Fill fill) {
        return idsByNumber.getOrDefault(fill.order(), "");
    }

    private static String orderKey(String id) {
        return "order " + id;
    }

    private static String key(Deed deed) {
        return switch (deed) {
            case Deed.Transfer transfer -> "transfer " + transfer.account() + " " + transfer.id();
            case Deed.Deposit deposit -> "deposit " + deposit.id();
            case Deed.Place _, Deed.Amend _, Deed.Cancel _, Deed.Read _ -> orderKey(deed.id());
        };
    }

    private int asset(String code) {
        return assets.computeIfAbsent(code, _ -> assets.size());
    }

    private int id(Deed deed) {
        return ids.getOrDefault(key(deed), Step.NONE);
    }

    /** Returns the id that a step is about; {@link Step#NONE} if it is about all of them. */
    int idOf(Step step) {
        return switch (step.act()) {
            case Step.Done(Deed deed) -> id(deed);
            case Step.Declined(Deed deed, String _) -> id(deed);
            case Step.Seen(Told.OrderSeen seen) -> idOf(seen);
            case Step.Seen _ -> Step.NONE;
        };
    }

    /** Returns the id of an order that is seen. */
    int idOf(Told.OrderSeen seen) {
        return ids.getOrDefault(orderKey(seen.id()), Step.NONE);
    }

    /** Returns the id of the order that is filled next; {@link Step#NONE} if none is. */
    int idOfNextFill(Standing now) {
        return now.fills() == fills.size()
                ? Step.NONE
                : ids.getOrDefault(orderKey(idOf(fills.get(now.fills()))), Step.NONE);
    }

    /** Returns true if an order may be as it is seen. */
    boolean isAsSeen(Standing now, Told.OrderSeen seen) {
        return seen(now, seen).isPresent();
    }

    Standing beginning() {
        return new Standing(PersistentArray.ofSize(ids.size()), Collections.nCopies(assets.size(), BigDecimal.ZERO), 0);
    }

    /** Returns the state after a step; empty if the step cannot happen now. */
    Optional<Standing> after(Standing now, Step step) {
        return switch (step.act()) {
            case Step.Done(Deed deed) -> done(now, deed);
            case Step.Declined(Deed deed, String code) -> declined(now, deed, code);
            case Step.Seen(Told told) -> seen(now, told);
        };
    }

    /** Returns true if a step that may happen can no longer change anything. */
    boolean isOver(Standing now, Step step) {
        if (!(step.act() instanceof Step.Done(Deed deed))) {
            return false;
        }
        Known known = now.ids().get(id(deed));
        return known != null && (step.decidesAnId() || !known.isOpen());
    }

    /** Returns the state after the next fill; empty if there is none or its order cannot be filled so now. */
    Optional<Standing> afterFill(Standing now) {
        if (now.fills() == fills.size()) {
            return Optional.empty();
        }
        Told.Fill fill = fills.get(now.fills());
        int id = ids.getOrDefault(orderKey(idOf(fill)), Step.NONE);
        Known known = id == Step.NONE ? null : now.ids().get(id);
        if (known == null || !known.isOpen()) {
            return Optional.empty();
        }
        Known filled = known.filledBy(fill.quantity());
        if (filled.filled().compareTo(filled.quantity()) > 0) {
            return Optional.empty();
        }
        return Optional.of(now.with(id, filled)
                .with(asset(fill.base()), fill.baseChange())
                .with(asset(fill.quote()), fill.quoteChange())
                .afterFill());
    }

    private Optional<Standing> done(Standing now, Deed deed) {
        int id = id(deed);
        Known known = now.ids().get(id);
        return switch (deed) {
            case Deed.Place place ->
                known == null
                        ? Optional.of(now.with(
                                id,
                                Known.order(
                                        Standing.exact(place.price()),
                                        Standing.exact(place.quantity()),
                                        !place.stays())))
                        : known.isOrder() ? Optional.of(now) : Optional.empty();
            case Deed.Transfer move ->
                moved(
                        now,
                        id,
                        move.asset(),
                        account.equals(move.to())
                                ? move.amount()
                                : move.amount().negate());
            case Deed.Deposit deposit -> moved(now, id, deposit.asset(), deposit.amount());
            case Deed.Amend amend -> amended(now, id, known, amend);
            case Deed.Cancel _ ->
                known != null && known.isOpen()
                        ? Optional.of(now.with(id, known.as(State.CANCELED)))
                        : Optional.empty();
            case Deed.Read _ -> Optional.of(now);
        };
    }

    private Optional<Standing> moved(Standing now, int id, String asset, BigDecimal change) {
        Known known = now.ids().get(id);
        if (known != null) {
            return known.state() == State.MOVED ? Optional.of(now) : Optional.empty();
        }
        return Optional.of(now.with(id, Known.moved()).with(asset(asset), change));
    }

    private static Optional<Standing> amended(Standing now, int id, @Nullable Known known, Deed.Amend amend) {
        if (known == null || !known.isOpen()) {
            return Optional.empty();
        }
        BigDecimal quantity = Standing.exact(amend.quantity());
        return Optional.of(now.with(
                id,
                quantity.compareTo(known.filled()) <= 0
                        ? known.as(State.CANCELED)
                        : known.amended(Standing.exact(amend.price()), quantity)));
    }

    private Optional<Standing> declined(Standing now, Deed deed, String code) {
        int id = id(deed);
        Known known = now.ids().get(id);
        return switch (deed) {
            case Deed.Place _ ->
                known == null
                        ? Optional.of(now.with(id, Known.refused(code)))
                        : known.equals(Known.refused(code)) ? Optional.of(now) : Optional.empty();
            case Deed.Transfer _, Deed.Deposit _ ->
                known == null
                        ? Optional.of(now.with(id, Known.refused(code)))
                        : known.state() == State.REFUSED ? Optional.of(now) : Optional.empty();
            case Deed.Cancel _ -> code.equals(UNKNOWN_ORDER) ? notOpen(now, id, known) : Optional.of(now);
            case Deed.Amend amend ->
                switch (code) {
                    case UNKNOWN_ORDER -> notOpen(now, id, known);
                    case NOTHING_TO_AMEND ->
                        known != null
                                        && known.isOpen()
                                        && known.equals(known.amended(
                                                Standing.exact(amend.price()), Standing.exact(amend.quantity())))
                                ? Optional.of(now)
                                : Optional.empty();
                    default -> Optional.of(now);
                };
            case Deed.Read _ -> Optional.of(now);
        };
    }

    private static Optional<Standing> notOpen(Standing now, int id, @Nullable Known known) {
        if (known == null || !known.isOpen()) {
            return Optional.of(now);
        }
        return known.mayExpire() ? Optional.of(now.with(id, known.as(State.EXPIRED))) : Optional.empty();
    }

    private Optional<Standing> seen(Standing now, Told told) {
        return switch (told) {
            case Told.OrderSeen order -> seen(now, order);
            case Told.Orders orders -> seen(now, orders.orders());
            case Told.Balances balances ->
                assets.entrySet().stream()
                                .allMatch(asset -> balances.totals()
                                                .getOrDefault(asset.getKey(), BigDecimal.ZERO)
                                                .compareTo(now.balances().get(asset.getValue()))
                                        == 0)
                        ? Optional.of(now)
                        : Optional.empty();
            case Told.Fills _ -> now.fills() == fills.size() ? Optional.of(now) : Optional.empty();
            case Told.Done _, Told.Life _, Told.Moves _, Told.Ledger _, Told.Refused _, Told.Missed _, Told.Unclear _ ->
                Optional.of(now);
        };
    }

    private Optional<Standing> seen(Standing now, List<Told.OrderSeen> orders) {
        Optional<Standing> at = Optional.of(now);
        int listed = 0;
        for (Told.OrderSeen order : orders) {
            if (whole || ids.containsKey(orderKey(order.id()))) {
                listed++;
                at = at.flatMap(standing -> seen(standing, order));
            }
        }
        return listed == known(now) ? at : Optional.empty();
    }

    private long known(Standing now) {
        return ids.values().stream()
                .filter(id -> {
                    Known known = now.ids().get(id);
                    return known != null && known.isOrder();
                })
                .count();
    }

    private Optional<Standing> seen(Standing now, Told.OrderSeen seen) {
        int id = ids.getOrDefault(orderKey(seen.id()), Step.NONE);
        Known known = id == Step.NONE ? null : now.ids().get(id);
        if (known == null
                || !known.isOrder()
                || !known.note().isEmpty() && !known.note().equals(seen.number())) {
            return Optional.empty();
        }
        Known as = seen.status().equals("expired") && known.isOpen() && known.mayExpire()
                ? known.as(State.EXPIRED)
                : known;
        boolean fits = status(as).equals(seen.status())
                && as.filled().compareTo(seen.filled()) == 0
                && as.quantity().compareTo(seen.quantity()) == 0
                && as.price().compareTo(seen.price()) == 0;
        return fits ? Optional.of(now.with(id, as.called(seen.number()))) : Optional.empty();
    }

    private static String status(Known order) {
        return switch (order.state()) {
            case OPEN -> order.isFilled() ? "filled" : order.filled().signum() == 0 ? "open" : "partially_filled";
            case CANCELED -> "canceled";
            case EXPIRED -> "expired";
            case MOVED, REFUSED -> "none";
        };
    }

    /** Returns the state in words, as far as a step is about it, to explain why the step cannot happen. */
    String words(Standing now, Step step) {
        if (step.act() instanceof Step.Seen(Told.Balances _)) {
            List<String> words = new ArrayList<>();
            assets.forEach((code, asset) ->
                    words.add(code + " " + now.balances().get(asset).toPlainString()));
            return String.join(", ", words);
        }
        if (step.act() instanceof Step.Seen(Told.Fills _)) {
            return now.fills() + " of " + fills.size() + " fills";
        }
        Deed deed = step.call().deed();
        Known known =
                deed.id().isEmpty() || id(deed) == Step.NONE ? null : now.ids().get(id(deed));
        if (known == null) {
            return deed.id().isEmpty() ? known(now) + " orders" : "nothing of " + deed.id();
        }
        return known.isOrder()
                ? status(known) + ", filled " + known.filled().toPlainString() + " of "
                        + known.quantity().toPlainString() + " at "
                        + known.price().toPlainString()
                : known.state().name().toLowerCase(Locale.ROOT);
    }
}
