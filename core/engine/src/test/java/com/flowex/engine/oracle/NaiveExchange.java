package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelOrders;
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
import com.flowex.domain.command.PlaceOrder;
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
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.IndexPriceChanged;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The whole of {@code docs/trading-rules.md}, slow and obvious: lists that are sorted and searched, {@code BigInteger} for
 * money, nothing remembered that can be found anew. Read each class beside the section it names.
 */
public final class NaiveExchange {

    private final World world = new World();
    private final Money money = new Money(world);
    private final PastTransfers past = new PastTransfers(world);
    private final Ids ids = new Ids(world);
    private final Orders orders = new Orders(world, money, ids);
    private final Accounts accounts = new Accounts(world);
    private final House house = new House(world, orders, accounts);
    private final DeadMansTimers timers = new DeadMansTimers(world, orders);
    private final InterestRates rates = new InterestRates(world, money);
    private final Lending lending = new Lending(world, money, accounts, rates);
    private final OrderRepayments repayments = new OrderRepayments(world, money, lending);
    private final PaidOrders paid = new PaidOrders(world, money);
    private final Matching matching = new Matching(world, money, orders, repayments, paid);
    private final Chains chains = new Chains(world, money, past, lending);
    private final OrderLoans loans = new OrderLoans(world, money, chains, repayments);
    private final Triggers triggers = new Triggers(world, money, orders, matching, paid, loans);
    private final Changing changing = new Changing(world, money, orders, matching);
    private final Revising revising = new Revising(world, money, orders, triggers, changing);
    private final RevisingLinked revisingLinked =
            new RevisingLinked(world, money, triggers, changing, matching, revising);
    private final Slices slices = new Slices(world, money, orders, matching);
    private final Placing placing =
            new Placing(world, money, ids, orders, matching, triggers, changing, slices, loans, repayments);
    private final LevelChecks levelChecks = new LevelChecks(world);
    private final Sales sales = new Sales(world, money, lending, matching);
    private final Liquidations liquidations =
            new Liquidations(world, money, orders, accounts, lending, levelChecks, sales);
    private final Clock clock =
            new Clock(world, orders, chains, triggers, slices, house, lending, levelChecks, liquidations);

    /** Section 1: the answers to one command; the changed balances stand last, in the order of first change. */
    public List<Object> apply(Command command, long timeNanos) {
        world.begin(timeNanos);
        levelChecks.begin();
        ids.forget();
        past.forget();
        obey(command);
        if (!(command instanceof AdvanceTime)) {
            world.touched.stream().sorted(World.BY_TURN).toList().forEach(market -> triggers.run(market, true));
        }
        loans.returnUnused(lending);
        levelChecks.note(null);
        world.reportLevels();
        world.changed.forEach(this::reportBalance);
        return world.emitted;
    }

    /** How often an order that had made all fills of one way has gone on. */
    public long wentOn() {
        return world.wentOn;
    }

    private void reportBalance(World.AccountAsset asset) {
        Account account = Objects.requireNonNull(world.accounts.get(asset.account()));
        world.say(new BalanceChanged(
                asset.account(),
                asset.asset(),
                money.balance(account, asset.asset()).longValueExact(),
                money.held(account, asset.asset()).longValueExact()));
    }

    private void obey(Command command) {
        switch (command) {
            case ListAsset(Asset asset) -> house.list(asset);
            case ListInstrument(Instrument instrument) -> house.list(instrument);
            case ChangeInstrument(Instrument instrument) -> house.change(instrument);
            case ReplaceInstrument replace -> house.replace(replace);
            case ChangeMarketState change -> house.change(change);
            case OpenAccount(AccountId account, boolean mayOwe) -> accounts.openUnowned(account, mayOwe);
            case OpenOwnedAccount open -> accounts.open(open);
            case BindAccount bind -> accounts.bind(bind);
            case SetAccountLimits set -> accounts.set(set);
            case SetOrderQuota set -> accounts.set(set);
            case SetMarginTerms set -> lending.set(set);
            case SetMarginRates set -> rates.set(set);
            case QuoteIndexPrice quote -> {
                lending.quote(quote);
                Object answer = world.emitted.isEmpty() ? null : world.emitted.getLast();
                if (!(answer instanceof ListingRejected)) {
                    levelChecks.priced(quote.tenant(), answer instanceof IndexPriceChanged);
                }
            }
            case SetLeverage set -> levelChecks.set(set);
            case SetMarginLevels set -> levelChecks.set(set);
            case CloseLiquidation(AccountId account) -> liquidations.close(account);
            case SetPreventionGroup set -> accounts.set(set);
            case SetKillSwitch set -> house.set(set);
            case RestrictAccount restrict -> house.restrict(restrict);
            case SetDeadMansTimer set -> timers.set(set);
            case SetMarketTimer set -> timers.set(set);
            case AdoptRules(int version) -> {
                int before = world.rulesVersion;
                house.adoptRules(version);
                if (before < 4 && world.rulesVersion >= 4) {
                    past.dateAll();
                }
            }
            case PostTransfer(var transfer) -> chains.post(List.of(new TransferStep.Post(transfer)));
            case PostTransferChain(List<TransferStep> steps) -> chains.post(steps);
            case PlaceOrder(OrderRequest request) -> placing.place(request, DebtEffects.NONE);
            case PlaceBorrowingOrder order -> placing.place(order.request(), order.effects());
            case PlaceRepayingOrder order -> placing.place(order.request(), order.effects());
            case PlaceReturningOrder order -> placing.place(order.request(), order.effects());
            case CompoundPlacement placement -> placing.place(placement, DebtEffects.NONE, DebtEffects.NONE);
            case PlaceWithEffects(var effects, var pendingEffects, var placement) ->
                placing.place(placement, effects, pendingEffects);
            case TryOrder _, TryBorrowingOrder _, TryRepayingOrder _, TryReturningOrder _, QueryOrderQuota _ -> {
                // Section 10: it changes nothing and is no event. Its answer is compared with the effect of placing.
            }
            case CancelOne cancel -> changing.cancel(cancel);
            case CancelOrders cancel -> changing.cancel(cancel);
            case ReduceOrder reduce -> changing.reduce(reduce);
            case AmendOrder amend -> changing.amend(amend);
            case RepriceOrder reprice -> changing.reprice(reprice);
            case ReviseOrder revise -> {
                if (!revisingLinked.revise(revise)) {
                    revising.revise(revise);
                }
            }
            case ReviseOrderPair revise -> revising.revise(revise);
            case ReviseLinkedOrders revise -> revisingLinked.revise(revise);
            case ResolveClientOrderId(AccountId account, ClientOrderId id, boolean burn) -> resolve(account, id, burn);
            case AdvanceTime _ -> clock.advance();
        }
    }

    private void resolve(AccountId id, ClientOrderId clientId, boolean burn) {
        Account account = world.accounts.get(id);
        if (account == null) {
            world.say(new RequestRejected(id, RejectReason.UNKNOWN_ACCOUNT));
        } else {
            ids.resolve(account, clientId, burn);
        }
    }

    /** Section 8: when {@link AdvanceTime} is due. */
    public long deadlineNanos() {
        return clock.deadlineNanos();
    }

    /** The public view of one side of a market: shown quantities by price, lowest price first. */
    public Map<Long, Long> levels(int instrument, Side side) {
        TreeMap<Long, Long> levels = new TreeMap<>();
        Market market = world.markets.get(instrument);
        if (market != null) {
            market.side(side).forEach(order -> levels.merge(order.price().units(), order.shown, Long::sum));
        }
        return levels;
    }

    /** Every balance that is not zero, with what is held of it, in the words of the event. */
    public List<BalanceChanged> balances() {
        return world.accounts.values().stream()
                .flatMap(account -> world.assets.keySet().stream()
                        .map(asset -> new BalanceChanged(
                                account.id,
                                asset,
                                money.balance(account, asset).longValueExact(),
                                money.held(account, asset).longValueExact())))
                .filter(balance -> balance.balanceUnits() != 0 || balance.heldUnits() != 0)
                .toList();
    }
}
