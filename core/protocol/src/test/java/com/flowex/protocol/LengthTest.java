package com.flowex.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.state.StateRecord;
import com.flowex.protocol.command.CommandCodec;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import com.flowex.protocol.event.EventCodec;
import com.flowex.protocol.reply.Reply;
import com.flowex.protocol.reply.ReplyCodec;
import com.flowex.protocol.state.StateCodec;
import java.util.Collections;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The bounds that callers size their buffers by. */
class LengthTest {

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024 * 1_024]);
    private final RandomMessages messages = new RandomMessages(3);

    @Test
    void theLongestCommandEventAndStateRecordAreAsLongAsPromised() {
        CommandCodec commands = new CommandCodec();
        EventCodec events = new EventCodec();
        StateCodec states = new StateCodec();
        int command = commands.encode(messages.longestCommand(), buffer, 0);
        int event = 0;
        int state = 0;
        for (int i = 0; i < 100; i++) {
            for (Command value : messages.commands()) {
                command = Math.max(command, commands.encode(value, buffer, 0));
            }
            for (Event value : messages.events()) {
                event = Math.max(event, events.encode(value, buffer, 0));
            }
            for (StateRecord value : messages.states()) {
                state = Math.max(state, states.encode(value, buffer, 0));
            }
        }

        assertEquals(CommandCodec.LENGTH_MAX, command);
        assertEquals(EventCodec.LENGTH_MAX, event);
        assertEquals(StateCodec.LENGTH_MAX, state);
    }

    @Test
    void theEnvelopesAreNeverLongerThanPromised() {
        RequestCodec requests = new RequestCodec();
        EventBatchCodec batches = new EventBatchCodec();
        ReplyCodec replies = new ReplyCodec();
        for (Request request : messages.requests()) {
            assertTrue(requests.encode(request, buffer, 0) <= RequestCodec.LENGTH_MAX);
        }
        for (EventBatch batch : messages.batches()) {
            assertTrue(batches.encode(batch, buffer, 0) <= EventBatchCodec.lengthMax(batch.count()));
            assertTrue(replies.encode(new Reply.Applied(1, batch), buffer, 0) <= ReplyCodec.lengthMax(batch.count()));
        }
        String longest = "x".repeat(Reply.NotUnderstood.WHY_LENGTH_MAX);
        assertTrue(replies.encode(new Reply.NotUnderstood(1, longest), buffer, 0) <= ReplyCodec.lengthMax(0));
    }

    private Event canceled() {
        return messages.events().stream()
                .filter(OrderCanceled.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCommandThatEndsAllOrdersOfAnAccountFitsOneBatch() {
        List<Event> events = Collections.nCopies(OrderQuota.OPEN_ORDERS_HIGHEST, canceled());
        EventBatch batch = new EventBatch(1, events.size(), 2, 3, events);
        EventBatchCodec codec = new EventBatchCodec();
        int length = codec.encode(batch, buffer, 0);

        assertTrue(length < buffer.capacity() - 400_000, () -> length + " bytes leave too little for balances");
        assertEquals(new Decoded.Understood<>(batch), codec.decode(buffer, 0, length));
    }
}
