package com.flowex.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.event.Event;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import com.flowex.protocol.reply.Reply;
import com.flowex.protocol.reply.ReplyCodec;
import java.util.List;
import java.util.OptionalLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64 * 1_024]);
    private final RandomMessages messages = new RandomMessages(4);

    @Test
    void requestWithAGarbledCommandKeepsItsCorrelationId() {
        RequestCodec codec = new RequestCodec();
        int length = codec.encode(new Request(42, messages.commands().getFirst()), buffer, 0);
        buffer.setMemory(30, length - 31, (byte) 0x7F);

        assertInstanceOf(Decoded.Garbled.class, codec.decode(buffer, 0, length));
        assertEquals(OptionalLong.of(42), codec.correlationIdOf(buffer, 0, length));
    }

    @Test
    void bytesThatAreNoRequestHaveNoCorrelationId() {
        RequestCodec codec = new RequestCodec();
        int length = codec.encode(new Request(42, messages.commands().getFirst()), buffer, 0);

        assertEquals(OptionalLong.empty(), codec.correlationIdOf(buffer, 1, length - 1));
        assertEquals(OptionalLong.empty(), codec.correlationIdOf(buffer, 0, 3));
    }

    @Test
    void aReplyCopiedFromAnEncodedBatchIsTheReplyEncodedFromTheBatch() {
        EventBatchCodec batches = new EventBatchCodec();
        ReplyCodec replies = new ReplyCodec();
        UnsafeBuffer copy = new UnsafeBuffer(new byte[64 * 1_024]);
        for (EventBatch batch : messages.batches()) {
            int batchLength = batches.encode(batch, buffer, 5);
            int length = replies.encodeApplied(77, buffer, 5, batchLength, copy, 9);

            assertEquals(new Decoded.Understood<>(new Reply.Applied(77, batch)), replies.decode(copy, 9, length));
        }
    }

    @Test
    void anAnswerToGarbageIsPrintableAndShort() {
        Reply.NotUnderstood reply = new Reply.NotUnderstood(1, "é\n" + "x".repeat(300));

        assertEquals("??" + "x".repeat(254), reply.why());
    }

    @Test
    void aBatchCountsItsEventsAndNumbersThemFromOne() {
        List<Event> one = messages.events().subList(0, 1);

        assertThrows(IllegalArgumentException.class, () -> new EventBatch(1, 2, 0, 0, one));
        assertThrows(IllegalArgumentException.class, () -> new EventBatch(0, 1, 0, 0, one));
        assertThrows(IllegalArgumentException.class, () -> new EventBatch(-1, 0, 0, 0, List.of()));
        assertEquals(0, new EventBatch(0, 0, 0, 0, List.of()).count());
    }
}
