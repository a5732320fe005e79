package com.flowex.sandbox;

import static com.flowex.sandbox.ScriptRunner.SYMBOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.order.Side;
import com.flowex.sandbox.wire.FrameReader;
import com.flowex.sandbox.wire.FrameWriter;
import com.flowex.sandbox.wire.OrderCodec;
import com.flowex.sandbox.wire.ToParent;
import com.flowex.sandbox.wire.Wire;
import com.flowex.sandbox.wire.WireException;
import com.flowex.strategy.StrategyException;
import com.flowex.strategy.order.OrderIntent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The parent's side against a process that sends anything. */
class CallRepliesTest {

    private static final int BYTES_MAX = 100_000;

    private RecordingContext context = new RecordingContext(1);

    private int read(byte[] messages, int bars) throws IOException {
        return new CallReplies(
                        new FrameReader(new ByteArrayInputStream(messages), Wire.TO_PARENT_MAX),
                        new FrameWriter(OutputStream.nullOutputStream(), Wire.TO_CHILD_MAX),
                        ScriptRunner.MARKETS,
                        BYTES_MAX)
                .read(ScriptRunner.batch(context, ScriptRunner.bars(bars, 1)), bars);
    }

    private static byte[] bytes(Consumer<Sender> messages) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameWriter out = new FrameWriter(bytes, Wire.TO_CHILD_MAX);
        messages.accept(new Sender(out));
        out.flush();
        return bytes.toByteArray();
    }

    private record Sender(FrameWriter out) {

        Sender send(ToParent kind, Consumer<FrameWriter> fields) {
            try {
                fields.accept(out.begin(kind));
                out.end();
                return this;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        Sender done(int bars) {
            return send(ToParent.DONE, fields -> fields.putInt(bars));
        }

        Sender at(int bar) {
            return send(ToParent.AT, fields -> fields.putInt(bar));
        }

        Sender place(String symbol) {
            return send(
                    ToParent.PLACE,
                    fields -> OrderCodec.write(fields, OrderIntent.limit(symbol, Side.BUY, Double.NaN, -0.0)));
        }
    }

    private void assertRefused(Consumer<Sender> messages) throws IOException {
        byte[] bytes = bytes(messages);
        assertThrows(WireException.class, () -> read(bytes, 5));
    }

    @Test
    void messages_in_order_are_carried_out_at_their_bar() throws IOException {
        byte[] bytes = bytes(sender -> sender.at(2)
                .send(ToParent.LOG, fields -> fields.putText("hello"))
                .at(3)
                .place(SYMBOL)
                .done(4));
        assertEquals(4, read(bytes, 5));
        assertEquals("180000000000 log hello", context.record().getFirst());
        assertTrue(context.record().getLast().startsWith("240000000000 place"));
    }

    @Test
    void what_breaks_the_protocol_is_refused() throws IOException {
        assertRefused(sender -> sender.place("ETH-USDT"));
        assertRefused(sender -> sender.send(ToParent.MARKET, fields -> fields.putText("../etc/passwd")));
        assertRefused(sender -> sender.done(6));
        assertRefused(sender -> sender.done(0));
        assertRefused(sender -> sender.done(-1));
        assertRefused(sender -> sender.at(5));
        assertRefused(sender -> sender.at(2).at(2));
        assertRefused(sender -> sender.at(2).done(2));
        assertRefused(sender -> sender.place(SYMBOL).at(1));
        assertRefused(sender -> sender.place(SYMBOL).done(2));
        assertRefused(sender -> sender.send(ToParent.HELLO, fields -> fields.putInt(1)));
        assertRefused(sender -> sender.send(ToParent.LOADED, fields -> fields.putInt(0)));
        assertRefused(
                sender -> sender.send(ToParent.DONE, fields -> fields.putInt(1).putInt(1)));
        assertRefused(sender -> sender.send(ToParent.LOG, fields -> fields.putInt(-1)));
        assertRefused(sender -> sender.send(ToParent.LOG, fields -> fields.putInt(Integer.MAX_VALUE)));
        assertRefused(sender -> sender.send(ToParent.LOG, fields -> fields.putText("x".repeat(5_000))));
        assertRefused(
                sender -> sender.send(ToParent.LOG, fields -> fields.putInt(1).putByte(0xff)));
        assertRefused(sender -> sender.send(
                ToParent.FAILED, fields -> fields.putText("bankrupt").putInt(1).putText("")));
        assertRefused(sender -> sender.send(
                ToParent.PLACE,
                fields -> fields.putText(SYMBOL).putByte(7).putDouble(1).putByte(0)));
        assertThrows(WireException.class, () -> read(new byte[] {-1, -1, -1, 127, 0}, 1));
        assertThrows(WireException.class, () -> read(new byte[] {1, 0, 0, 0, 99}, 1));
        assertThrows(EOFException.class, () -> read(new byte[] {9, 0, 0}, 1));
        assertTrue(context.orders().stream().allMatch(order -> order.symbol().equals(SYMBOL)));
    }

    @Test
    void a_flood_ends_the_strategy() throws IOException {
        byte[] lines = bytes(sender -> {
            for (int i = 0; i < 200; i++) {
                sender.send(ToParent.LOG, fields -> fields.putText("x".repeat(1_000)));
            }
        });
        assertEquals(
                "strategy_output",
                assertThrows(StrategyException.class, () -> read(lines, 1)).code());
        byte[] orders = bytes(sender -> {
            for (int i = 0; i < 1_001; i++) {
                sender.place(SYMBOL);
            }
        });
        assertEquals(
                "strategy_output",
                assertThrows(StrategyException.class, () -> read(orders, 1)).code());
        assertEquals(1_000, context.orders().size());
    }

    @Test
    void random_bytes_and_damaged_messages_only_end_the_strategy() throws IOException {
        byte[] whole = bytes(sender -> sender.send(ToParent.LOG, fields -> fields.putText("hello"))
                .send(ToParent.PLOT, fields -> fields.putText("name").putDouble(1))
                .send(ToParent.BALANCE, fields -> fields.putText("USDT"))
                .send(ToParent.OPEN_ORDERS, fields -> fields.putText(SYMBOL))
                .place(SYMBOL)
                .send(ToParent.CANCEL, fields -> fields.putText("order-1"))
                .done(1));
        assertEquals(1, read(whole, 1));
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            byte[] damaged = whole.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            context = new RecordingContext(1);
            try {
                read(damaged, 1);
            } catch (WireException | StrategyException | EOFException expected) {
                assertNotNull(expected.getMessage());
            }
            assertTrue(
                    context.orders().stream().allMatch(order -> order.symbol().equals(SYMBOL)));
            assertTrue(context.record().stream().allMatch(line -> line.length() < 5_000));
        }
    }
}
