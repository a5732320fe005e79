package com.flowex.simulator.simulation;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.reply.Reply;
import com.flowex.protocol.reply.ReplyCodec;
import com.flowex.simulator.model.LawViolationException;
import com.flowex.simulator.model.ReferenceLog;
import com.flowex.simulator.model.SimulationLaw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** Check that all answers to one operation, however often it was requested, agree: it happened once. */
final class AnswerConsistencyCheck {
    /** Reasons whose refusals are not remembered, because a repeated request may succeed. */
    private static final Set<RejectReason> NOT_REMEMBERED = EnumSet.of(
            RejectReason.UNKNOWN_ACCOUNT,
            RejectReason.CLIENT_ORDER_IDS_USED_UP,
            RejectReason.TENANT_IDS_USED_UP,
            RejectReason.RULES_TOO_OLD);

    private final ReferenceLog applied;
    private final ReplyCodec replies = new ReplyCodec();

    AnswerConsistencyCheck(ReferenceLog applied) {
        this.applied = applied;
    }

    /**
     * Answer to one request, with its place in the log.
     *
     * @param isQuestion true if it queried the result of the id
     */
    private record PlacedReply(long place, long timeNanos, Reply reply, boolean isQuestion) {}

    /** @throws LawViolationException if two answers contradict each other */
    void check(ModelClient client, RepeatedOperation operation) {
        if (!operation.hasId() || operation.command() instanceof CancelReplace) {
            return;
        }
        List<PlacedReply> answers = answers(client, operation);
        for (int i = 1; i < answers.size(); i++) {
            PlacedReply first = answers.getFirst();
            PlacedReply again = answers.get(i);
            boolean isFresh = again.timeNanos() - first.timeNanos() < UniqueIdCheck.DAY_NANOS;
            if (isFresh && !isOfAnother(first, again) && !agree(first.reply(), again.reply())) {
                throw new LawViolationException(
                        SimulationLaw.ANSWERED,
                        operation.command() + " was answered " + first.reply() + " at " + first.place() + " and "
                                + again.reply() + " at " + again.place());
            }
        }
    }

    private List<PlacedReply> answers(ModelClient client, RepeatedOperation operation) {
        List<PlacedReply> answers = new ArrayList<>();
        for (long request : operation.requests()) {
            applied.place(client.session(), request)
                    .ifPresent(place ->
                            answers.add(placedReply(client.session(), request, place, operation.isQuestion(request))));
        }
        answers.sort(Comparator.comparingLong(PlacedReply::place));
        return answers;
    }

    private PlacedReply placedReply(long session, long request, long place, boolean isQuestion) {
        byte[] bytes = applied.answer(session, request).orElseThrow();
        return switch (replies.decode(new UnsafeBuffer(bytes), 0, bytes.length)) {
            case Decoded.Understood(Reply reply) -> new PlacedReply(place, applied.timeNanos(place), reply, isQuestion);
            case Decoded.Garbled(String why) -> throw new LawViolationException(SimulationLaw.ANSWERED, why);
        };
    }

    /**
     * Returns true if another order has the id. A query of the id then reports that order, and a request for this one
     * is refused because the id is taken.
     */
    private static boolean isOfAnother(PlacedReply first, PlacedReply again) {
        return first.isQuestion() && isRefusedAs(again.reply(), RejectReason.CLIENT_ORDER_ID_REUSED)
                || again.isQuestion() && isRefusedAs(first.reply(), RejectReason.CLIENT_ORDER_ID_REUSED);
    }

    private static boolean isRefusedAs(Reply reply, RejectReason reason) {
        return reply instanceof Reply.Applied(long _, EventBatch batch) && isRefused(batch) && reason(batch) == reason;
    }

    private static boolean agree(Reply first, Reply again) {
        return switch (first) {
            case Reply.Applied(long _, EventBatch batch)
            when isRefused(batch) -> NOT_REMEMBERED.contains(reason(batch)) || isRefusal(again);
            case Reply.Applied(long _, EventBatch batch) -> isOf(batch, again);
            // The end of the repeated operation may be long ago, so its answer may be forgotten.
            case Reply.Repeated(long _, FirstAnswer.Refused(RejectReason reason)) ->
                NOT_REMEMBERED.contains(reason) || isRefusal(again) || isBurnt(again);
            case Reply.Repeated(long _, FirstAnswer answer) ->
                isRefusedAs(again, RejectReason.CLIENT_ORDER_ID_EXPIRED)
                        || again instanceof Reply.Repeated(long _, FirstAnswer same) && same.equals(answer);
            case Reply.Tried _, Reply.NotUnderstood _ -> first.equals(again);
        };
    }

    /** Returns true if an answer repeats that these events happened. */
    private static boolean isOf(EventBatch batch, Reply again) {
        if (isBurnt(batch)) {
            return isRefusal(again);
        }
        return again instanceof Reply.Repeated(long _, FirstAnswer answer)
                && switch (answer) {
                    case FirstAnswer.Accepted(var _, long sequence) -> isWithin(batch, sequence);
                    case FirstAnswer.Posted(long sequence) -> isWithin(batch, sequence);
                    case FirstAnswer.Refused _ -> false;
                };
    }

    private static boolean isBurnt(Reply reply) {
        return reply instanceof Reply.Applied(long _, EventBatch batch) && isBurnt(batch);
    }

    /** Returns true if the id was burnt: it belongs to no order, now or later. */
    private static boolean isBurnt(EventBatch batch) {
        return batch.events().stream().anyMatch(ClientOrderIdBurnt.class::isInstance);
    }

    private static boolean isWithin(EventBatch batch, long sequence) {
        return sequence >= batch.firstSequence() && sequence <= batch.lastSequence();
    }

    private static boolean isRefused(EventBatch batch) {
        return !batch.events().isEmpty() && batch.events().stream().allMatch(Rejection.class::isInstance);
    }

    private static RejectReason reason(EventBatch batch) {
        return ((Rejection) batch.events().getFirst()).reason();
    }

    private static boolean isRefusal(Reply reply) {
        return switch (reply) {
            case Reply.Applied(long _, EventBatch batch) -> isRefused(batch);
            case Reply.Repeated(long _, FirstAnswer answer) -> answer instanceof FirstAnswer.Refused;
            case Reply.Tried _, Reply.NotUnderstood _ -> false;
        };
    }
}
