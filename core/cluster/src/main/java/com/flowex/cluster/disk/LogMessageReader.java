package com.flowex.cluster.disk;

import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.NewLeadershipTermEventDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import java.io.IOException;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Reader of the log's messages that the engine sees; the cluster's own messages are skipped. */
public final class LogMessageReader {
    private final RequestCodec requests = new RequestCodec();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionMessageHeaderDecoder session = new SessionMessageHeaderDecoder();
    private final TimerEventDecoder timer = new TimerEventDecoder();

    /** @param timestamp timestamp of the log, nanoseconds since 1970 */
    public record LoggedCommand(Command command, long timestamp) {}

    /** Returns the command in a message of the log, null if it has none. */
    public @Nullable LoggedCommand read(DirectBuffer message, int length) {
        header.wrap(message, 0);
        int block = header.blockLength();
        int version = header.version();
        if (header.templateId() == SessionMessageHeaderDecoder.TEMPLATE_ID) {
            session.wrap(message, MessageHeaderDecoder.ENCODED_LENGTH, block, version);
            int at = AeronCluster.SESSION_HEADER_LENGTH;
            return requests.decode(message, at, length - at) instanceof Decoded.Understood(Request request)
                    ? new LoggedCommand(request.command(), session.timestamp())
                    : null;
        }
        if (header.templateId() == TimerEventDecoder.TEMPLATE_ID) {
            timer.wrap(message, MessageHeaderDecoder.ENCODED_LENGTH, block, version);
            return new LoggedCommand(AdvanceTime.ADVANCE_TIME, timer.timestamp());
        }
        return null;
    }

    /** Returns the number of the term that a message of the log begins; -1 if it begins none. */
    public static long term(DirectBuffer message, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES) {
            return -1;
        }
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(message, 0);
        return header.templateId() == NewLeadershipTermEventDecoder.TEMPLATE_ID
                ? new NewLeadershipTermEventDecoder()
                        .wrapAndApplyHeader(message, 0, header)
                        .leadershipTermId()
                : -1;
    }

    /** Returns true if a recording contains a request to the engine, which makes it a log. */
    public static boolean hasCommand(RecordingFile recording) throws IOException {
        LogMessageReader messages = new LogMessageReader();
        while (recording.next()) {
            if (recording.length() > MessageHeaderDecoder.ENCODED_LENGTH
                    && messages.read(recording.message(), recording.length()) != null) {
                return true;
            }
        }
        return false;
    }
}
