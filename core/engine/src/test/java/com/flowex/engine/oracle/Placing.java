package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sections 2 and 6 and the end of 4: orders come in. */
final class Placing {

    private final World world;
    private final Money money;
    private final Ids ids;
    private final Orders orders;
    private final Matching matching;
    private final Triggers triggers;
    private final Changing changing;
    private final Slices slices;
    private final OrderLoans loans;
    private final OrderRepayments repayments;

    Placing(
            World world,
            Money money,
            Ids ids,
            Orders orders,
            Matching matching,
            Triggers triggers,
            Changing changing,
            Slices slices,
            OrderLoans loans,
            OrderRepayments repayments) {
        this.world = world;
        this.money = money;
        this.ids = ids;
        this.orders = orders;
        this.matching = matching;
        this.triggers = triggers;
        this.changing = changing;
        this.slices = slices;
        this.loans = loans;
        this.repayments = repayments;
    }

    void place(OrderRequest request) {
        if (isNew(request, request)) {
            placeNew(request, request, null, false);
        }
    }

    void place(PlaceBorrowingOrder order) {
        if (isNew(order.request(), order)) {
            placeNew(order.request(), order, loans, false);
        }
    }

    void place(PlaceRepayingOrder order) {
        if (isNew(order.request(), order)) {
            placeNew(order.request(), order, order.borrows() ? loans : null, true);
        }
    }

    void place(PlaceReturningOrder order) {
        if (isNew(order.request(), order)) {
            placeNew(order.request(), order, loans.returning(), order.repays());
        }
    }

    /** True if nothing has been answered yet, because the account exists and the id was never seen. */
    private boolean isNew(OrderRequest request, Object requested) {
        Account account = world.accounts.get(request.account());
        if (account == null) {
            world.say(Ids.rejected(request, RejectReason.UNKNOWN_ACCOUNT));
            return false;
        }
        return !ids.answered(account, request, requested);
    }

    void replace(CancelReplace command) {
        OrderRequest request = command.replacement();
        if (!isNew(request, request)) {
            return;
        }
        RejectReason notCanceled = changing.tryCancel(command.cancel());
        if (notCanceled != null) {
            world.say(new RequestRejected(request.account(), notCanceled));
        }
        if (notCanceled == null || command.mode() == ReplaceMode.ALLOW_FAILURE) {
            placeNew(request, request, null, false);
        } else {
            boolean isRestricted = notCanceled == RejectReason.CANCEL_RESTRICTED;
            refuse(List.of(request), request, isRestricted ? notCanceled : RejectReason.NOTHING_CANCELED);
        }
    }

    private void refuse(List<OrderRequest> requests, Object requested, RejectReason reason) {
        for (OrderRequest request : requests) {
            ids.refused(account(request), request, requested, reason);
        }
        world.say(Ids.rejected(requests.getFirst(), reason));
    }

    private Account account(OrderRequest request) {
        return Objects.requireNonNull(world.accounts.get(request.account()));
    }

    /** @param borrowed null: the order does not borrow */
    private void placeNew(OrderRequest request, Object requested, @Nullable OrderLoans borrowed, boolean repays) {
        Market market = world.market(request.account().tenant(), request.instrument());
        if (market == null) {
            refuse(List.of(request), requested, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        Admission admission = new Admission(world, money, triggers, account(request), market, List.of(request));
        RejectReason refusal =
                borrowed == null ? admission.refusal() : borrowed.refusalOf(admission, request, account(request));
        if (repays) {
            refusal = repayments.refusalOf(refusal, account(request), OrderRepayments.got(market, request.side()));
        }
        if (refusal != null) {
            refuse(List.of(request), requested, refusal);
            return;
        }
        Walk.Result walk = admission.walk;
        boolean isByQuote = request.terms() instanceof OrderTerms.MarketByQuote;
        long quantity = isByQuote
                ? Objects.requireNonNull(walk).quantity()
                : request.quantity().units();
        Order order = accept(request, market, quantity, requested);
        order.repays = repays;
        if (borrowed != null) {
            AssetId held = admission.heldAsset(request);
            borrowed.lend(order, held, admission.need(), matching.isKilled(order));
        }
        switch (request.terms()) {
            case OrderTerms.Limit limit -> matching.enter(order, limit);
            case OrderTerms.Market _ -> matching.actAsMarket(order);
            case OrderTerms.MarketByQuote _ ->
                matching.actByQuote(order, Objects.requireNonNull(walk).end());
            case OrderTerms.Conditional _ -> triggers.startWaiting(order);
            case OrderTerms.Twap _ -> slices.start(order);
        }
    }

    private Order accept(OrderRequest request, Market market, long quantity, Object requested) {
        Order order = new Order(new OrderId(++world.orders), request, account(request), market, quantity, world.now);
        world.say(new OrderAccepted(order.id, request, new Quantity(quantity)));
        world.touched.add(market);
        ids.accepted(order, requested);
        return order;
    }

    void place(PlaceOrderPair pair) {
        if (!isNew(pair.limit(), pair)) {
            return;
        }
        if (ids.isUsed(account(pair.stop()), pair.stop().clientOrderId())) {
            world.say(Ids.rejected(pair.limit(), RejectReason.CLIENT_ORDER_ID_REUSED));
            return;
        }
        List<OrderRequest> both = List.of(pair.limit(), pair.stop());
        Market market =
                world.market(pair.limit().account().tenant(), pair.limit().instrument());
        RejectReason refusal = market == null
                ? RejectReason.UNKNOWN_INSTRUMENT
                : new Admission(world, money, triggers, account(pair.limit()), market, both).refusal();
        if (market == null || refusal != null) {
            refuse(both, pair, Objects.requireNonNull(refusal));
            return;
        }
        long quantity = pair.limit().quantity().units();
        Order limit = accept(pair.limit(), market, quantity, pair);
        Order stop = accept(pair.stop(), market, quantity, pair);
        world.say(new OrdersPaired(limit.id, stop.id));
        limit.other = stop;
        stop.other = limit;
        triggers.stand(limit, stop);
    }

    void place(PlaceLinkedOrders linked) {
        place(linked.working(), List.of(linked.pending()), linked, false);
    }

    void place(PlacePayingOrders paying) {
        place(paying.linked().working(), List.of(paying.linked().pending()), paying, true);
    }

    void place(PlacePayingPair paying) {
        PlaceOrderPair pair = paying.linked().pair();
        place(paying.linked().working(), List.of(pair.limit(), pair.stop()), paying, true);
    }

    void place(PlaceLinkedPair linked) {
        PlaceOrderPair pair = linked.pair();
        place(linked.working(), List.of(pair.limit(), pair.stop()), linked, false);
    }

    private void place(OrderRequest working, List<OrderRequest> pending, Object linked, boolean pays) {
        if (!isNew(working, linked)) {
            return;
        }
        if (pending.stream().anyMatch(order -> ids.isUsed(account(order), order.clientOrderId()))) {
            world.say(Ids.rejected(working, RejectReason.CLIENT_ORDER_ID_REUSED));
            return;
        }
        Market market = world.market(working.account().tenant(), working.instrument());
        RejectReason refusal = market == null ? RejectReason.UNKNOWN_INSTRUMENT : refusal(market, working, pending);
        boolean waits = working.terms() instanceof OrderTerms.Conditional;
        if (market != null && (pays && world.rulesVersion < 13 || waits && world.rulesVersion < 15)) {
            refusal = RejectReason.RULES_TOO_OLD;
        }
        if (market == null || refusal != null) {
            List<OrderRequest> all =
                    Stream.concat(Stream.of(working), pending.stream()).toList();
            refuse(all, linked, Objects.requireNonNull(refusal));
            return;
        }
        Order first = accept(working, market, working.quantity().units(), linked);
        List<Order> followers = pending.stream()
                .map(order -> accept(order, market, order.quantity().units(), linked))
                .toList();
        followers.forEach(order -> world.say(new OrdersLinked(first.id, order.id)));
        for (Order order : followers) {
            order.isPending = true;
            order.isPaid = pays;
            orders.put(order, Order.Place.PENDING);
            order.linked = first;
        }
        first.linked = followers.getFirst();
        if (followers.size() == 2) {
            Order limit = followers.getFirst();
            Order stop = followers.getLast();
            limit.other = stop;
            stop.other = limit;
            world.say(new OrdersPaired(limit.id, stop.id));
        }
        if (waits) {
            triggers.startWaiting(first);
        } else {
            matching.enter(first, (OrderTerms.Limit) working.terms());
            matching.follow(first);
        }
    }

    /** Applies every check to the working order, and to the pending ones the checks that do not need them to have begun. */
    private @Nullable RejectReason refusal(Market market, OrderRequest working, List<OrderRequest> pending) {
        Account account = account(working);
        int places = 1 + pending.size();
        RejectReason first = new Admission(world, money, triggers, account, market, List.of(working), places).refusal();
        Set<RejectReason> reasons =
                EnumSet.range(RejectReason.ORDER_KIND_NOT_ALLOWED, RejectReason.TOO_MANY_TRAILING_STOPS);
        reasons.addAll(Set.of(RejectReason.ACCOUNT_RESTRICTED, RejectReason.RULES_TOO_OLD));
        if (pending.getFirst().terms() instanceof OrderTerms.Market) {
            reasons.removeAll(EnumSet.range(RejectReason.NOTIONAL_TOO_SMALL, RejectReason.ORDER_VALUE_TOO_LARGE));
        }
        return Stream.concat(
                        Stream.ofNullable(first),
                        new Admission(world, money, triggers, account, market, pending, places)
                                .table().stream()
                                        .filter(line -> reasons.contains(line.reason())
                                                && pending.stream().anyMatch(line.applies()))
                                        .map(Admission.Line::reason))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
