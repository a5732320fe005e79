package com.flowex.protocol.reply;

import com.flowex.domain.order.FirstAnswer;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchWriter;
import com.flowex.protocol.sbe.WireAppliedEncoder;
import com.flowex.protocol.sbe.WireNotUnderstoodEncoder;
import com.flowex.protocol.sbe.WireRepeatedAcceptedEncoder;
import com.flowex.protocol.sbe.WireRepeatedPostedEncoder;
import com.flowex.protocol.sbe.WireRepeatedRefusedEncoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Encoder of replies. It is not thread-safe. */
final class ReplyWriter {

    private static final int BATCH_HEADER_LENGTH = WireAppliedEncoder.batchHeaderLength();

    /** Length of an applied reply without its batch, in bytes. */
    static final int APPLIED_OVERHEAD = Frame.OVERHEAD + WireAppliedEncoder.BLOCK_LENGTH + BATCH_HEADER_LENGTH;

    static final int TEXT_LENGTH_MAX = Reply.NotUnderstood.WHY_LENGTH_MAX;

    private final WireAppliedEncoder applied = new WireAppliedEncoder();
    private final WireRepeatedAcceptedEncoder accepted = new WireRepeatedAcceptedEncoder();
    private final WireRepeatedPostedEncoder posted = new WireRepeatedPostedEncoder();
    private final WireRepeatedRefusedEncoder refused = new WireRepeatedRefusedEncoder();
    private final WireNotUnderstoodEncoder notUnderstood = new WireNotUnderstoodEncoder();
    private final TrialBodies trials = new TrialBodies();
    private final EventBatchWriter batches = new EventBatchWriter();

    int write(Reply reply, MutableDirectBuffer buffer, int offset) {
        return switch (reply) {
            case Reply.Applied(long correlationId, EventBatch batch) -> write(correlationId, batch, buffer, offset);
            case Reply.Repeated(long correlationId, FirstAnswer answer) -> write(correlationId, answer, buffer, offset);
            case Reply.Tried tried -> Frame.close(buffer, offset, trials.write(tried, buffer, offset));
            case Reply.NotUnderstood(long correlationId, String why) -> write(correlationId, why, buffer, offset);
        };
    }

    int copy(
            long correlationId,
            DirectBuffer batch,
            int batchOffset,
            int length,
            MutableDirectBuffer buffer,
            int offset) {
        Frame.begin(applied, buffer, offset).correlationId(correlationId).putBatch(batch, batchOffset, length);
        return Frame.close(buffer, offset, applied.limit());
    }

    private int write(long correlationId, EventBatch batch, MutableDirectBuffer buffer, int offset) {
        Frame.begin(applied, buffer, offset).correlationId(correlationId);
        int from = applied.limit() + BATCH_HEADER_LENGTH;
        int length = batches.write(batch, buffer, from);
        buffer.putInt(applied.limit(), length, ByteOrder.LITTLE_ENDIAN);
        return Frame.close(buffer, offset, from + length);
    }

    private int write(long correlationId, FirstAnswer answer, MutableDirectBuffer buffer, int offset) {
        return switch (answer) {
            case FirstAnswer.Accepted first -> {
                Frame.begin(accepted, buffer, offset)
                        .correlationId(correlationId)
                        .order(first.order().value())
                        .sequence(first.sequence());
                yield Frame.close(buffer, offset, accepted.limit());
            }
            case FirstAnswer.Posted first -> {
                Frame.begin(posted, buffer, offset).correlationId(correlationId).sequence(first.sequence());
                yield Frame.close(buffer, offset, posted.limit());
            }
            case FirstAnswer.Refused first -> {
                Frame.begin(refused, buffer, offset)
                        .correlationId(correlationId)
                        .reason(EnumPair.REJECT_REASON.toWire(first.reason()));
                yield Frame.close(buffer, offset, refused.limit());
            }
        };
    }

    private int write(long correlationId, String why, MutableDirectBuffer buffer, int offset) {
        byte[] text = why.getBytes(StandardCharsets.US_ASCII);
        Frame.begin(notUnderstood, buffer, offset).correlationId(correlationId).putWhy(text, 0, text.length);
        return Frame.close(buffer, offset, notUnderstood.limit());
    }
}
