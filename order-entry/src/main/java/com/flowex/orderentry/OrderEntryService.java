package com.flowex.orderentry;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Order entry: every caller, over any protocol, places, changes and cancels orders and moves money through this class
 * (ADR 0083). It takes domain values and returns a {@link CommandResult}. It knows no bytes, no HTTP and no view, and takes no
 * decision that belongs to the engine. Thread-safe; each call waits for the log.
 */
public final class OrderEntryService {

    /** An id to ask the log about where only the account matters; any answer but {@code unknown_account} will do. */
    private static final ClientOrderId NO_ORDER = ClientOrderId.of("does-the-account-exist");

    private final CommandSubmitter path;
    private final InstrumentDirectory listed;
    private final OrderDefaults defaults;
    private final OrderQuotas quotas;

    /** @param listed assets and markets that can be traded; the follower of the log keeps them up to date */
    public OrderEntryService(CommandSubmitter path, InstrumentDirectory listed, OrderDefaults defaults) {
        this.path = path;
        this.listed = listed;
        this.defaults = defaults;
        this.quotas = new OrderQuotas(path);
    }

    /** Returns the directory of assets and markets that can be traded. */
    public InstrumentDirectory listed() {
        return listed;
    }

    /**
     * Returns the path into the log for commands other than trading (accounts, listings), and for reading one's own
     * writes.
     */
    public CommandSubmitter path() {
        return path;
    }

    /** Returns the values for fields that the sender of an order leaves out. */
    public OrderDefaults defaults() {
        return defaults;
    }

    /** Returns the quotas of accounts and their use. */
    public OrderQuotas quotas() {
        return quotas;
    }

    /** Returns the number of the last event that was acknowledged to an account; 0 if there was none lately. */
    public long lastSequence(AccountId account) {
        return path.lastSequence(account);
    }

    public CommandResult<PlacementOutcome> place(OrderRequest order) {
        return place(order, DebtEffects.NONE);
    }

    public CommandResult<PlacementOutcome> place(OrderRequest order, DebtEffects effects) {
        return placed(order, PlacementCommands.placing(order, effects));
    }

    /** @param answered the order whose id the answer names, where the command places two */
    private CommandResult<PlacementOutcome> placed(OrderRequest answered, Command command) {
        AccountId account = answered.account();
        return counted(
                account, send(account, command, ResultMapping.PLACED, answered.instrument(), answered.clientOrderId()));
    }

    private <T> CommandResult<T> counted(AccountId account, CommandResult<T> result) {
        if (result instanceof CommandResult.Accepted<T>) {
            quotas.placed(account);
        }
        return result;
    }

    /**
     * Places an OCO pair: one order cancels the other. The first rests or waits, and the stop waits beside it.
     *
     * @param effects effects of the pair on debts
     */
    public CommandResult<PlacementOutcome> pair(OrderRequest limit, OrderRequest stop, DebtEffects effects) {
        return placed(limit, PlacementCommands.with(effects, DebtEffects.NONE, new PlaceOrderPair(limit, stop)));
    }

    /** Places linked orders: the filled working one starts the others. The answer is that of the working order. */
    public CommandResult<PlacementOutcome> linked(LinkedRequests orders) {
        return placed(orders.working(), orders.placing());
    }

    /** Previews an order: computes the result of placing it at this position of the log. Nothing changes. */
    public CommandResult<OrderPreviewResult> test(OrderRequest order) {
        return test(order, DebtEffects.NONE);
    }

    public CommandResult<OrderPreviewResult> test(OrderRequest order, DebtEffects effects) {
        return tested(order, PlacementCommands.trial(order, effects));
    }

    /**
     * Previews a pair: computes the result of placing both orders together. The id of the limit order identifies the
     * pair.
     */
    public CommandResult<OrderPreviewResult> testPair(OrderRequest limit, OrderRequest stop, DebtEffects effects) {
        TryOrderPair trial = new TryOrderPair(new PlaceOrderPair(limit, stop));
        return tested(limit, PlacementCommands.with(effects, DebtEffects.NONE, trial));
    }

    /** Previews linked orders: computes the result of placing them, as far as the working order is concerned. */
    public CommandResult<OrderPreviewResult> testLinked(LinkedRequests orders) {
        return tested(orders.working(), orders.trial());
    }

    private CommandResult<OrderPreviewResult> tested(OrderRequest order, Command trying) {
        return submitted(
                order.account(),
                trying,
                outcome ->
                        OrderPreviewResult.of(outcome, reason -> worded(reason, order.account(), order.instrument())));
    }

    /**
     * Makes an order smaller; it keeps its place in the queue.
     *
     * @param market market of the order
     */
    public CommandResult<CommittedEvents> reduce(AccountId account, OrderId order, Quantity to, InstrumentId market) {
        return send(account, new ReduceOrder(account, order, to), ResultMapping.DECIDED, market, null);
    }

    /** Changes only an order's price; it queues behind the others at that price. */
    public CommandResult<CommittedEvents> reprice(AccountId account, OrderId order, Price to, InstrumentId market) {
        return send(account, new RepriceOrder(account, order, to), ResultMapping.DECIDED, market, null);
    }

    /** Changes an order's price and quantity; it queues behind the others at that price. */
    public CommandResult<CommittedEvents> amend(
            AccountId account, OrderId order, Price price, Quantity quantity, InstrumentId market) {
        return send(account, new AmendOrder(account, order, price, quantity), ResultMapping.DECIDED, market, null);
    }

    /** Changes the given fields of an order as it is when the engine applies the command. */
    public CommandResult<CommittedEvents> revise(
            AccountId account, OrderId order, OrderChange change, InstrumentId market) {
        return send(account, new ReviseOrder(account, order, change), ResultMapping.DECIDED, market, null);
    }

    /**
     * Changes both orders of a pair in one step, or neither.
     *
     * @param order either order of the pair
     */
    public CommandResult<CommittedEvents> revisePair(
            AccountId account, OrderId order, PairChange change, InstrumentId market) {
        return send(account, new ReviseOrderPair(account, order, change), ResultMapping.DECIDED, market, null);
    }

    /**
     * Changes two linked orders in one step, or neither.
     *
     * @param order either of the two
     */
    public CommandResult<CommittedEvents> reviseLinked(
            AccountId account, OrderId order, LinkedChange change, InstrumentId market) {
        return send(account, new ReviseLinkedOrders(account, order, change), ResultMapping.DECIDED, market, null);
    }

    public CommandResult<CommittedEvents> cancel(AccountId account, OrderId order) {
        return cancel(OrderToCancel.of(account, order, null));
    }

    public CommandResult<CommittedEvents> cancel(OrderToCancel order) {
        return send(order.command().account(), order.command(), ResultMapping.DECIDED, null, null);
    }

    /** Cancels several orders one after the other, each independently of the others. */
    public List<CommandResult<CommittedEvents>> cancelEach(AccountId account, List<OrderId> orders) {
        return CommandResult.each(orders, order -> cancel(account, order));
    }

    /**
     * Cancels all open orders in one step; it is not refused if none is open.
     *
     * @param market market of the orders; null for all markets
     * @param side side of the orders; null for both
     */
    public CommandResult<CommittedEvents> cancelAll(
            AccountId account, @Nullable InstrumentId market, @Nullable Side side) {
        return send(
                account,
                new CancelOrders(account, market, side, CancelReason.REQUESTED),
                ResultMapping.DECIDED,
                null,
                null);
    }

    /**
     * Cancels one order and places another with nothing in between; refused only if neither was done.
     *
     * @param effects effects of the new order on debts
     */
    public CommandResult<ReplaceOutcome> replace(
            OrderToCancel old, OrderRequest replacement, ReplaceMode mode, DebtEffects effects) {
        AccountId account = replacement.account();
        InstrumentId market = replacement.instrument();
        CommandResult<ReplaceOutcome> result = send(
                account,
                PlacementCommands.with(effects, DebtEffects.NONE, new CancelReplace(old.command(), replacement, mode)),
                ResultMapping.ofReplacement(reason -> worded(reason, account, market)),
                market,
                replacement.clientOrderId());
        counted(account, result);
        return result instanceof CommandResult.Accepted<ReplaceOutcome>(ReplaceOutcome.Now now)
                        && now.notPlaced() != null
                        && now.notCanceled() != null
                ? CommandResult.Refused.of(now.notPlaced())
                : result;
    }

    /**
     * Requires that an account exists. The log is asked, so this is for readers to whom a view shows nothing of the
     * account: it may be new, or a number without an account.
     *
     * @throws Refusal {@code unknown_account}; or the reason why the log does not answer
     */
    public void requireAccount(AccountId account) {
        resolve(account, NO_ORDER, false).orThrow();
    }

    /**
     * Looks up the result of a client order id. The query goes through the log behind every command sent before it, so
     * the answer is definitive.
     *
     * @param burn true to use up an id that was never seen
     */
    public CommandResult<ClientOrderIdStatus> resolve(AccountId account, ClientOrderId id, boolean burn) {
        return submitted(account, new ResolveClientOrderId(account, id, burn), outcome -> switch (outcome) {
            case Outcome.Accepted _ -> new CommandResult.Accepted<>(new ClientOrderIdStatus.Burnt());
            case Outcome.Repeated(FirstAnswer.Accepted first, boolean _) ->
                new CommandResult.Accepted<>(new ClientOrderIdStatus.Known(first.order()));
            case Outcome.Repeated(FirstAnswer.Refused(RejectReason reason), boolean _) ->
                new CommandResult.Accepted<>(ClientOrderIdStatus.used(reason));
            case Outcome.Rejected(RejectReason reason, long sequence) ->
                ClientOrderIdStatus.traced(reason, sequence == 0);
            case Outcome.Unknown _ -> new CommandResult.Unknown<>(null);
            case Outcome.Overloaded _ -> CommandResult.Refused.of(Refusal.overloaded());
            case Outcome.Repeated _, Outcome.Previewed _ ->
                throw new IllegalStateException("this is no answer to a request for an order's id");
        });
    }

    /**
     * Cancels orders of an account whose connection is lost, if its owner had asked for that.
     *
     * @param market market of the orders; null means all markets
     */
    public CommandResult<CommittedEvents> disconnected(AccountId account, @Nullable InstrumentId market) {
        return send(
                account,
                new CancelOrders(account, market, null, CancelReason.DISCONNECTED),
                ResultMapping.DECIDED,
                null,
                null);
    }

    /**
     * Sets the dead man's timer: orders of the account are canceled unless the timer is set again before it expires.
     *
     * @param market market whose timer is set; null means the timer that cancels the orders in all markets
     * @param timeoutNanos log time from now on, nanoseconds; 0 stops the timer
     */
    public CommandResult<CommittedEvents> timer(AccountId account, @Nullable InstrumentId market, long timeoutNanos) {
        Command command = market == null
                ? new SetDeadMansTimer(account, timeoutNanos)
                : new SetMarketTimer(account, market, timeoutNanos);
        return send(account, command, ResultMapping.DECIDED, null, null);
    }

    /**
     * Moves money at once.
     *
     * @param by account whose next reads have to show the transfer
     */
    public CommandResult<TransferOutcome> transfer(AccountId by, Transfer transfer) {
        return send(by, new PostTransfer(transfer), ResultMapping.MOVED, null, null);
    }

    /**
     * Moves money in two phases or several; either all steps are applied or none. A single step reserves, posts or
     * voids.
     *
     * @param by account whose next reads have to show the transfers
     */
    public CommandResult<TransferOutcome> transfer(AccountId by, List<TransferStep> steps) {
        return send(by, new PostTransferChain(steps), ResultMapping.MOVED, null, null);
    }

    /**
     * Submits a command of the exchange's operators: kill switches, states of markets, limits of accounts.
     *
     * @param by account whose next reads have to show the result
     * @param command a command without an id, so that it is never repeated
     */
    public CommandResult<CommittedEvents> decree(AccountId by, Command command) {
        return send(by, command, ResultMapping.DECIDED, null, null);
    }

    private <T> CommandResult<T> send(
            AccountId account,
            Command command,
            ResultMapping<T> reading,
            @Nullable InstrumentId market,
            @Nullable ClientOrderId id) {
        return submitted(account, command, outcome -> switch (outcome) {
            case Outcome.Accepted accepted ->
                new CommandResult.Accepted<>(reading.decided(CommittedEvents.of(accepted)));
            case Outcome.Repeated(FirstAnswer.Refused(RejectReason reason), boolean _) ->
                new CommandResult.Refused<>(worded(reason, account, market), true);
            case Outcome.Repeated(FirstAnswer first, boolean byThis) ->
                new CommandResult.Accepted<>(reading.before(first, byThis));
            case Outcome.Rejected(RejectReason reason, long sequence) ->
                new CommandResult.Refused<>(worded(reason, account, market), sequence == 0);
            case Outcome.Unknown _ -> new CommandResult.Unknown<>(id);
            case Outcome.Overloaded _ -> CommandResult.Refused.of(Refusal.overloaded());
            case Outcome.Previewed _ -> throw new IllegalStateException("only a test order is answered so");
        });
    }

    /**
     * Submits a command and maps its outcome. A command that is refused before it reaches the log has a result, too.
     */
    private <T> CommandResult<T> submitted(
            AccountId account, Command command, Function<Outcome, CommandResult<T>> reading) {
        Outcome outcome;
        try {
            outcome = path.outcome(account, command);
        } catch (Refusal why) {
            return CommandResult.Refused.of(why);
        }
        return reading.apply(outcome);
    }

    /** Words a refusal with the market's numbers, if the market belongs to the account's own tenant. */
    private Refusal worded(RejectReason reason, AccountId account, @Nullable InstrumentId market) {
        return Optional.ofNullable(market)
                .flatMap(listed::find)
                .filter(found -> found.instrument().tenant() == account.tenant())
                .map(found -> OrderRefusals.of(reason, found))
                .orElseGet(() -> Refusal.refused(reason));
    }
}
