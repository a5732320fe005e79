package com.flowex.edge.http;

import com.flowex.edge.limits.MessageBudget;
import com.flowex.edge.limits.RateLimits;
import com.flowex.ground.refusal.Refusal;
import java.util.Optional;

/** Whoever opened a WebSocket, as its listener sees them. */
public final class SocketGuest {

    private final int tenant;
    private final Optional<MessageBudget> messages;

    /** @param messages absent: nobody is limited */
    public SocketGuest(int tenant, Optional<MessageBudget> messages) {
        this.tenant = tenant;
        this.messages = messages;
    }

    /** The tenant this connection is for. */
    public int tenant() {
        return tenant;
    }

    /**
     * To be asked for every frame before it is looked at.
     *
     * @return what to tell the client if it sends too much; the frame is then to be ignored
     */
    public Optional<Refusal> admit() {
        return messages.map(MessageBudget::draw).flatMap(verdict -> switch (verdict) {
            case RateLimits.Verdict.Granted _ -> Optional.empty();
            case RateLimits.Verdict.Refused refused -> Optional.of(Limiter.problem(refused, "messages"));
        });
    }
}
