package com.flowex.protocol;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.ReplaceInstrument;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.MarketStateCause;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.state.AccountLimitsState;
import com.flowex.domain.state.AccountOwnerState;
import com.flowex.domain.state.AccountRestrictionState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.AssetState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.DatedIdsState;
import com.flowex.domain.state.HeldPriceState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.OrderPairState;
import com.flowex.domain.state.PriceStepState;
import com.flowex.domain.state.ReservationState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TenantState;
import com.flowex.domain.state.TransferStepState;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.state.VolumeState;
import com.flowex.domain.value.TradeId;
import com.flowex.domain.value.TransferId;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One of every message, with seeded values. */
final class RandomMessages {

    private final RandomValues any;

    RandomMessages(long seed) {
        any = new RandomValues(seed);
    }

    List<Command> commands() {
        List<Command> first = List.of(
                new ListAsset(any.asset()),
                new ListInstrument(any.instrument()),
                new ChangeInstrument(any.instrument()),
                new ChangeMarketState(any.anyInt(), any.instrumentId(), any.one(MarketState.values())),
                openAccount(),
                new OpenOwnedAccount(any.account(), any.owner()),
                new BindAccount(any.account(), any.perhaps(any.owner()), any.owner()),
                new SetAccountLimits(any.account(), any.instrumentId(), any.limits()),
                new SetPreventionGroup(any.account(), any.positive() - 1),
                new SetKillSwitch(any.scope(), any.flag()),
                RandomQuotas.set(any),
                RandomQuotas.query(any),
                RandomMargin.set(any),
                RandomMargin.quotation(any),
                RandomMargin.setLevels(any),
                RandomMargin.close(any),
                new RestrictAccount(any.account(), any.one(AccountRestriction.values())),
                new SetDeadMansTimer(any.account(), any.within(0, SetDeadMansTimer.TIMEOUT_MAX_NANOS)),
                new PostTransfer(any.transfer()),
                new PostTransferChain(any.steps(any.within(1, any.within(1, PostTransferChain.STEPS_MAX)))),
                new PlaceOrder(any.request()),
                RandomTwos.pair(any),
                RandomTwos.linked(any),
                new CancelOrder(any.account(), any.order()),
                new CancelOrderByClientId(any.account(), any.clientOrderId()),
                RandomTwos.cancelMany(any),
                RandomTwos.cancelReplace(any),
                new ReduceOrder(any.account(), any.order(), any.quantity()),
                new AmendOrder(any.account(), any.order(), any.perhaps(any.price()), any.quantity()),
                new ResolveClientOrderId(any.account(), any.clientOrderId(), any.flag()),
                AdvanceTime.ADVANCE_TIME,
                new AdoptRules(any.positiveInt()),
                new ReplaceInstrument(any.instrument(), any.instrument()),
                new TryOrder(any.request()),
                new RepriceOrder(any.account(), any.order(), any.price()),
                any.revision(),
                RandomTwos.revision(any),
                RandomTwos.linkedRevision(any),
                new TryOrderPair(RandomTwos.pair(any)),
                new TryLinkedOrders(RandomTwos.linked(any)),
                RandomTwos.linkedPair(any),
                new TryLinkedPair(RandomTwos.linkedPair(any)),
                RandomTwos.borrowing(any),
                RandomTwos.tryBorrowing(any),
                RandomTwos.restricted(any),
                RandomMargin.leverage(any));
        return Stream.concat(first.stream(), RandomTwos.latest(any).stream()).toList();
    }

    private OpenAccount openAccount() {
        return any.flag() ? new OpenAccount(any.platformAccount(), true) : new OpenAccount(any.account(), false);
    }

    List<Event> events() {
        List<Event> margin = RandomMargin.events(any);
        return Stream.of(platformEvents(), margin, moneyEvents(), orderEvents(), others(), RandomRates.latest(any))
                .<Event>flatMap(List::stream)
                .toList();
    }

    private List<Event> platformEvents() {
        return List.of(
                new AssetListed(any.asset()),
                new InstrumentListed(any.instrument()),
                new InstrumentChanged(any.instrument()),
                new MarketStateChanged(
                        any.instrumentId(),
                        any.one(MarketState.values()),
                        any.one(MarketStateCause.values()),
                        any.any()),
                new AccountOpened(any.account(), any.flag()),
                new AccountBound(any.account(), any.owner()),
                new AccountLimitsSet(any.account(), any.instrumentId(), any.limits()),
                new PreventionGroupSet(any.account(), any.any()),
                new KillSwitchSet(any.scope(), any.flag()),
                RandomQuotas.event(any),
                new AccountRestricted(any.account(), any.one(AccountRestriction.values())),
                new DeadMansTimerSet(any.account(), any.any()),
                new ClientOrderIdBurnt(any.account(), any.clientOrderId()),
                new RulesAdopted(any.anyInt()));
    }

    private List<Event> moneyEvents() {
        return List.of(
                new TransferPosted(any.transfer()),
                new TransferReserved(any.transfer(), any.any()),
                new ReservedPosted(any.transferId(), any.transfer(), any.amount()),
                new ReservedVoided(any.transferId(), any.transfer()),
                new ReservedExpired(any.transfer()),
                new BalanceChanged(any.account(), any.assetId(), any.any(), any.any()));
    }

    private List<Event> orderEvents() {
        return List.of(
                new OrderAccepted(any.order(), any.request(), any.quantity()),
                new OrdersPaired(any.order(), any.order()),
                new OrdersLinked(any.order(), any.order()),
                new OrderStarted(any.order(), any.account(), any.instrumentId()),
                new OrderTriggered(any.order(), any.account(), any.instrumentId(), any.price()),
                new SliceStarted(any.order(), any.account(), any.instrumentId(), any.anyInt(), any.quantity()),
                new OrderRested(
                        any.order(), any.instrumentId(), any.side(), any.price(), any.quantity(), any.quantity()),
                new OrderRefreshed(any.order(), any.instrumentId(), any.side(), any.price(), any.quantity()),
                trade(),
                prevented(),
                new OrderReduced(
                        any.order(),
                        any.account(),
                        any.instrumentId(),
                        any.side(),
                        any.price(),
                        any.quantity(),
                        any.quantity(),
                        any.quantity()),
                amended(),
                any.levels(),
                new OrderRevised(any.order(), any.request(), any.perhaps(any.price())),
                new OrderDisplayChanged(
                        any.order(),
                        any.account(),
                        any.instrumentId(),
                        any.side(),
                        any.price(),
                        any.quantity(),
                        any.quantity()),
                canceled(),
                expired());
    }

    TradeExecuted trade() {
        return new TradeExecuted(
                new TradeId(any.positive()),
                any.instrumentId(),
                any.side(),
                any.price(),
                any.quantity(),
                any.amount(),
                any.fill(),
                any.fill());
    }

    private SelfTradePrevented prevented() {
        return new SelfTradePrevented(
                any.instrumentId(),
                any.side(),
                any.price(),
                any.order(),
                any.quantity(),
                any.quantity(),
                any.quantity(),
                any.order(),
                any.quantity(),
                any.quantity());
    }

    private OrderAmended amended() {
        return new OrderAmended(
                any.order(),
                any.account(),
                any.instrumentId(),
                any.side(),
                any.price(),
                any.quantity(),
                any.price(),
                any.quantity(),
                any.quantity());
    }

    private OrderCanceled canceled() {
        return new OrderCanceled(
                any.order(),
                any.account(),
                any.instrumentId(),
                any.side(),
                any.perhaps(any.price()),
                any.quantity(),
                any.quantity(),
                any.one(CancelReason.values()));
    }

    private OrderExpired expired() {
        return new OrderExpired(
                any.order(),
                any.account(),
                any.instrumentId(),
                any.side(),
                any.perhaps(any.price()),
                any.quantity(),
                any.quantity(),
                any.one(ExpiryReason.values()));
    }

    private List<Event> others() {
        return List.of(
                new OrderRejected(any.account(), any.clientOrderId(), any.instrumentId(), any.reason()),
                new TransferRejected(any.transferId(), any.reason()),
                new RequestRejected(any.account(), any.reason()),
                new ListingRejected(any.anyInt(), any.reason()));
    }

    List<StateRecord> states() {
        List<StateRecord> margin = RandomMargin.states(any);
        return Stream.of(platformStates(), margin, orderStates(), RandomPast.all(any), RandomMargin.leverages(any))
                .<StateRecord>flatMap(List::stream)
                .toList();
    }

    private List<StateRecord> platformStates() {
        TransferId chain = any.transferId();
        return List.of(
                new Counters(any.any(), any.any(), any.any(), any.any(), any.anyInt()),
                new AssetState(any.asset()),
                new TenantState(any.anyInt(), any.flag()),
                new InstrumentState(
                        any.instrument(), any.one(MarketState.values()), any.any(), any.any(), any.flag(), any.flag()),
                new PriceStepState(any.instrumentId(), any.any(), any.any(), any.any()),
                new AccountState(any.account(), any.flag(), any.flag(), any.flag(), any.any(), any.any()),
                new AccountOwnerState(any.account(), any.owner()),
                RandomQuotas.state(any),
                new AccountRestrictionState(any.account(), any.one(AccountRestriction.values())),
                new AccountLimitsState(any.account(), any.instrumentId(), any.limits()),
                new BalanceState(any.account(), any.assetId(), any.any(), any.any()),
                new VolumeState(any.account(), any.assetId(), any.any(), any.any()),
                new TransferStepState(any.step(), chain, any.anyInt(), any.any(), any.perhaps(any.reason())),
                new ReservationState(
                        any.transferId(), any.any(), any.one(ReservationState.ReservationStatus.values())));
    }

    private List<StateRecord> orderStates() {
        return List.of(
                new RestingOrderState(
                        any.order(),
                        any.account(),
                        any.instrumentId(),
                        any.side(),
                        any.limit(),
                        any.request().selfTradePrevention(),
                        any.quantity(),
                        any.quantity(),
                        any.quantity()),
                new ConditionalOrderState(any.order(), any.request(), any.any(), any.any()),
                new TwapOrderState(any.order(), any.request(), any.quantity(), any.anyInt(), any.any()),
                new OrderPairState(any.order(), any.order()),
                RandomTwos.pending(any),
                new HeldPriceState(any.order(), any.any()),
                new DatedIdsState(any.account(), any.any()));
    }

    List<Request> requests() {
        return commands().stream()
                .map(command -> new Request(any.any(), command))
                .toList();
    }

    List<EventBatch> batches() {
        List<Event> all = events();
        return Stream.of(List.<Event>of(), all.subList(0, 1), all.subList(0, 5), all)
                .map(events -> new EventBatch(any.positive(), events.size(), any.any(), any.any(), events))
                .toList();
    }

    List<Reply> replies() {
        List<Reply> replies = new ArrayList<>();
        batches().forEach(batch -> replies.add(new Reply.Applied(any.any(), batch)));
        replies.add(new Reply.Repeated(any.any(), new FirstAnswer.Accepted(any.order(), any.any())));
        replies.add(new Reply.Repeated(any.any(), new FirstAnswer.Posted(any.any())));
        replies.add(new Reply.Repeated(any.any(), new FirstAnswer.Refused(any.reason())));
        replies.add(new Reply.Tried(any.any(), any.any(), any.any(), new PreviewAnswer.Planned(any.plan())));
        replies.add(new Reply.Tried(any.any(), any.any(), any.any(), RandomQuotas.usage(any)));
        replies.add(new Reply.Tried(any.any(), any.any(), any.any(), new PreviewAnswer.Refused(any.reason())));
        replies.add(new Reply.Tried(any.any(), any.any(), any.any(), new PreviewAnswer.Repeats(any.order())));
        replies.add(new Reply.NotUnderstood(
                any.any(), any.text(RandomValues.ID_CHARACTERS, 0, Reply.NotUnderstood.WHY_LENGTH_MAX)));
        return replies;
    }

    /** A command of the greatest length. */
    Command longestCommand() {
        return new PostTransferChain(any.steps(PostTransferChain.STEPS_MAX));
    }
}
