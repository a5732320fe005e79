package com.flowex.protocol;

import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
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
import java.util.List;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** One codec as the tests see it: what it writes, how, and values to try it with. */
public record Kind<T>(String name, Encoder<T> encoder, Decoder<T> decoder, Function<RandomMessages, List<T>> values) {

    interface Encoder<T> {
        int encode(T value, MutableDirectBuffer buffer, int offset);
    }

    interface Decoder<T> {
        Decoded<T> decode(DirectBuffer buffer, int offset, int length);
    }

    static List<Kind<?>> all() {
        CommandCodec commands = new CommandCodec();
        EventCodec events = new EventCodec();
        StateCodec states = new StateCodec();
        RequestCodec requests = new RequestCodec();
        EventBatchCodec batches = new EventBatchCodec();
        ReplyCodec replies = new ReplyCodec();
        return List.of(
                new Kind<Command>("command", commands::encode, commands::decode, RandomMessages::commands),
                new Kind<Event>("event", events::encode, events::decode, RandomMessages::events),
                new Kind<StateRecord>("state", states::encode, states::decode, RandomMessages::states),
                new Kind<Request>("request", requests::encode, requests::decode, RandomMessages::requests),
                new Kind<EventBatch>("batch", batches::encode, batches::decode, RandomMessages::batches),
                new Kind<Reply>("reply", replies::encode, replies::decode, RandomMessages::replies));
    }

    @Override
    public String toString() {
        return name;
    }
}
