package com.flowex.access.http.admission;

import com.flowex.access.auth.Caller;
import com.flowex.access.http.caller.SignatureScheme;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.platform.errors.Refusal;
import java.util.Optional;

/** Rules of requests, applied to messages over a WebSocket. */
interface SocketAdmission {

    /** Rules for internal clients: unlimited, without an identity. */
    SocketAdmission INSIDE = new SocketAdmission() {
        @Override
        public Caller bearer(String token) {
            throw Refusal.unauthorized("this process has no log-ins");
        }

        @Override
        public Caller signer(SignatureScheme.Claim claim) {
            throw Refusal.unauthorized("this process has no signed requests");
        }

        @Override
        public void requireInTime(SignatureScheme.Claim claim) {}

        @Override
        public Optional<RateLimits.Verdict.Granted> admit(SocketClient.SocketMessage message, Optional<Caller> asker) {
            RequestAdmission.requirePermission(asker, message.access());
            return Optional.empty();
        }

        @Override
        public Optional<RateLimits.Verdict.Granted> draw(
                SocketClient.SocketMessage message, Optional<Caller> asker, int requests) {
            return Optional.empty();
        }

        @Override
        public Optional<String> reasonToPart(Caller caller, long sinceMillis) {
            return Optional.empty();
        }
    };

    /** Returns the owner of an access token; throws a {@link Refusal}, which counts, if it is invalid here. */
    Caller bearer(String token);

    /** Returns the owner of a signature; throws a {@link Refusal} if it is invalid here. */
    Caller signer(SignatureScheme.Claim claim);

    /** Throws if the time of a claim differs too much. */
    void requireInTime(SignatureScheme.Claim claim);

    /** Admits a message, or throws; empty if no limit applies. */
    Optional<RateLimits.Verdict.Granted> admit(SocketClient.SocketMessage message, Optional<Caller> asker);

    /** Draws this number of requests on the sender's budget; throws if it has not that many left. */
    Optional<RateLimits.Verdict.Granted> draw(SocketClient.SocketMessage message, Optional<Caller> asker, int requests);

    /** Returns why an earlier authenticated caller must be disconnected, if so. */
    Optional<String> reasonToPart(Caller caller, long sinceMillis);
}
