package com.flowex.edge.http;

import com.flowex.edge.access.KeySignature;
import io.helidon.http.HeaderName;
import io.helidon.http.Headers;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** How callers of a dialect sign with an API key: where the parts of a signature are, and what it is over. */
public interface Signing {

    /**
     * A request as it was sent, before anybody knows by whom.
     *
     * @param target path and query as sent
     * @param body read at most once; a signature that is not over it leaves it alone
     */
    record Sent(Headers headers, String method, String target, Supplier<byte[]> body) {

        /** The header, or nothing where it was not sent. */
        public String header(HeaderName name) {
            return headers.first(name).orElse("");
        }

        /** The query as sent, without its question mark. */
        public String query() {
            int mark = target.indexOf('?');
            return mark < 0 ? "" : target.substring(mark + 1);
        }
    }

    /**
     * What a request says to prove that a key's owner sent it.
     *
     * @param timestamp milliseconds since 1970, as sent
     * @param window for how many milliseconds it is good, as sent; empty: as usual
     * @param once identifies the message that is signed, however its signature and its parts are spelled
     * @param repeatable true where the same message may be sent again: it only reads. A message that changes something is
     *     refused if any message with the same {@code once} came before it
     * @param names what the parts are called, for who gets one wrong
     * @param genuine whether a key's signature is over all of it; may refuse with more than no
     */
    record Claim(
            String key,
            String timestamp,
            String window,
            String once,
            boolean repeatable,
            Names names,
            Predicate<KeySignature> genuine) {}

    /** What a dialect calls the parts of a signature. */
    record Names(String timestamp, String window, String once) {}

    /** What a request claims; empty if it names no key. */
    Optional<Claim> claim(Sent request);
}
