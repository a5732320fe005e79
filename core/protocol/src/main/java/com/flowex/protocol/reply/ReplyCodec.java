package com.flowex.protocol.reply;

import com.flowex.protocol.Decoded;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.event.EventBatchCodec;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Codec of {@link Reply}s. It is not thread-safe, because it reuses its flyweights. */
public final class ReplyCodec {

    private final ReplyWriter writer = new ReplyWriter();
    private final ReplyReader reader = new ReplyReader();

    /**
     * Returns the highest length of an encoded reply with this many events, in bytes; an answer without events counts
     * as one event.
     */
    public static int lengthMax(int count) {
        return ReplyWriter.APPLIED_OVERHEAD
                + EventBatchCodec.lengthMax(Math.max(count, 1))
                + ReplyWriter.TEXT_LENGTH_MAX;
    }

    /**
     * Writes one message.
     *
     * @return its length in bytes, at most {@link #lengthMax}; its last byte is not zero
     */
    public int encode(Reply reply, MutableDirectBuffer buffer, int offset) {
        return writer.write(reply, buffer, offset);
    }

    /**
     * Writes the {@link Reply.Applied} of a batch that {@link EventBatchCodec} has already encoded, by a copy instead
     * of a second encoding.
     */
    public int encodeApplied(
            long correlationId,
            DirectBuffer batch,
            int batchOffset,
            int batchLength,
            MutableDirectBuffer buffer,
            int offset) {
        return writer.copy(correlationId, batch, batchOffset, batchLength, buffer, offset);
    }

    /** Reads one message that takes exactly {@code length} bytes; never throws because of their content. */
    public Decoded<Reply> decode(DirectBuffer buffer, int offset, int length) {
        return Frame.decode(reader, buffer, offset, length);
    }
}
