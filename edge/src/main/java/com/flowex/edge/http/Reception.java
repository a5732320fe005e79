package com.flowex.edge.http;

import com.flowex.edge.access.Caller;
import com.flowex.edge.limits.RateLimits;
import com.flowex.ground.refusal.Refusal;
import java.util.Optional;

/** What holds whoever came by a WebSocket to the rules that requests are held to. */
interface Reception {

    /** Of whoever comes from inside: not limited, and nobody in particular. */
    Reception INSIDE = new Reception() {
        @Override
        public Caller bearer(String token) {
            throw Refusal.unauthorized("nobody logs in here");
        }

        @Override
        public Caller signer(Signing.Claim claim) {
            throw Refusal.unauthorized("nobody signs here");
        }

        @Override
        public void requireInTime(Signing.Claim claim) {}

        @Override
        public Optional<RateLimits.Verdict.Granted> admit(SocketGuest.Asked asked, Optional<Caller> asker) {
            RequestAdmission.requirePermission(asker, asked.access());
            return Optional.empty();
        }

        @Override
        public Optional<RateLimits.Verdict.Granted> draw(
                SocketGuest.Asked asked, Optional<Caller> asker, int requests) {
            return Optional.empty();
        }

        @Override
        public Optional<String> reasonToPart(Caller caller, long sinceMillis) {
            return Optional.empty();
        }
    };

    /** Whose an access token is; throws a {@link Refusal}, which counts, if it is nobody's here. */
    Caller bearer(String token);

    /** Whose a signature is; throws as well. */
    Caller signer(Signing.Claim claim);

    /** Throws if a claim is of another time. */
    void requireInTime(Signing.Claim claim);

    /** Whether something may be asked; throws if not. Absent: nobody is limited. */
    Optional<RateLimits.Verdict.Granted> admit(SocketGuest.Asked asked, Optional<Caller> asker);

    /** Draws so many requests on the asker's budget; throws if there are not so many left. */
    Optional<RateLimits.Verdict.Granted> draw(SocketGuest.Asked asked, Optional<Caller> asker, int requests);

    /** Why somebody who said at that time who they are may not stay, if so. */
    Optional<String> reasonToPart(Caller caller, long sinceMillis);
}
