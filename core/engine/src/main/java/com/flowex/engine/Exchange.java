package com.flowex.engine;

import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.CompoundPlacement;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.QueryOrderQuota;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.ReplaceInstrument;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.Side;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.value.InstrumentId;
import com.flowex.engine.book.OrderBook;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.market.Market;
import com.flowex.engine.order.LinkedOrders;
import com.flowex.engine.snapshot.StateDigest;
import com.flowex.engine.snapshot.StateRecords;
import com.flowex.engine.snapshot.StateRestorer;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.Invariant;
import java.util.function.Consumer;

/**
 * The exchange as one reducer: commands in, events out. It is not thread-safe: one thread applies one command after
 * another.
 *
 * <p>The same commands with the same times give the same events and the same {@link #digest} on any machine, with or
 * without a snapshot in between.
 */
public final class Exchange {

    /** Builder of an exchange from the records of {@link #writeState}, given in their order. */
    public interface Restorer extends Consumer<StateRecord> {

        /**
         * Returns the restored exchange.
         *
         * @throws IllegalStateException if the records are not the state of an exchange
         */
        Exchange restored();
    }

    private final ExchangeState state;
    private final Rules rules;

    /** Creates an exchange in which nothing has happened. */
    public Exchange() {
        this(new ExchangeState());
    }

    /**
     * Creates an exchange like {@link #Exchange()}, protected against callers who choose hostile ids.
     *
     * @param secret secret number that decides the places of ids in the tables; callers must not know it. No answer,
     *     snapshot or comparison depends on it, so every node may have its own
     */
    public Exchange(long secret) {
        this();
        state.hideBehind(secret);
    }

    Exchange(ExchangeState state) {
        this.state = state;
        this.rules = new Rules(state);
    }

    public static Restorer restorer() {
        return restorer(0);
    }

    /** @param secret secret as in {@link #Exchange(long)} */
    public static Restorer restorer(long secret) {
        StateRestorer restorer = new StateRestorer(secret);
        return new Restorer() {
            @Override
            public void accept(StateRecord piece) {
                restorer.accept(piece);
            }

            @Override
            public Exchange restored() {
                return new Exchange(restorer.restored());
            }
        };
    }

    /**
     * Applies one command.
     *
     * @param timeNanos log time, nanoseconds since 1970; not before that of the last command
     * @throws IllegalStateException if an invariant is broken: a bug, after which this object must not be used
     */
    public void apply(Command command, long timeNanos, EventSink sink) {
        state.journal.begin(timeNanos, sink);
        state.steps.begin();
        state.touched.begin();
        state.ids.expire(timeNanos);
        state.reservations.forgetPast(timeNanos);
        dispatch(command);
        rules.clock.settle();
        rules.repayments.returnUnused();
        rules.triggerWatch.report();
        reportBalances();
        state.journal.end();
    }

    private void dispatch(Command command) {
        switch (command) {
            // The commands that most clients send come first, because the kinds are compared in this order.
            case PlaceOrder(var request) -> rules.placement.place(request, DebtEffects.NONE);
            case CancelOne cancel -> rules.cancellation.cancel(cancel);
            case ReduceOrder reduce -> rules.amendment.reduce(reduce);
            case PlaceBorrowingOrder order -> rules.placement.place(order.request(), order.effects());
            case TryOrder(var request) -> rules.preview.answer(request, DebtEffects.NONE);
            case TryBorrowingOrder(var order) -> rules.preview.answer(order.request(), order.effects());
            case PlaceRepayingOrder order -> rules.placement.place(order.request(), order.effects());
            case TryRepayingOrder(var order) -> rules.preview.answer(order.request(), order.effects());
            case PlaceReturningOrder order -> rules.placement.place(order.request(), order.effects());
            case TryReturningOrder(var order) -> rules.preview.answer(order.request(), order.effects());
            case CompoundPlacement placement -> place(placement, DebtEffects.NONE, DebtEffects.NONE);
            case PlaceWithEffects(var effects, var pendingEffects, var placement) ->
                place(placement, effects, pendingEffects);
            case CancelOrders cancel -> rules.cancellation.cancel(cancel);
            case AmendOrder amend -> rules.amendment.amend(amend);
            case RepriceOrder reprice -> rules.amendment.reprice(reprice);
            case ReviseOrder revise -> rules.revision.revise(revise);
            case ReviseLinkedOrders revise -> rules.linkedRevision.revise(revise);
            case ReviseOrderPair revise -> rules.pairRevision.revise(revise);
            case ResolveClientOrderId(var account, var id, var burn) -> rules.answers.resolve(account, id, burn);
            case AdvanceTime _ -> rules.clock.advance();
            case SetDeadMansTimer(var account, var timeout) -> rules.deadMansTimers.set(account, timeout);
            case SetMarketTimer(var account, var instrument, var timeout) ->
                rules.deadMansTimers.set(account, instrument, timeout);
            case PostTransfer(var transfer) -> rules.transfers.post(transfer);
            case PostTransferChain(var steps) -> rules.transfers.post(steps);
            case OpenAccount(var account, var mayOwe) -> rules.listing.open(account, mayOwe);
            case OpenOwnedAccount(var account, var owner) -> rules.listing.open(account, owner);
            case BindAccount(var account, var from, var to) -> rules.listing.bind(account, from, to);
            case ListAsset(var asset) -> rules.listing.list(asset);
            case ListInstrument(var instrument) -> rules.listing.list(instrument);
            case ChangeMarketState(var tenant, var instrument, var marketState) ->
                rules.tradingStatus.change(tenant, instrument, marketState);
            case ChangeInstrument(var instrument) -> rules.listing.change(instrument);
            case ReplaceInstrument(var before, var next) -> rules.listing.replace(before, next);
            case SetAccountLimits(var account, var instrument, var limits) ->
                rules.operators.limit(account, instrument, limits);
            case SetOrderQuota(var account, var quota) -> rules.operators.limit(account, quota);
            case QueryOrderQuota(var account) -> rules.operators.reportUsage(account);
            case SetMarginTerms(var tenant, var asset, var terms) -> rules.margin.set(tenant, asset, terms);
            case SetMarginRates(var tenant, var asset, var rates) -> rules.margin.set(tenant, asset, rates);
            case QuoteIndexPrice(var tenant, var asset, var quote) -> rules.margin.quote(tenant, asset, quote);
            case SetLeverage(var account, var leverage) -> rules.margin.set(account, leverage);
            case SetMarginLevels(var tenant, var levels) -> rules.margin.set(tenant, levels);
            case CloseLiquidation(var account) -> rules.liquidator.close(account);
            case SetPreventionGroup(var account, var group) -> rules.operators.group(account, group);
            case SetKillSwitch(var scope, var isOn) -> rules.operators.kill(scope, isOn);
            case RestrictAccount(var account, var restriction) -> rules.operators.restrict(account, restriction);
            case AdoptRules(var version) -> rules.operators.adopt(version);
        }
    }

    private void place(CompoundPlacement placement, DebtEffects effects, DebtEffects pending) {
        switch (placement) {
            case PlaceOrderPair pair -> rules.pairs.place(pair, effects);
            case PlaceLinkedOrders list -> rules.linked.place(LinkedOrders.of(list, false, effects, pending));
            case PlaceLinkedPair list -> rules.linked.place(LinkedOrders.of(list, false, effects, pending));
            case PlacePayingOrders(var list) -> rules.linked.place(LinkedOrders.of(list, true, effects, pending));
            case PlacePayingPair(var list) -> rules.linked.place(LinkedOrders.of(list, true, effects, pending));
            case TryOrderPair(var pair) -> rules.preview.answerPair(pair, effects);
            case TryLinkedOrders(var list) ->
                rules.preview.answerLinked(LinkedOrders.of(list, false, effects, pending));
            case TryLinkedPair(var list) -> rules.preview.answerLinked(LinkedOrders.of(list, false, effects, pending));
            case TryPayingOrders(PlacePayingOrders(var list)) ->
                rules.preview.answerLinked(LinkedOrders.of(list, true, effects, pending));
            case TryPayingPair(PlacePayingPair(var list)) ->
                rules.preview.answerLinked(LinkedOrders.of(list, true, effects, pending));
            case CancelReplace replace -> rules.replacement.replace(replace, effects);
        }
    }

    /** Emits the present value of every balance that the command touched, and checks its invariants. */
    private void reportBalances() {
        Ledger ledger = state.ledger;
        for (int i = 0; i < ledger.touchedCount(); i++) {
            int balance = ledger.touched(i);
            int asset = ledger.asset(balance);
            var account = state.accounts.id(ledger.account(balance));
            Invariant.check(ledger.isSound(balance), "an asset sums to zero and a hold is within its balance");
            Invariant.check(ledger.held(balance) == state.claims.of(balance), "a hold is the sum of what claims it");
            state.journal.emit(new BalanceChanged(
                    account, state.assets.get(asset).id(), ledger.balance(balance), ledger.held(balance)));
        }
        ledger.settle();
    }

    /** Returns the number of the last event, 0 if none. */
    public long sequence() {
        return state.journal.sequence();
    }

    /**
     * Returns the time at which {@link com.flowex.domain.command.AdvanceTime} has something to do next, in nanoseconds
     * since 1970. It is the log time of the last command if work was left over, {@link Long#MAX_VALUE} if nothing is
     * due.
     */
    public long deadlineNanos() {
        return rules.clock.deadlineNanos();
    }

    /** Returns the version of the rules that the log follows, 1 or more. */
    public int rulesVersion() {
        return state.rules().version();
    }

    /**
     * Returns 64 bits over the whole state: equal states have equal digests. It reads the whole state, so it is too
     * slow for every command.
     */
    public long digest() {
        return writeState(_ -> {});
    }

    /**
     * Gives the whole state, record by record, as {@link #restorer} takes it.
     *
     * @return the state's {@link #digest}, from the same pass
     */
    public long writeState(Consumer<StateRecord> out) {
        StateDigest digest = new StateDigest();
        new StateRecords(state, piece -> {
                    digest.accept(piece);
                    out.accept(piece);
                })
                .write();
        return digest.value();
    }

    /**
     * Gives the best price levels of a market, best first; none if there is no such market.
     *
     * @param depth highest number of levels to give
     */
    public void levels(int tenant, InstrumentId instrument, Side side, int depth, OrderBook.LevelSink sink) {
        Market market = state.markets.find(tenant, instrument);
        if (market != null) {
            market.book.levels(side, depth, sink);
        }
    }
}
