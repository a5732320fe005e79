package com.flowex.simulator.golden;

import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.state.StateRecord;
import com.flowex.engine.Exchange;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import com.flowex.protocol.reply.Reply;
import com.flowex.protocol.reply.ReplyCodec;
import com.flowex.protocol.state.StateCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/** An exchange that counts and digests, as encoded bytes, everything it answers. */
final class Replayed {

    private final EventBatchCodec batches = new EventBatchCodec();
    private final ReplyCodec replies = new ReplyCodec();
    private final StateCodec states = new StateCodec();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageDigest answers = sha256();
    private final List<Event> events = new ArrayList<>();
    private @Nullable FirstAnswer repeated;
    private @Nullable PreviewAnswer trial;
    private Exchange exchange;
    private long commands;

    Replayed(Exchange exchange) {
        this.exchange = exchange;
    }

    void apply(Command command, long timeNanos) {
        events.clear();
        repeated = null;
        trial = null;
        long before = exchange.sequence();
        exchange.apply(command, timeNanos, new EventSink() {
            @Override
            public void event(Event event) {
                events.add(event);
            }

            @Override
            public void repeated(FirstAnswer answer) {
                repeated = answer;
            }

            @Override
            public void tried(PreviewAnswer answer) {
                trial = answer;
            }
        });
        commands++;
        long first = events.isEmpty() ? before : before + 1;
        EventBatch batch = new EventBatch(first, events.size(), commands, timeNanos, events);
        add(answers, batches.encode(batch, buffer, 0));
        if (repeated != null) {
            add(answers, replies.encode(new Reply.Repeated(commands, repeated), buffer, 0));
        }
        if (trial != null) {
            add(answers, replies.encode(new Reply.Tried(commands, before, timeNanos, trial), buffer, 0));
        }
    }

    /** Goes on with an exchange restored from these records. */
    void restore(List<StateRecord> records) {
        Exchange.Restorer restorer = Exchange.restorer();
        records.forEach(restorer);
        exchange = restorer.restored();
    }

    List<StateRecord> state() {
        List<StateRecord> records = new ArrayList<>();
        exchange.writeState(records::add);
        return records;
    }

    /** One line over everything so far; ends the digest. */
    String end() {
        MessageDigest state = sha256();
        exchange.writeState(each -> add(state, states.encode(each, buffer, 0)));
        return "commands=" + commands + " sequence=" + exchange.sequence() + " answers=" + hex(answers) + " state="
                + hex(state);
    }

    private void add(MessageDigest digest, int length) {
        digest.update(buffer.byteArray(), 0, length);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
