package com.flowex.trading.store.account;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TradeId;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Codec for consecutive events of one account. The request of an order is written once, even if it has many events.
 *
 * <p>The bytes are stored in a view that is rebuilt from the log when the format changes. So a change of the format
 * must change the view's first script. Stateless.
 */
public final class AccountEventCodec {

    private static final int ORDER = 0;
    private static final int TRADE = 1;
    private static final int PREVENTED = 2;
    private static final int REFUSED = 3;
    private static final int TRANSFER = 4;
    private static final int BALANCE = 5;

    private AccountEventCodec() {}

    /** Encodes events. */
    public static byte[] encoded(List<AccountEvent> events) {
        Encoding encoding = new Encoding();
        events.forEach(encoding::write);
        return encoding.out.done();
    }

    /** Decodes the result of {@link #encoded}; the account is not part of the bytes. */
    public static List<AccountEvent> decoded(AccountId account, byte[] bytes) {
        Decoding decoding = new Decoding(account, bytes);
        List<AccountEvent> events = new ArrayList<>();
        while (decoding.in.hasMore()) {
            events.add(decoding.read());
        }
        return events;
    }

    private static final class Encoding {

        private final VarintCodec.Writer out = new VarintCodec.Writer();
        private final IdentityHashMap<OrderRequest, Integer> requests = new IdentityHashMap<>();
        private long sequence;
        private long timeNanos;

        void write(AccountEvent event) {
            out.number(event.sequence() - sequence);
            out.number(event.timeNanos() - timeNanos);
            sequence = event.sequence();
            timeNanos = event.timeNanos();
            write(event.news());
        }

        private void write(AccountUpdate news) {
            switch (news) {
                case AccountUpdate.Order(OrderStep step, OrderState order) -> {
                    out.number(ORDER);
                    out.word(step);
                    write(order);
                }
                case AccountUpdate.Trade trade -> write(trade);
                case AccountUpdate.Prevented prevented -> {
                    out.number(PREVENTED);
                    write(prevented.order());
                    out.flag(prevented.isMaker());
                    out.number(prevented.other().value());
                    out.number(prevented.priceUnits());
                    out.number(prevented.preventedUnits());
                }
                case AccountUpdate.Refused(ClientOrderId id, InstrumentId instrument, RejectReason reason) -> {
                    out.number(REFUSED);
                    out.text(id.toString());
                    out.number(instrument.value());
                    out.word(reason);
                }
                case AccountUpdate.Transfer transfer -> write(transfer);
                case AccountUpdate.Balance balance -> write(balance);
            }
        }

        private void write(AccountUpdate.Trade trade) {
            out.number(TRADE);
            write(trade.order());
            out.number(trade.trade().value());
            out.flag(trade.isMaker());
            out.number(trade.priceUnits());
            out.number(trade.quantityUnits());
            out.number(trade.quoteUnits());
            out.number(trade.feeUnits());
        }

        private void write(AccountUpdate.Transfer transfer) {
            out.number(TRANSFER);
            out.word(transfer.stage());
            out.number(transfer.id().high());
            out.number(transfer.id().low());
            out.word(transfer.kind());
            out.number(transfer.asset().value());
            out.number(transfer.units());
        }

        private void write(AccountUpdate.Balance balance) {
            out.number(BALANCE);
            out.number(balance.asset().value());
            out.number(balance.balanceUnits());
            out.number(balance.heldUnits());
            out.word(balance.cause());
            out.number(balance.back());
        }

        private void write(OrderState order) {
            Integer known = requests.get(order.request());
            out.number(known == null ? requests.size() : known);
            if (known == null) {
                requests.put(order.request(), requests.size());
                OrderStateCodec.write(out, order.request());
            }
            out.number(order.id().value());
            out.number(sequence - order.acceptedSequence());
            out.number(timeNanos - order.createdNanos());
            OrderStateCodec.write(out, order.progress(), sequence, timeNanos);
        }
    }

    private static final class Decoding {

        private final AccountId account;
        private final VarintCodec.Reader in;
        private final List<OrderRequest> requests = new ArrayList<>();
        private long sequence;
        private long timeNanos;

        Decoding(AccountId account, byte[] bytes) {
            this.account = account;
            this.in = new VarintCodec.Reader(bytes);
        }

        AccountEvent read() {
            sequence += in.number();
            timeNanos += in.number();
            return new AccountEvent(sequence, timeNanos, news());
        }

        private AccountUpdate news() {
            int kind = in.index();
            return switch (kind) {
                case ORDER -> new AccountUpdate.Order(in.word(OrderStep.class), order());
                case TRADE ->
                    new AccountUpdate.Trade(
                            order(),
                            new TradeId(in.number()),
                            in.flag(),
                            in.number(),
                            in.number(),
                            in.number(),
                            in.number());
                case PREVENTED ->
                    new AccountUpdate.Prevented(order(), in.flag(), new OrderId(in.number()), in.number(), in.number());
                case REFUSED ->
                    new AccountUpdate.Refused(
                            ClientOrderId.of(in.text()), new InstrumentId(in.index()), in.word(RejectReason.class));
                case TRANSFER ->
                    new AccountUpdate.Transfer(
                            in.word(TransferStage.class),
                            new TransferId(in.number(), in.number()),
                            in.word(TransferKind.class),
                            new AssetId(in.index()),
                            in.number());
                case BALANCE ->
                    new AccountUpdate.Balance(
                            new AssetId(in.index()), in.number(), in.number(), in.word(BalanceCause.class), in.index());
                default -> throw new IllegalStateException("news of kind " + kind + ": bytes of no version of ours");
            };
        }

        private OrderState order() {
            int index = in.index();
            if (index == requests.size()) {
                requests.add(OrderStateCodec.request(in, account));
            }
            return new OrderState(
                    new OrderId(in.number()),
                    requests.get(index),
                    sequence - in.number(),
                    timeNanos - in.number(),
                    OrderStateCodec.progress(in, sequence, timeNanos));
        }
    }
}
