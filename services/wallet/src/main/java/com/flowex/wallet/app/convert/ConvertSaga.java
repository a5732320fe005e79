package com.flowex.wallet.app.convert;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.SagaKind;
import com.flowex.platform.saga.SagaStep;
import com.flowex.platform.saga.StepOutcome;
import com.flowex.wallet.app.convert.OrderExecutions.Execution;
import com.flowex.wallet.store.convert.Convert;
import com.flowex.wallet.store.convert.Convert.Status;
import com.flowex.wallet.store.convert.ConvertsTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Steps of a convert. One immediate order reserves, trades and releases in a single command of the log, so there is
 * nothing in between to undo. After a crash the next process sends the same client order id and gets the same order.
 */
final class ConvertSaga implements SagaKind {

    static final String NAME = "convert";

    /**
     * An unknown outcome is asked for until it is known: giving up could report an order that traded as one that did
     * not.
     */
    private static final int FOR_EVER = Integer.MAX_VALUE;

    private static final Duration RECHECK_INTERVAL = Duration.ofMillis(100);

    private final Database database;
    private final OrderEntryService orderEntry;
    private final OrderExecutions executions;

    ConvertSaga(Database database, OrderEntryService orderEntry, OrderExecutions executions) {
        this.database = database;
        this.orderEntry = orderEntry;
        this.executions = executions;
    }

    /** Work of a step on the current convert. */
    @FunctionalInterface
    private interface Work {
        StepOutcome of(Convert convert);
    }

    private record Step(String name, ConvertSaga saga, Work work) implements SagaStep {

        @Override
        public StepOutcome run(Saga at) {
            return work.of(saga.find(at));
        }

        @Override
        public int attemptsMax() {
            return FOR_EVER;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SagaStep> steps() {
        return List.of(new Step("execute", this, this::execute), new Step("settle", this, this::settle));
    }

    private Convert find(Saga saga) {
        int tenant = saga.key().tenant();
        return database.query(
                        tenant,
                        connection -> ConvertsTable.find(
                                connection, tenant, saga.key().id()))
                .orElseThrow(() -> new IllegalStateException("there is no " + saga.key()));
    }

    private StepOutcome execute(Convert convert) {
        return switch (orderEntry.place(order(convert))) {
            case CommandResult.Accepted<PlacementOutcome>(PlacementOutcome.Now(var committed)) ->
                ordered(convert, orderOf(convert, committed.events()), committed.sequence());
            case CommandResult.Accepted<PlacementOutcome>(
                    PlacementOutcome.Before(OrderId order, long sequence, boolean _)) ->
                ordered(convert, order, sequence);
            case CommandResult.Refused<PlacementOutcome>(Refusal why, boolean _) -> {
                if (why.code().isFault()) {
                    throw why;
                }
                yield new StepOutcome.Fail(why.code().code(), why.detail());
            }
            case CommandResult.Unknown<PlacementOutcome> unknown -> throw unknown.why();
        };
    }

    private OrderRequest order(Convert convert) {
        return new OrderRequest(
                convert.account(),
                ClientOrderId.of(convert.id().toString()),
                convert.market(),
                convert.side(),
                new Quantity(convert.quantityUnits()),
                new OrderTerms.Limit(new Price(convert.priceUnits()), TimeInForce.IOC, false),
                orderEntry.defaults().prevention(convert.account().tenant()));
    }

    private static OrderId orderOf(Convert convert, List<Event> events) {
        for (Event event : events) {
            if (event instanceof OrderAccepted accepted
                    && accepted.request().account().equals(convert.account())
                    && accepted.request()
                            .clientOrderId()
                            .toString()
                            .equals(convert.id().toString())) {
                return accepted.order();
            }
        }
        throw new IllegalStateException("the events of an order say that it was accepted");
    }

    private static StepOutcome ordered(Convert convert, OrderId order, long sequence) {
        return StepOutcome.done(
                "order " + order,
                connection -> ConvertsTable.ordered(
                        connection, convert.account().tenant(), convert.id(), order.value(), sequence));
    }

    private StepOutcome settle(Convert convert) {
        Optional<Execution> found =
                executions.of(convert.account(), new OrderId(convert.orderId()), convert.sequence());
        if (found.isEmpty()) {
            return new StepOutcome.Wait(RECHECK_INTERVAL, "for what the order traded to be shown");
        }
        Execution traded = found.get();
        boolean isBuy = convert.side() == Side.BUY;
        long gave = isBuy ? traded.quoteUnits() : traded.quantityUnits();
        long got = (isBuy ? traded.quantityUnits() : traded.quoteUnits()) - traded.feeUnits();
        boolean isNothing = traded.quantityUnits() == 0;
        Status status = isNothing
                ? Status.FAILED
                : traded.quantityUnits() < convert.quantityUnits() ? Status.PARTLY : Status.COMPLETED;
        return StepOutcome.done(
                ConvertsTable.word(status),
                connection ->
                        ConvertsTable.settled(connection, convert, status, isNothing ? "no_liquidity" : "", new long[] {
                            gave, got, traded.feeUnits()
                        }));
    }

    @Override
    public void stands(Transaction connection, Saga saga) {
        if (saga.state() == Saga.State.FAILED) {
            String code = saga.failure().map(Saga.Failure::code).orElse("internal");
            ConvertsTable.become(connection, saga.key().tenant(), saga.key().id(), Status.FAILED, code);
        }
    }
}
