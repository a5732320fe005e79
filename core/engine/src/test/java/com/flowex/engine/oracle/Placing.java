package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CompoundPlacement;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import java.math.BigInteger;
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

    /** A single order with effects on debts, as its id remembers it. */
    private record WithEffects(OrderRequest request, DebtEffects effects) {}

    void place(OrderRequest request, DebtEffects effects) {
        WithEffects requested = new WithEffects(request, effects);
        if (isNew(request, requested)) {
            placeNew(requested, request.terms() instanceof OrderTerms.Conditional ? 16 : 1);
        }
    }

    void place(CompoundPlacement placement, DebtEffects effects, DebtEffects later) {
        Object requested =
                effects.areNone() && later.areNone() ? placement : new PlaceWithEffects(effects, later, placement);
        switch (placement) {
            case PlaceOrderPair pair -> place(pair, requested, effects);
            case PlaceLinkedOrders(var working, var pending) ->
                new Listing(working, List.of(pending), requested, false, effects, later).place();
            case PlaceLinkedPair(var working, PlaceOrderPair(var limit, var stop)) ->
                new Listing(working, List.of(limit, stop), requested, false, effects, later).place();
            case PlacePayingOrders(PlaceLinkedOrders(var working, var pending)) ->
                new Listing(working, List.of(pending), requested, true, effects, later).place();
            case PlacePayingPair(PlaceLinkedPair(var working, PlaceOrderPair(var limit, var stop))) ->
                new Listing(working, List.of(limit, stop), requested, true, effects, later).place();
            case CancelReplace replace -> replace(replace, effects);
            case TryOrderPair _, TryLinkedOrders _, TryLinkedPair _, TryPayingOrders _, TryPayingPair _ -> {
                // Section 10: it changes nothing and is no event. Its answer is compared with the effect of placing.
            }
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

    private void replace(CancelReplace command, DebtEffects effects) {
        OrderRequest request = command.replacement();
        WithEffects requested = new WithEffects(request, effects);
        if (!isNew(request, requested)) {
            return;
        }
        RejectReason notCanceled = changing.tryCancel(command.cancel());
        if (notCanceled != null) {
            world.say(new RequestRejected(request.account(), notCanceled));
        }
        if (notCanceled == null || command.mode() == ReplaceMode.ALLOW_FAILURE) {
            placeNew(requested, 16);
        } else {
            boolean isRestricted = notCanceled == RejectReason.CANCEL_RESTRICTED;
            refuse(List.of(request), requested, isRestricted ? notCanceled : RejectReason.NOTHING_CANCELED);
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

    /** @param least first rules in which such an order has effects */
    private void placeNew(WithEffects requested, int least) {
        OrderRequest request = requested.request();
        DebtEffects effects = requested.effects();
        Market market = world.market(request.account().tenant(), request.instrument());
        if (market == null) {
            refuse(List.of(request), requested, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        Admission admission = new Admission(world, money, triggers, account(request), market, List.of(request));
        RejectReason refusal = loans.refusalOf(admission, List.of(request), account(request), effects, least);
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
        loans.begin(order, effects, admission.need(), matching.isKilled(order));
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

    private void place(PlaceOrderPair pair, Object requested, DebtEffects effects) {
        if (!isNew(pair.limit(), requested)) {
            return;
        }
        if (ids.isUsed(account(pair.stop()), pair.stop().clientOrderId())) {
            world.say(Ids.rejected(pair.limit(), RejectReason.CLIENT_ORDER_ID_REUSED));
            return;
        }
        List<OrderRequest> both = List.of(pair.limit(), pair.stop());
        Account account = account(pair.limit());
        Market market = world.market(account.id.tenant(), pair.limit().instrument());
        if (market == null) {
            refuse(both, requested, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        Admission admission = new Admission(world, money, triggers, account, market, both);
        RejectReason refusal = loans.refusalOf(admission, both, account, effects, 16);
        if (refusal != null) {
            refuse(both, requested, refusal);
            return;
        }
        long quantity = pair.limit().quantity().units();
        BigInteger need = admission.need();
        Order limit = accept(pair.limit(), market, quantity, requested);
        loans.begin(limit, effects, need, false);
        Order stop = accept(pair.stop(), market, quantity, requested);
        stop.repays = effects.repays();
        world.say(new OrdersPaired(limit.id, stop.id));
        limit.other = stop;
        stop.other = limit;
        triggers.stand(limit, stop);
    }

    /**
     * A working order and what is pending behind it.
     *
     * @param later effects of what is pending, once it begins
     */
    private final class Listing {

        private final OrderRequest working;
        private final List<OrderRequest> pending;
        private final Object requested;
        private final boolean pays;
        private final DebtEffects effects;
        private final DebtEffects later;

        Listing(
                OrderRequest working,
                List<OrderRequest> pending,
                Object requested,
                boolean pays,
                DebtEffects effects,
                DebtEffects later) {
            this.working = working;
            this.pending = pending;
            this.requested = requested;
            this.pays = pays;
            this.effects = effects;
            this.later = later;
        }

        void place() {
            if (!isNew(working, requested)) {
                return;
            }
            if (pending.stream().anyMatch(order -> ids.isUsed(account(order), order.clientOrderId()))) {
                world.say(Ids.rejected(working, RejectReason.CLIENT_ORDER_ID_REUSED));
                return;
            }
            Market market = world.market(working.account().tenant(), working.instrument());
            RejectReason refusal = market == null ? RejectReason.UNKNOWN_INSTRUMENT : refusal(market);
            if (market == null || refusal != null) {
                List<OrderRequest> all =
                        Stream.concat(Stream.of(working), pending.stream()).toList();
                refuse(all, requested, Objects.requireNonNull(refusal));
            } else {
                accept(market);
            }
        }

        private boolean waits() {
            return working.terms() instanceof OrderTerms.Conditional;
        }

        private void accept(Market market) {
            BigInteger need = admission(market).need();
            Order first =
                    Placing.this.accept(working, market, working.quantity().units(), requested);
            loans.begin(first, effects, need, matching.isKilled(first));
            List<Order> followers = pending.stream()
                    .map(order ->
                            Placing.this.accept(order, market, order.quantity().units(), requested))
                    .toList();
            followers.forEach(order -> world.say(new OrdersLinked(first.id, order.id)));
            for (Order order : followers) {
                order.isPending = true;
                order.isPaid = pays;
                order.later = later;
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
            if (waits()) {
                triggers.startWaiting(first);
            } else {
                matching.enter(first, (OrderTerms.Limit) working.terms());
                matching.follow(first);
            }
        }

        private Admission admission(Market market) {
            int places = 1 + pending.size();
            return new Admission(world, money, triggers, account(working), market, List.of(working), places);
        }

        /** Applies every check to the working order, and to the pending ones the checks that do not need them to have begun. */
        private @Nullable RejectReason refusal(Market market) {
            boolean isTooNew = pays && world.rulesVersion < 13
                    || waits() && world.rulesVersion < 15
                    || !later.areNone() && world.rulesVersion < 16;
            if (isTooNew) {
                return RejectReason.RULES_TOO_OLD;
            }
            Account account = account(working);
            RejectReason first = loans.refusalOf(admission(market), List.of(working), account, effects, 16);
            Set<RejectReason> reasons =
                    EnumSet.range(RejectReason.ORDER_KIND_NOT_ALLOWED, RejectReason.TOO_MANY_TRAILING_STOPS);
            reasons.addAll(Set.of(RejectReason.ACCOUNT_RESTRICTED, RejectReason.RULES_TOO_OLD));
            if (pending.getFirst().terms() instanceof OrderTerms.Market) {
                reasons.removeAll(EnumSet.range(RejectReason.NOTIONAL_TOO_SMALL, RejectReason.ORDER_VALUE_TOO_LARGE));
            }
            Stream<RejectReason> ofPending = new Admission(
                            world, money, triggers, account, market, pending, 1 + pending.size())
                    .table().stream()
                            .filter(line -> reasons.contains(line.reason())
                                    && pending.stream().anyMatch(line.applies()))
                            .map(Admission.Line::reason);
            return Stream.of(Stream.ofNullable(first), ofPending, ofLaterDebts(account, market))
                    .flatMap(each -> each)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }

        private Stream<RejectReason> ofLaterDebts(Account account, Market market) {
            boolean isBarred = later.borrows() && OrderLoans.isRestricted(account);
            AssetId got = OrderRepayments.got(market, pending.getFirst().side());
            RejectReason ofRepaying = later.repays() ? repayments.refusalOf(account, got) : null;
            return Stream.concat(
                    isBarred ? Stream.of(RejectReason.ACCOUNT_RESTRICTED) : Stream.empty(),
                    Stream.ofNullable(ofRepaying));
        }
    }
}
