package com.flowex.protocol.reply;

import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.value.OrderId;
import com.flowex.protocol.body.EnumPair;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.body.GarbledException;
import com.flowex.protocol.event.EventBatchReader;
import com.flowex.protocol.sbe.WireAppliedDecoder;
import com.flowex.protocol.sbe.WireNotUnderstoodDecoder;
import com.flowex.protocol.sbe.WireRepeatedAcceptedDecoder;
import com.flowex.protocol.sbe.WireRepeatedPostedDecoder;
import com.flowex.protocol.sbe.WireRepeatedRefusedDecoder;
import com.flowex.protocol.sbe.WireTriedPlannedDecoder;
import com.flowex.protocol.sbe.WireTriedQuotaDecoder;
import com.flowex.protocol.sbe.WireTriedRefusedDecoder;
import com.flowex.protocol.sbe.WireTriedRepeatsDecoder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Decoder of replies. It is not thread-safe. */
final class ReplyReader implements Frame.Reader<Reply> {

    private final Frame frame = new Frame();
    private final WireAppliedDecoder applied = new WireAppliedDecoder();
    private final WireRepeatedAcceptedDecoder accepted = new WireRepeatedAcceptedDecoder();
    private final WireRepeatedPostedDecoder posted = new WireRepeatedPostedDecoder();
    private final WireRepeatedRefusedDecoder refused = new WireRepeatedRefusedDecoder();
    private final WireTriedPlannedDecoder planned = new WireTriedPlannedDecoder();
    private final WireTriedRefusedDecoder triedRefused = new WireTriedRefusedDecoder();
    private final WireTriedQuotaDecoder quota = new WireTriedQuotaDecoder();
    private final WireTriedRepeatsDecoder repeats = new WireTriedRepeatsDecoder();
    private final WireNotUnderstoodDecoder notUnderstood = new WireNotUnderstoodDecoder();
    private final EventBatchReader batches = new EventBatchReader();

    @Override
    public Reply read(DirectBuffer buffer, int offset, int length) {
        int templateId = frame.open(buffer, offset, length);
        return switch (templateId) {
            case WireAppliedDecoder.TEMPLATE_ID -> applied(buffer, offset, length);
            case WireRepeatedAcceptedDecoder.TEMPLATE_ID -> accepted(buffer, offset, length);
            case WireRepeatedPostedDecoder.TEMPLATE_ID -> posted(buffer, offset, length);
            case WireRepeatedRefusedDecoder.TEMPLATE_ID -> refused(buffer, offset, length);
            case WireTriedPlannedDecoder.TEMPLATE_ID -> TrialBodies.read(frame.fixed(planned, buffer, offset, length));
            case WireTriedRefusedDecoder.TEMPLATE_ID ->
                TrialBodies.read(frame.fixed(triedRefused, buffer, offset, length));
            case WireTriedQuotaDecoder.TEMPLATE_ID -> TrialBodies.read(frame.fixed(quota, buffer, offset, length));
            case WireTriedRepeatsDecoder.TEMPLATE_ID -> TrialBodies.read(frame.fixed(repeats, buffer, offset, length));
            case WireNotUnderstoodDecoder.TEMPLATE_ID -> notUnderstood(buffer, offset, length);
            default -> throw Frame.unknownTemplate(templateId);
        };
    }

    private Reply applied(DirectBuffer buffer, int offset, int length) {
        WireAppliedDecoder in = frame.block(applied, buffer, offset, length);
        int batch = in.limit() + WireAppliedDecoder.batchHeaderLength();
        Frame.requireRoom(batch, offset, length);
        // The length is taken from the frame, not from the field, because a foreign 32-bit length could overflow a sum.
        int batchLength = Frame.bodyEnd(offset, length) - batch;
        if (in.batchLength() != batchLength) {
            throw new GarbledException("a batch of " + in.batchLength() + " bytes in a frame for " + batchLength);
        }
        return new Reply.Applied(in.correlationId(), batches.read(buffer, batch, batchLength));
    }

    private Reply accepted(DirectBuffer buffer, int offset, int length) {
        WireRepeatedAcceptedDecoder in = frame.fixed(accepted, buffer, offset, length);
        return new Reply.Repeated(in.correlationId(), new FirstAnswer.Accepted(new OrderId(in.order()), in.sequence()));
    }

    private Reply posted(DirectBuffer buffer, int offset, int length) {
        WireRepeatedPostedDecoder in = frame.fixed(posted, buffer, offset, length);
        return new Reply.Repeated(in.correlationId(), new FirstAnswer.Posted(in.sequence()));
    }

    private Reply refused(DirectBuffer buffer, int offset, int length) {
        WireRepeatedRefusedDecoder in = frame.fixed(refused, buffer, offset, length);
        return new Reply.Repeated(
                in.correlationId(), new FirstAnswer.Refused(EnumPair.REJECT_REASON.toDomain(in.reason())));
    }

    private Reply notUnderstood(DirectBuffer buffer, int offset, int length) {
        WireNotUnderstoodDecoder in = frame.block(notUnderstood, buffer, offset, length);
        int from = in.limit() + WireNotUnderstoodDecoder.whyHeaderLength();
        Frame.requireRoom(from, offset, length);
        Frame.requireEnd(from + in.whyLength() - offset, length);
        return new Reply.NotUnderstood(in.correlationId(), text(buffer, from, in.whyLength()));
    }

    private static String text(DirectBuffer buffer, int from, int length) {
        if (length > Reply.NotUnderstood.WHY_LENGTH_MAX) {
            throw new GarbledException("a reason of " + length + " bytes");
        }
        byte[] text = new byte[length];
        buffer.getBytes(from, text);
        for (byte c : text) {
            if (c < ' ' || c > '~') {
                throw new GarbledException("a reason is printable ASCII");
            }
        }
        return new String(text, StandardCharsets.US_ASCII);
    }
}
