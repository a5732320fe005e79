package com.flowex.custody.signer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Authentication of requests and answers by the shared secret: a request must be signed with it, recent, and not a
 * replay.
 */
final class RequestAuthenticator {

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int NONCE_LENGTH = 32;

    private final String secret;
    private final InstantSource clock;
    private final Instant start;
    private final Set<String> heard = new HashSet<>();
    private final Deque<UsedNonce> oldestFirst = new ArrayDeque<>();

    private record UsedNonce(String nonce, Instant until) {}

    RequestAuthenticator(String secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
        this.start = clock.instant().minus(Duration.ofSeconds(1));
    }

    /** Returns why a request is refused; empty if it is accepted. Must be called by one thread. */
    Optional<String> refusal(String path, String time, String nonce, String mac, byte[] body) {
        if (!SignerProtocol.areEqual(mac, SignerProtocol.askMac(secret, path, time, nonce, body))) {
            return Optional.of("it is not signed with this signer's secret");
        }
        Instant now = clock.instant();
        Instant requested = Instant.ofEpochMilli(Long.parseLong(time));
        if (requested.isBefore(now.minus(WINDOW)) || requested.isAfter(now.plus(WINDOW))) {
            return Optional.of("it is of another time, or the clocks differ by more than " + WINDOW.toSeconds() + " s");
        }
        // Nonces from before a restart are forgotten, but no request from before it is accepted.
        if (requested.isBefore(start)) {
            return Optional.of("it is from before this signer was started");
        }
        forget(now);
        if (nonce.length() != NONCE_LENGTH || !heard.add(nonce)) {
            return Optional.of("it was heard before");
        }
        oldestFirst.add(new UsedNonce(nonce, now.plus(WINDOW.multipliedBy(2))));
        return Optional.empty();
    }

    /** Returns the MAC that proves an answer to the caller. */
    String answerMac(String nonce, int status, byte[] body) {
        return SignerProtocol.answerMac(secret, nonce, status, body);
    }

    private void forget(Instant now) {
        while (!oldestFirst.isEmpty() && oldestFirst.peek().until().isBefore(now)) {
            heard.remove(oldestFirst.remove().nonce());
        }
    }
}
