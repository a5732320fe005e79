package com.flowex.access.http.caller;

import com.flowex.access.auth.KeySignature;
import io.helidon.http.HeaderName;
import io.helidon.http.Headers;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Signature scheme of a dialect: the places of a signature's parts, and the signed text. */
public interface SignatureScheme {

    /**
     * Request as sent, before its sender is known.
     *
     * @param target path and query as sent
     * @param body read at most once; a signature without the body does not read it
     */
    record SentRequest(Headers headers, String method, String target, Supplier<byte[]> body) {

        /** Returns the header; empty if it was not sent. */
        public String header(HeaderName name) {
            return headers.first(name).orElse("");
        }

        /** Returns the query as sent, without its question mark. */
        public String query() {
            int mark = target.indexOf('?');
            return mark < 0 ? "" : target.substring(mark + 1);
        }
    }

    /**
     * Claim of a request that a key's owner sent it.
     *
     * @param timestamp milliseconds since 1970, as sent
     * @param window validity in milliseconds, as sent; empty for the default
     * @param once identifies the signed message, whatever the spelling of its signature and its parts
     * @param repeatable true if the same message may be sent again, because it only reads. A message that changes data
     *     is refused if any message with the same {@code once} came before it
     * @param names names of the parts, for error messages
     * @param genuine checks that a key's signature covers all of it; it may also throw a refusal
     */
    record Claim(
            String key,
            String timestamp,
            String window,
            String once,
            boolean repeatable,
            Names names,
            Predicate<KeySignature> genuine) {}

    /** Names of a signature's parts in a dialect. */
    record Names(String timestamp, String window, String once) {}

    /** Returns a request's claim; empty if it names no key. */
    Optional<Claim> claim(SentRequest request);
}
