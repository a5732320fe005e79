package com.flowex.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.state.StateRecord;
import com.flowex.engine.Exchange;
import com.flowex.engine.RandomLog;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.command.CommandCodec;
import com.flowex.protocol.event.EventCodec;
import com.flowex.protocol.state.StateCodec;
import com.flowex.testsupport.PropertyTestSeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: nothing gets lost on the wire. Method: whatever random logs ask, answer and leave behind is encoded and decoded. */
class WireLawsTest {

    private static final int COMMANDS = 3_000;
    private static final int SNAPSHOT_EVERY = 250;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256 * 1_024]);
    private final CommandCodec commands = new CommandCodec();
    private final EventCodec events = new EventCodec();
    private final StateCodec states = new StateCodec();

    static LongStream seeds() {
        return PropertyTestSeeds.of(WireLawsTest.class, 2, 20_261_120, 1, 2, 3, 5, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void encodedAndDecodedCommandsProduceTheSameEvents(long seed) {
        Exchange exchange = new Exchange();
        List<Event> events = new ArrayList<>();
        EventSink sink = new EventSink() {
            @Override
            public void event(Event event) {
                events.add(event);
            }

            @Override
            public void repeated(FirstAnswer answer) {}
        };
        int position = 0;
        for (RandomLog.Entry entry : RandomLog.of(seed, COMMANDS)) {
            int length = commands.encode(entry.command(), buffer, 0);
            assertEquals(new Decoded.Understood<>(entry.command()), commands.decode(buffer, 0, length));
            exchange.apply(entry.command(), entry.timeNanos(), sink);
            events.forEach(this::checkEvent);
            events.clear();
            if (++position % SNAPSHOT_EVERY == 0) {
                exchange.writeState(this::checkState);
            }
        }
    }

    private void checkEvent(Event event) {
        int length = events.encode(event, buffer, 0);
        assertEquals(new Decoded.Understood<>(event), events.decode(buffer, 0, length));
    }

    private void checkState(StateRecord piece) {
        int length = states.encode(piece, buffer, 0);
        assertEquals(new Decoded.Understood<>(piece), states.decode(buffer, 0, length));
    }
}
