package com.flowex.benchmarks.book;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import java.util.ArrayDeque;

/**
 * exchange-core's {@code OrderBookDirectImpl}, driven directly. Its event objects come from a pool, as in its own
 * matching engine, and one command object is reused.
 *
 * <p>Only {@link ExchangeCoreLoader} loads it, because its libraries are older than FlowEx's.
 */
public final class ExchangeCoreBook implements TestedBook {

    private static final long USER = 1;

    private final ArrayDeque<MatcherTradeEvent> pool = new ArrayDeque<>();
    private final OrderBookDirectImpl book;
    private final OrderCommand command = new OrderCommand();
    private long trades;
    private long digest;

    public ExchangeCoreBook() {
        CoreSymbolSpecification market = CoreSymbolSpecification.builder()
                .symbolId(1)
                .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                .baseCurrency(1)
                .quoteCurrency(2)
                .baseScaleK(1)
                .quoteScaleK(1)
                .build();
        this.book = new OrderBookDirectImpl(
                market,
                ObjectsPool.createDefaultTestPool(),
                new OrderBookEventsHelper(this::event),
                LoggingConfiguration.DEFAULT);
    }

    private MatcherTradeEvent event() {
        MatcherTradeEvent event = pool.poll();
        return event == null ? new MatcherTradeEvent() : event;
    }

    @Override
    public void run(Workload workload, int from, int to) {
        for (int i = from; i < to; i++) {
            command.orderId = workload.ids[i];
            command.uid = USER;
            command.symbol = 1;
            command.matcherEvent = null;
            switch (workload.kinds[i]) {
                case Workload.NEW -> place(OrderType.GTC, workload.prices[i], workload.sizes[i]);
                case Workload.IMMEDIATE -> place(OrderType.IOC, workload.prices[i], workload.sizes[i]);
                case Workload.CANCEL -> {
                    command.command = OrderCommandType.CANCEL_ORDER;
                    book.cancelOrder(command);
                }
                default -> {
                    command.command = OrderCommandType.REDUCE_ORDER;
                    command.size = workload.sizes[i];
                    book.reduceOrder(command);
                }
            }
            apply(command.matcherEvent);
        }
    }

    private void place(OrderType type, long price, long size) {
        command.command = OrderCommandType.PLACE_ORDER;
        command.orderType = type;
        command.action = size > 0 ? OrderAction.BID : OrderAction.ASK;
        command.price = price;
        command.reserveBidPrice = price;
        command.size = Math.abs(size);
        book.newOrder(command);
    }

    private void apply(MatcherTradeEvent first) {
        MatcherTradeEvent event = first;
        while (event != null) {
            if (event.eventType == MatcherEventType.TRADE) {
                trades++;
                digest = digest * 31 + event.matchedOrderId * 7 + event.price * 3 + event.size;
            }
            MatcherTradeEvent next = event.nextEvent;
            event.nextEvent = null;
            pool.push(event);
            event = next;
        }
    }

    @Override
    public long trades() {
        return trades;
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public int open() {
        return book.getOrdersNum(OrderAction.ASK) + book.getOrdersNum(OrderAction.BID);
    }
}
